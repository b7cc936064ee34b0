package io.batcherconsole.engine.lock;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockId;
import io.batcherconsole.engine.event.LockSite;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** One attempt to get a lock: first a place in the line, then perhaps the hold. */
final class Turn {
  private static final AtomicReferenceFieldUpdater<Turn, @Nullable Fate> FATE =
      AtomicReferenceFieldUpdater.newUpdater(Turn.class, Fate.class, "fate");

  /**
   * Most blockers that are recorded: the holder and the latest others. It bounds the size of a
   * record when hundreds wait for one lock.
   */
  static final int MOST_BLOCKERS = 64;

  /** What became of a turn; everything but WAITING is final. */
  enum Fate {
    WAITING,
    GRANTED,
    TIMED_OUT,
    INTERRUPTED,
    /** The engine stops. */
    CANCELLED
  }

  final LockId lock;
  final Actor actor;
  final LockSite site;
  final Thread thread;

  /** When it was asked for, ns. */
  final long asked;

  /** When it gives up, ns. */
  final long deadline;

  /** Null while waiting: a turn is made for every acquisition, and a store here has its price. */
  private volatile @Nullable Fate fate;

  /** When it was granted, ns. Written under the lock's guard, before the fate is decided. */
  long got;

  /** Who held the lock when it was asked for. Written under the guard, once. */
  @Nullable Actor holderWhenAsked;

  /** Who went right before it when it came: the last in line, or the holder. As above. */
  @Nullable Actor aheadWhenAsked;

  /** How many went before it when it came, the holder included; 0 when it was free. As above. */
  int chain;

  /**
   * The hold during which it was asked for; from there {@link #successor} leads to everyone the
   * lock went to meanwhile. Written under the guard, and forgotten with {@link #forgetBlockers}.
   */
  private @Nullable Turn firstBlocker;

  /** The turn to which this one handed the lock over. Guarded by the lock's guard. */
  @Nullable Turn successor;

  /** Neighbours in the {@link WaitLine}. Guarded by the lock's guard. */
  @Nullable Turn ahead;

  @Nullable Turn after;

  /** The next older turn in the monitor's list. Guarded by the {@link LockOrderMonitor}. */
  @Nullable Turn earlier;

  Turn(LockId lock, Actor actor, LockSite site, Thread thread, long asked, long deadline) {
    this.lock = lock;
    this.actor = actor;
    this.site = site;
    this.thread = thread;
    this.asked = asked;
    this.deadline = deadline;
  }

  Fate fate() {
    Fate decided = fate;
    return decided == null ? Fate.WAITING : decided;
  }

  /**
   * Grants a turn that has no place in the line, so that nobody else decides about it. Whoever else
   * may look at it sees this under the lock's guard.
   */
  void grant() {
    FATE.lazySet(this, Fate.GRANTED);
  }

  /** Decides what becomes of a waiting turn; false when that is already decided. */
  boolean decide(Fate end) {
    return FATE.compareAndSet(this, null, end);
  }

  void blockedBy(Turn holder, @Nullable Turn lastInLine, int inTheWay) {
    chain = inTheWay;
    holderWhenAsked = holder.actor;
    aheadWhenAsked = (lastInLine == null ? holder : lastInLine).actor;
    firstBlocker = holder;
  }

  /**
   * Who was in the way so far, in order. For a turn that was not granted to be called under the
   * guard; for one that was granted, the way to it does not change any more.
   */
  List<Actor> blockers() {
    if (firstBlocker == null) {
      return List.of();
    }
    List<Actor> blockers = new ArrayList<>();
    for (Turn turn = firstBlocker; turn != null && turn != this; turn = turn.successor) {
      if (blockers.size() == MOST_BLOCKERS) {
        blockers.remove(1);
      }
      blockers.add(turn.actor);
    }
    return List.copyOf(blockers);
  }

  /** Lets go of older turns: without this each turn would keep all before it alive. */
  void forgetBlockers() {
    firstBlocker = null;
  }
}
