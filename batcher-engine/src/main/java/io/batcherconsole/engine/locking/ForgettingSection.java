package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.lock.ObservedLock;
import io.batcherconsole.engine.state.BatchState;
import org.jspecify.annotations.Nullable;

/** A section under the user's lock whose lock is forgotten before it is given back. */
record ForgettingSection(
    UnderUserLock inner, ForgetfulUserLocks userLocks, ObservedLock lock, Actor.Proof proof)
    implements Section {
  @Override
  public @Nullable Actor blockedBy() {
    return inner.blockedBy();
  }

  @Override
  public BatchState.Access state(LockSite site) throws InterruptedException, LockTimeoutException {
    return inner.state(site);
  }

  @Override
  public void close() {
    userLocks.forget(lock, proof);
    inner.close();
  }
}
