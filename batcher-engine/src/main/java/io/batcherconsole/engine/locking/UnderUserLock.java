package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.Hold;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.state.BatchState;
import org.jspecify.annotations.Nullable;

/** The user's lock is held throughout, the batch lock only while the state is looked at. */
record UnderUserLock(Actor.Proof proof, Hold userLock, BatchState batchState) implements Section {
  @Override
  public @Nullable Actor blockedBy() {
    return userLock.blockedBy();
  }

  @Override
  public BatchState.Access state(LockSite site) throws InterruptedException, LockTimeoutException {
    return batchState.enter(proof, site);
  }

  @Override
  public void close() {
    userLock.close();
  }
}
