package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.AwaitedClient;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.ContentionView;
import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.event.LockBoard;
import io.batcherconsole.engine.event.LockBoard.HolderView;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockBoard.WaiterView;
import io.batcherconsole.engine.event.OwedReply;
import io.batcherconsole.engine.event.ProofOnItsWay;
import io.batcherconsole.engine.lock.OrderBreach;
import io.batcherconsole.engine.lock.WaitForGraph;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.state.StateAudit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The engine at one look.
 *
 * @param at ns
 * @param design the locking at work
 * @param locks holds and waits that existed side by side, see {@link #settled}
 * @param waits who waits for whom among them
 * @param breaches how the order of locks was broken so far
 * @param contention who waited for what so far
 * @param onTheirWay proofs that were received and have not ended
 * @param owed proofs that ended and whose clients wait for the reply
 * @param awaited clients that the engine waits for to take a reply
 * @param incidents of the last minute, oldest first
 * @param counters exact counts, each at its own moment
 * @param audit the latest reading of the books; null before the first
 * @param nodeAnswers whether the chain's node answered its last call
 * @param queued proofs in the queue
 * @param limit most that it takes
 * @param batches the latest, oldest first
 */
record Observation(
    long at,
    LockingDesign design,
    List<LockView> locks,
    WaitForGraph waits,
    List<OrderBreach> breaches,
    ContentionView contention,
    List<ProofOnItsWay> onTheirWay,
    List<OwedReply> owed,
    List<AwaitedClient> awaited,
    List<Incident> incidents,
    CounterView counters,
    @Nullable StateAudit audit,
    boolean nodeAnswers,
    int queued,
    int limit,
    List<BatchView> batches) {
  Observation {
    locks = List.copyOf(locks);
    breaches = List.copyOf(breaches);
    onTheirWay = List.copyOf(onTheirWay);
    owed = List.copyOf(owed);
    awaited = List.copyOf(awaited);
    incidents = List.copyOf(incidents);
    batches = List.copyOf(batches);
  }

  /**
   * What two readings of the lock board have in common: every hold and wait in it lasted for all of
   * the time between the readings. Each lock is read consistently in itself, but at its own moment.
   */
  static LockBoard settled(LockBoard first, LockBoard second) {
    Map<Long, LockView> before = new HashMap<>();
    first.locks().forEach(lock -> before.put(lock.id().serial(), lock));
    List<LockView> settled = new ArrayList<>();
    for (LockView lock : second.locks()) {
      LockView same = before.get(lock.id().serial());
      if (same != null) {
        settled.add(common(same, lock));
      }
    }
    return new LockBoard(second.at(), settled);
  }

  private static LockView common(LockView before, LockView lock) {
    return new LockView(
        lock.id(),
        sameHold(before.holder(), lock.holder()) ? lock.holder() : null,
        lock.waiters().stream().filter(waiter -> waited(before, waiter)).toList(),
        lock.acquisitions(),
        lock.timeouts(),
        lock.lastHolder(),
        lock.lastHoldNanos(),
        lock.p99HoldNanos());
  }

  private static boolean sameHold(@Nullable HolderView before, @Nullable HolderView now) {
    return before != null
        && now != null
        && before.since() == now.since()
        && before.actor().equals(now.actor());
  }

  private static boolean waited(LockView before, WaiterView waiter) {
    return before.waiters().stream()
        .anyMatch(same -> same.since() == waiter.since() && same.actor().equals(waiter.actor()));
  }

  /** Whether an actor waits for itself by way of others. */
  boolean deadlocked(Actor actor) {
    return waits.stuck(actor);
  }

  /** Incidents of a kind, oldest first; none when the latest is longer ago than {@code shown}. */
  <T extends Incident> List<T> incidents(Class<T> kind, Duration shown) {
    List<T> all = incidents.stream().filter(kind::isInstance).map(kind::cast).toList();
    return all.isEmpty() || at - all.getLast().at() > shown.toNanos() ? List.of() : all;
  }

  /** Whoever holds the lock; empty for one whose holder just changed. */
  static Optional<HolderView> holder(LockView lock) {
    return Optional.ofNullable(lock.holder());
  }

  /** The first of {@code candidates} that the design at work has, null when it has none. */
  @Nullable Hazard hazard(Hazard... candidates) {
    for (Hazard candidate : candidates) {
      if (design.hazards().contains(Objects.requireNonNull(candidate))) {
        return candidate;
      }
    }
    return null;
  }
}
