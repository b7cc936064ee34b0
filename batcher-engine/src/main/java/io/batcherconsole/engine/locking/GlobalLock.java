package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.UserLocks;

/**
 * Before PR 2014 (batcher.md §4.1, column PRE): one lock for everything. The proof was verified
 * outside of it, before anything else was checked; verifying inside is what moving the verification
 * behind the checks would have cost.
 *
 * @param verifiesFirst true for the original, false for the variant
 */
public record GlobalLock(boolean verifiesFirst) implements LockingStrategy {
  @Override
  public String name() {
    return verifiesFirst ? "global-verify-outside" : "global-verify-inside";
  }

  @Override
  public String summary() {
    return verifiesFirst
        ? "Before PR 2014: every proof is verified first, outside locks, even one with a wrong nonce;"
            + " the rest happens under one lock for all."
        : "One lock for all, held over the verification: one slow proof stops every user and the"
            + " building of batches.";
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
