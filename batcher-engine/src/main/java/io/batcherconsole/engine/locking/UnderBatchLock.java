package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.state.BatchState;
import org.jspecify.annotations.Nullable;

/** The batch lock is held throughout; every look at the state happens inside that one hold. */
record UnderBatchLock(BatchState.Access held) implements Section {
  @Override
  public @Nullable Actor blockedBy() {
    return held.hold().blockedBy();
  }

  @Override
  public BatchState.Access state(LockSite site) {
    return held.nested();
  }

  @Override
  public void close() {
    held.close();
  }
}
