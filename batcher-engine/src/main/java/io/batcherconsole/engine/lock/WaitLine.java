package io.batcherconsole.engine.lock;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line of those who wait for a lock, first come first served; leaving it from the middle takes
 * constant time. Not thread-safe: its lock guards it.
 */
final class WaitLine {
  private @Nullable Turn first;
  private @Nullable Turn last;
  private int length;

  /** The last in line; null when nobody waits. */
  @Nullable Turn last() {
    return last;
  }

  /** How many stand in line. */
  int length() {
    return length;
  }

  void add(Turn turn) {
    length++;
    turn.ahead = last;
    if (last == null) {
      first = turn;
    } else {
      last.after = turn;
    }
    last = turn;
  }

  /** Takes the first out of the line; null when nobody waits. */
  @Nullable Turn poll() {
    Turn turn = first;
    if (turn != null) {
      remove(turn);
    }
    return turn;
  }

  /** Takes a turn out of the line; one that already left it stays out. */
  void remove(Turn turn) {
    if (turn.ahead == null && first != turn) {
      return;
    }
    length--;
    if (turn.ahead == null) {
      first = turn.after;
    } else {
      turn.ahead.after = turn.after;
    }
    if (turn.after == null) {
      last = turn.ahead;
    } else {
      turn.after.ahead = turn.ahead;
    }
    turn.ahead = null;
    turn.after = null;
  }

  /** Those who still wait, in order. */
  List<Turn> waiting() {
    List<Turn> waiting = new ArrayList<>();
    for (Turn turn = first; turn != null; turn = turn.after) {
      if (turn.fate() == Turn.Fate.WAITING) {
        waiting.add(turn);
      }
    }
    return waiting;
  }
}
