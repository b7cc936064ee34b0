package io.batcherconsole.engine.lock;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Contention;
import io.batcherconsole.engine.event.CurrentStage;
import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockBoard.HolderView;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockBoard.WaiterView;
import io.batcherconsole.engine.event.LockId;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.Turn.Fate;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fair lock that tells who holds it, who waits and who was in whose way. Made by {@link
 * LockRegistry}; see the package for its invariants.
 *
 * <p>It is not re-entrant: an actor that asks for what it holds waits for itself until its
 * time-out, and is seen doing so. The lock is handed over directly, so a hold begins when the one
 * before it ends, and includes the time that its thread takes to wake up.
 */
public final class ObservedLock {
  /** So long a time-out that adding it to a clock value cannot overflow: 73 years in ns. */
  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE / 4);

  private final LockId id;
  private final EngineRuntime runtime;
  private final Journal journal;
  private final Contention contention;
  private final boolean recording;
  private final @Nullable LockOrderMonitor monitor;
  private final LockPassage passage;

  /** Guards everything below and all turns of this lock. */
  private final Object guard = new Object();

  private final WaitLine line = new WaitLine();
  private final RecentHolds recentHolds = new RecentHolds();
  private @Nullable Turn holder;
  private boolean cancelled;
  private long acquisitions;
  private long timeouts;
  private @Nullable Actor lastHolder;
  private long lastHoldNanos;
  private long lastReleased = Long.MIN_VALUE;

  /** The lock when it was looked at last while it was free; holds until somebody takes it. */
  private @Nullable LockView idle;

  /**
   * @param recording whether acquisitions are published
   * @param monitor watches the order of locks; null when nobody does
   * @param passage what whoever takes it comes through
   */
  ObservedLock(
      LockId id,
      EngineRuntime runtime,
      Journal journal,
      boolean recording,
      @Nullable LockOrderMonitor monitor,
      LockPassage passage) {
    this.id = id;
    this.runtime = runtime;
    this.journal = journal;
    this.contention = journal.contention();
    this.recording = recording;
    this.monitor = monitor;
    this.passage = passage;
  }

  public LockId id() {
    return id;
  }

  /**
   * Takes the lock, waiting in line for it at most {@code timeout}.
   *
   * @throws LockTimeoutException when it was not granted in time
   * @throws InterruptedException when the thread is interrupted or the engine stops
   */
  public Hold acquire(Actor actor, LockSite site, Duration timeout)
      throws InterruptedException, LockTimeoutException {
    passage.beforeAsking(id.kind(), actor);
    Hold hold = take(actor, site, timeout);
    boolean inside = false;
    try {
      passage.afterGetting(id.kind(), actor);
      inside = true;
      return hold;
    } finally {
      if (!inside) {
        hold.close();
      }
    }
  }

  private Hold take(Actor actor, LockSite site, Duration timeout)
      throws InterruptedException, LockTimeoutException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    long asked = runtime.nanoTime();
    Duration bound = timeout.compareTo(FOREVER) < 0 ? timeout : FOREVER;
    Turn turn = new Turn(id, actor, site, Thread.currentThread(), asked, asked + bound.toNanos());
    if (monitor != null) {
      monitor.asks(turn);
    }
    if (enter(turn)) {
      return new Hold(this, turn);
    }
    recordWait(turn);
    return await(turn, bound);
  }

  /** Takes the lock if it is free. */
  public Optional<Hold> tryAcquire(Actor actor, LockSite site) {
    long asked = runtime.nanoTime();
    Turn turn = new Turn(id, actor, site, Thread.currentThread(), asked, asked);
    synchronized (guard) {
      if (holder != null) {
        return Optional.empty();
      }
      take(turn);
    }
    if (monitor != null) {
      monitor.took(turn);
    }
    return Optional.of(new Hold(this, turn));
  }

  /** Takes the lock or a place in the line; returns whether it took the lock. */
  private boolean enter(Turn turn) {
    synchronized (guard) {
      if (holder == null) {
        take(turn);
        return true;
      }
      turn.blockedBy(holder, line.last(), line.length() + 1);
      if (cancelled) {
        turn.decide(Fate.CANCELLED);
      } else {
        line.add(turn);
      }
      return false;
    }
  }

  /**
   * Takes the free lock. The hold begins when it was asked for, or when the one before it ended if
   * that was later: no look at the clock is needed for it. The guard is held.
   */
  private void take(Turn turn) {
    turn.got = Math.max(turn.asked, lastReleased);
    turn.grant();
    holder = turn;
    idle = null;
    if (turn.site != LockSite.AUDIT) {
      acquisitions++;
    }
  }

  private Hold await(Turn turn, Duration timeout)
      throws InterruptedException, LockTimeoutException {
    while (true) {
      if (turn.fate() == Fate.GRANTED) {
        return new Hold(this, turn);
      }
      if (turn.fate() == Fate.CANCELLED) {
        giveUp(turn);
        throw new InterruptedException("the engine stops; " + id.inWords() + " is not waited for");
      }
      if (Thread.interrupted()) {
        if (turn.decide(Fate.INTERRUPTED) || turn.fate() != Fate.GRANTED) {
          giveUp(turn);
        } else {
          release(turn);
        }
        throw new InterruptedException("interrupted while waiting for " + id.inWords());
      }
      long left = turn.deadline - runtime.nanoTime();
      if (left > 0) {
        runtime.parkNanos(this, left);
      } else if (turn.decide(Fate.TIMED_OUT)) {
        Turn inTheWay = giveUp(turn);
        throw new LockTimeoutException(timeoutSentence(turn, timeout, inTheWay));
      }
    }
  }

  /** Leaves the line without the lock; returns who holds it. */
  private @Nullable Turn giveUp(Turn turn) {
    long end = runtime.nanoTime();
    List<Actor> blockers;
    Turn inTheWay;
    synchronized (guard) {
      line.remove(turn);
      if (turn.fate() == Fate.TIMED_OUT) {
        timeouts++;
        idle = null;
      }
      blockers = turn.blockers();
      inTheWay = holder;
    }
    left(turn);
    contention.lockNotGranted(
        id.kind(), turn.site, turn.chain, end - turn.asked, turn.fate() == Fate.TIMED_OUT);
    record(turn, end, end, false, blockers);
    return inTheWay;
  }

  /** Hands the lock to the first who still waits. */
  void release(Turn turn) {
    long released = runtime.nanoTime();
    Turn next;
    synchronized (guard) {
      lastReleased = released;
      if (turn.site != LockSite.AUDIT) {
        lastHolder = turn.actor;
        lastHoldNanos = released - turn.got;
        recentHolds.add(lastHoldNanos);
      }
      next = handOver(turn, released);
      holder = next;
    }
    if (next != null) {
      runtime.unpark(next.thread);
    }
    List<Actor> blockers = turn.blockers();
    left(turn);
    if (turn.site != LockSite.AUDIT) {
      contention.lockUsed(
          id.kind(), turn.site, turn.chain, turn.got - turn.asked, released - turn.got);
      record(turn, turn.got, released, true, blockers);
    }
  }

  /** Finds out to whom the lock goes. The guard is held. */
  private @Nullable Turn handOver(Turn from, long at) {
    for (Turn next = line.poll(); next != null; next = line.poll()) {
      next.got = at; // before the fate: whoever sees the grant sees the time
      if (next.decide(Fate.GRANTED)) {
        from.successor = next;
        acquisitions++;
        return next;
      }
    }
    return null;
  }

  private void left(Turn turn) {
    turn.forgetBlockers();
    if (monitor != null) {
      monitor.left(turn);
    }
  }

  private void recordWait(Turn turn) {
    Actor holding = turn.holderWhenAsked;
    Actor ahead = turn.aheadWhenAsked;
    if (recording && holding != null && ahead != null) {
      journal.publish(
          new EngineEvent.WaitBegan(turn.asked, id, turn.site, turn.actor, holding, ahead));
    }
  }

  private void record(Turn turn, long got, long released, boolean granted, List<Actor> blockers) {
    if (recording) {
      journal.publish(
          new EngineEvent.LockUsed(
              id,
              turn.site,
              turn.actor,
              turn.asked,
              got,
              released,
              granted,
              turn.holderWhenAsked,
              blockers));
    }
  }

  /** Ends all waits. From here on nobody waits, but a free lock is still given, to end well. */
  void cancelAll() {
    List<Turn> ended = new ArrayList<>();
    synchronized (guard) {
      cancelled = true;
      for (Turn turn = line.poll(); turn != null; turn = line.poll()) {
        if (turn.decide(Fate.CANCELLED)) {
          ended.add(turn);
        }
      }
    }
    ended.forEach(turn -> runtime.unpark(turn.thread));
  }

  /** Whether nobody holds it; then nobody waits either. */
  boolean free() {
    synchronized (guard) {
      return holder == null;
    }
  }

  /**
   * The lock as it is now; the guard is held only while references are copied. Of many locks most
   * are free and stay so, and are looked at often: their view is made once.
   */
  LockView view() {
    Turn held;
    List<Turn> waiting;
    long[] holds;
    long granted;
    long gaveUp;
    Actor last;
    long lastNanos;
    synchronized (guard) {
      if (holder == null && idle != null) {
        return idle;
      }
      held = holder;
      waiting = line.waiting();
      holds = recentHolds.copy();
      granted = acquisitions;
      gaveUp = timeouts;
      last = lastHolder;
      lastNanos = lastHoldNanos;
    }
    List<WaiterView> waiters = new ArrayList<>(waiting.size());
    Turn behind = held;
    for (Turn turn : waiting) {
      waiters.add(
          new WaiterView(
              turn.actor,
              turn.site,
              turn.asked,
              turn.deadline,
              behind == null ? null : behind.actor));
      behind = turn;
    }
    LockView view =
        new LockView(
            id,
            held == null ? null : holderView(held),
            waiters,
            granted,
            gaveUp,
            last,
            lastNanos,
            RecentHolds.p99(holds));
    synchronized (guard) {
      if (holder == null && held == null && acquisitions == granted && timeouts == gaveUp) {
        idle = view;
      }
    }
    return view;
  }

  private HolderView holderView(Turn held) {
    CurrentStage stage = stageOf(held.actor);
    return stage == null
        ? new HolderView(held.actor, held.site, held.got, null, 0, -1)
        : new HolderView(
            held.actor, held.site, held.got, stage.stage(), stage.since(), stage.expectedNanos());
  }

  private @Nullable CurrentStage stageOf(Actor actor) {
    return actor instanceof Actor.Proof proof ? journal.current(proof).orElse(null) : null;
  }

  private String timeoutSentence(Turn turn, Duration timeout, @Nullable Turn inTheWay) {
    String sentence = id.inWords() + " was not free within " + inWords(timeout);
    if (inTheWay == null) {
      return sentence;
    }
    if (inTheWay.actor.equals(turn.actor)) {
      return sentence + "; " + turn.actor.label() + " holds it itself and waited for itself";
    }
    CurrentStage stage = stageOf(inTheWay.actor);
    String doing = stage == null ? inTheWay.site.sentence() : stage.stage().sentence();
    return sentence + "; " + inTheWay.actor.label() + " holds it (" + doing + ")";
  }

  private static String inWords(Duration duration) {
    return duration.compareTo(Duration.ofSeconds(1)) < 0
        ? duration.toMillis() + " ms"
        : String.format(Locale.ROOT, "%.1f s", duration.toNanos() / 1e9);
  }
}
