package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.Hold;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.QueueEntry;
import io.batcherconsole.engine.state.UserLocks;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hazard restore-inversion (batcher.md §4.10, declared rule and its exceptions): the batch lock
 * is held while the lock of each evicted proof's user is waited for; admission holds the user's and
 * waits for the batch lock. Both wait until a time-out, which the original did not have here.
 */
record InvertedRestoring(
    Actor actor, UserLocks userLocks, BatchState.Access access, Duration timeout)
    implements Restoring {
  private static final Logger log = LoggerFactory.getLogger(InvertedRestoring.class);

  @Override
  public Restored restore(List<QueueEntry> batch) throws InterruptedException {
    List<QueueEntry> evicted = access.restore(batch);
    for (QueueEntry entry : evicted) {
      waitForOwner(entry);
    }
    return new Restored(evicted, List.of());
  }

  private void waitForOwner(QueueEntry entry) throws InterruptedException {
    try (UserLocks.Lease lease = userLocks.lease(entry.sender(), entry.proof(), () -> {});
        Hold owner = lease.lock().acquire(actor, LockSite.RESTORE, timeout)) {
      log.debug("{} has left; its user was blocked by {}", entry.proof(), owner.blockedBy());
    } catch (LockTimeoutException timedOut) {
      log.error("evicting {} goes on: {}", entry.proof().label(), timedOut.getMessage());
    }
  }

  @Override
  public void close() {
    access.close();
  }
}
