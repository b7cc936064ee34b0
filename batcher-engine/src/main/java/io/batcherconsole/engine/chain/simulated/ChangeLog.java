package io.batcherconsole.engine.chain.simulated;

import java.util.ArrayDeque;
import java.util.Deque;

/** All changes of the chain's state, so that the newest can be taken back to any kept mark. */
final class ChangeLog {
  /** Each takes one change back; newest last. */
  private final Deque<Runnable> undos = new ArrayDeque<>();

  private long forgotten;

  void add(Runnable undo) {
    undos.addLast(undo);
  }

  /** Number of changes so far; names the present state for {@link #rollBack}. */
  long mark() {
    return forgotten + undos.size();
  }

  /** Makes the state what it was at {@code mark}. */
  void rollBack(long mark) {
    if (mark < forgotten) {
      throw new IllegalArgumentException("changes before " + forgotten + " are forgotten");
    }
    while (mark() > mark) {
      undos.removeLast().run();
    }
  }

  /** Gives up the possibility to go back before {@code mark}, and its memory. */
  void forget(long mark) {
    while (forgotten < mark && !undos.isEmpty()) {
      undos.removeFirst();
      forgotten++;
    }
  }
}
