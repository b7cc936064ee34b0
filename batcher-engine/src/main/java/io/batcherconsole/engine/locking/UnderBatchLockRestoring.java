package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.QueueEntry;
import java.util.List;

/** The batch lock alone; whoever finds no room is owed a reply. */
record UnderBatchLockRestoring(BatchState.Access access) implements Restoring {
  @Override
  public Restored restore(List<QueueEntry> batch) {
    return new Restored(access.restore(batch), List.of());
  }

  @Override
  public void close() {
    access.close();
  }
}
