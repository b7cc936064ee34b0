package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.Hold;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.lock.ObservedLock;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.QueueEntry;
import io.batcherconsole.engine.state.Room;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the newest original puts a failed batch back (batcher.md §4.4), with two hazards.
 *
 * @param outer what is held besides the batch lock, the latest first: map of users, posting flag
 */
record SplitStateRestoring(
    Actor actor,
    ObservedLock userMap,
    Deque<Hold> outer,
    BatchState.Access access,
    Duration timeout)
    implements Restoring {
  private static final Logger log = LoggerFactory.getLogger(SplitStateRestoring.class);

  /**
   * Hazard silent-drop-on-restore (§4.4, H8): a proof that finds a full queue in which nobody
   * offers less is dropped without a reply, and its user's nonce stays where it was.
   */
  @Override
  public Restored restore(List<QueueEntry> batch) throws InterruptedException {
    List<QueueEntry> evicted = new ArrayList<>();
    List<QueueEntry> dropped = new ArrayList<>();
    for (QueueEntry entry : batch) {
      switch (access.roomFor(entry.maxFee())) {
        case Room.Free() -> access.putBack(entry);
        case Room.InsteadOf(QueueEntry lowest) -> {
          lookUpOwner(lowest);
          access.remove(lowest);
          evicted.add(lowest);
          access.putBack(entry);
        }
        case Room.None() -> {
          access.dropInFlight(entry);
          dropped.add(entry);
        }
      }
    }
    return new Restored(evicted, dropped);
  }

  /**
   * Hazard restore-self-deadlock (§4.10 H1): the helper that fixes the evicted user's state takes
   * the map of users, which this restore holds. The original never got further.
   */
  private void lookUpOwner(QueueEntry evicted) throws InterruptedException {
    try {
      userMap.acquire(actor, LockSite.RESTORE, timeout).close();
    } catch (LockTimeoutException itself) {
      log.error(
          "evicting {} goes on without the map of users; the original would hang here: {}",
          evicted.proof().label(),
          itself.getMessage());
    }
  }

  @Override
  public void close() {
    access.close();
    outer.forEach(Hold::close);
  }
}
