package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.LockRegistry;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.CountedUserLocks;
import io.batcherconsole.engine.state.UserLocks;
import java.time.Duration;

/**
 * The first version with user states apart from the queue and posting in three phases, as read in
 * batcher.md §4.4 and §4.10. Never run against the original.
 *
 * @param timeout how long a lock is waited for; the original had no bound outside admission
 */
record SplitState2017(UserLocks userLocks, Duration timeout) implements TrustingDesign {
  SplitState2017(LockRegistry registry, Duration timeout) {
    this(new CountedUserLocks(registry), timeout);
  }

  @Override
  public LockingDesign design() {
    return LockingDesign.SPLIT_STATE_2017;
  }

  @Override
  public Section enter(Actor.Proof proof, UserLocks.Lease user, BatchState state)
      throws InterruptedException, LockTimeoutException {
    return new UnderUserLock(proof, user.lock().acquire(proof, LockSite.ADMISSION, timeout), state);
  }

  /** Hazard restore-inversion is in what this returns. */
  @Override
  public Restoring enterToRestore(Actor actor, BatchState state)
      throws InterruptedException, LockTimeoutException {
    return new InvertedRestoring(actor, userLocks, state.enter(actor, LockSite.RESTORE), timeout);
  }
}
