package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.Hold;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.Ruling;
import org.jspecify.annotations.Nullable;

/**
 * The hazard replacement-stalls-all (batcher.md §4.6 steps 1 and 4, H4): a proof that replaces
 * another takes the batch lock before it is verified and keeps it to the end.
 */
final class ReplacingUnderBothLocks implements Section {
  private final Actor.Proof proof;
  private final Hold userLock;
  private final BatchState batchState;

  /** The batch lock of a replacement. */
  private BatchState.@Nullable Access held;

  ReplacingUnderBothLocks(Actor.Proof proof, Hold userLock, BatchState batchState) {
    this.proof = proof;
    this.userLock = userLock;
    this.batchState = batchState;
  }

  @Override
  public @Nullable Actor blockedBy() {
    return userLock.blockedBy();
  }

  @Override
  public void beforeVerifying(Ruling ruling) throws InterruptedException, LockTimeoutException {
    if (ruling instanceof Ruling.Replace) {
      held = batchState.enter(proof, LockSite.REPLACE);
    }
  }

  @Override
  public BatchState.Access state(LockSite site) throws InterruptedException, LockTimeoutException {
    return held != null ? held.nested() : batchState.enter(proof, site);
  }

  @Override
  public void close() {
    if (held != null) {
      held.close();
    }
    userLock.close();
  }
}
