package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.LockRegistry;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.CountedUserLocks;
import io.batcherconsole.engine.state.UserLocks;
import java.time.Duration;

/**
 * Before PR 2014 (batcher.md §4.1, column PRE): one lock for everything. The proof was verified
 * outside of it, before anything else was checked; verifying inside is what moving the verification
 * behind the checks would have cost.
 *
 * @param verifiesFirst true for the original (hazard junk-verified-first), false for the variant
 *     (hazard verify-under-batch-lock)
 * @param userLocks never taken
 */
record GlobalLock(boolean verifiesFirst, UserLocks userLocks) implements OlderDesign {
  static GlobalLock verifyingOutside(LockRegistry registry, Duration timeout) {
    return new GlobalLock(true, new CountedUserLocks(registry));
  }

  static GlobalLock verifyingInside(LockRegistry registry, Duration timeout) {
    return new GlobalLock(false, new CountedUserLocks(registry));
  }

  @Override
  public LockingDesign design() {
    return verifiesFirst ? LockingDesign.GLOBAL_VERIFY_OUTSIDE : LockingDesign.GLOBAL_VERIFY_INSIDE;
  }

  @Override
  public boolean asksChainFirst() {
    return true;
  }

  @Override
  public LockKind entersThrough() {
    return LockKind.BATCH;
  }

  @Override
  public Section enter(Actor.Proof proof, UserLocks.Lease user, BatchState state)
      throws InterruptedException, LockTimeoutException {
    return new UnderBatchLock(state.enter(proof, LockSite.ADMISSION));
  }
}
