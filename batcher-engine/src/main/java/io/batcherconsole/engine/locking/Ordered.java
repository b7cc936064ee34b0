package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.state.BatchState;
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
 *
 * @param timeout how long a proof waits for its user's lock
 */
public record Ordered(Duration timeout) implements LockingStrategy {
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
  public boolean verifiesFirst() {
    return false;
  }

  @Override
  public boolean asksChainFirst() {
    return false;
  }

  @Override
  public LockKind entersThrough() {
    return LockKind.USER;
  }

  @Override
  public Section enter(Actor.Proof proof, UserLocks.Lease user, BatchState state)
      throws InterruptedException, LockTimeoutException {
    return new UnderUserLock(proof, user.lock().acquire(proof, LockSite.ADMISSION, timeout), state);
  }
}
