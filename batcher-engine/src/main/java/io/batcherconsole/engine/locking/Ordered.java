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
 * Our own design, and the default.
 *
 * <p>Under a user's lock happens that user's admission and nothing else, so one user's proofs are
 * taken one after another while others pass. Under the batch lock stands all shared state, held for
 * microseconds, never over I/O, a verification or an await. Admission nests user → batch and
 * nothing else nests at all. After verification the rules run once more under the batch lock, and a
 * proof that lost a race meanwhile gets its normal answer. It overrides no step.
 *
 * @param timeout how long a proof waits for its user's lock
 */
record Ordered(UserLocks userLocks, Duration timeout) implements LockingStrategy {
  Ordered(LockRegistry registry, Duration timeout) {
    this(new CountedUserLocks(registry), timeout);
  }

  @Override
  public LockingDesign design() {
    return LockingDesign.ORDERED;
  }

  @Override
  public Section enter(Actor.Proof proof, UserLocks.Lease user, BatchState state)
      throws InterruptedException, LockTimeoutException {
    return new UnderUserLock(proof, user.lock().acquire(proof, LockSite.ADMISSION, timeout), state);
  }
}
