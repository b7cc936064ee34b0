package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.Hold;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.state.UserLocks;
import java.time.Duration;

/**
 * Our own design, and the default.
 *
 * <p>Under a user's lock happens that user's admission and nothing else, so one user's proofs are
 * taken one after another while others pass. Under the batch lock stands all shared state, held for
 * microseconds, never over I/O, a verification or an await. Admission nests user → batch and
 * nothing else nests at all. After verification the rules run once more under the batch lock, and a
 * proof that lost a race meanwhile gets its normal answer.
 */
public final class Ordered implements LockingStrategy {
  private final Duration timeout;

  /**
   * @param timeout how long a proof waits for its user's lock
   */
  public Ordered(Duration timeout) {
    this.timeout = timeout;
  }

  @Override
  public String name() {
    return "ordered";
  }

  @Override
  public String summary() {
    return "One user's proofs are taken one after another while others pass; shared state is locked"
        + " for microseconds only.";
  }

  @Override
  public Hold enterAdmission(Actor.Proof proof, UserLocks.Lease user)
      throws InterruptedException, LockTimeoutException {
    return user.lock().acquire(proof, LockSite.ADMISSION, timeout);
  }
}
