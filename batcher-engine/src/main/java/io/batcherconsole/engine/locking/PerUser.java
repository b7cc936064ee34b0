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
 * PR 2014 as its text describes it (batcher.md §4.1, column 2014): a lock per user around checks
 * and verification, the batch lock for short moments, the chain asked before the lock.
 *
 * @param timeout how long a proof waits for its user's lock; the original had no bound
 */
record PerUser(UserLocks userLocks, Duration timeout) implements TrustingDesign {
  PerUser(LockRegistry registry, Duration timeout) {
    this(new CountedUserLocks(registry), timeout);
  }

  @Override
  public LockingDesign design() {
    return LockingDesign.PER_USER;
  }

  @Override
  public boolean asksChainFirst() {
    return true;
  }

  @Override
  public Section enter(Actor.Proof proof, UserLocks.Lease user, BatchState state)
      throws InterruptedException, LockTimeoutException {
    return new UnderUserLock(proof, user.lock().acquire(proof, LockSite.ADMISSION, timeout), state);
  }
}
