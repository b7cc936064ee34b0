package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.QueueEntry;
import io.batcherconsole.engine.state.Room;
import java.util.ArrayList;
import java.util.List;

/**
 * The hazard silent-drop-on-restore (batcher.md §4.4, H8): a restored proof that finds a full queue
 * in which nobody offers less is dropped without a reply, and its user's nonce stays where it was.
 */
record DroppingRestoring(BatchState.Access access) implements Restoring {
  @Override
  public Restored restore(List<QueueEntry> batch) {
    List<QueueEntry> evicted = new ArrayList<>();
    List<QueueEntry> dropped = new ArrayList<>();
    for (QueueEntry entry : batch) {
      switch (access.roomFor(entry.maxFee())) {
        case Room.Free() -> access.putBack(entry);
        case Room.InsteadOf(QueueEntry lowest) -> {
          access.remove(lowest);
          evicted.add(lowest);
          access.putBack(entry);
        }
        case Room.None() -> {
          access.dropInFlight(entry);
          dropped.add(entry);
        }
      }
    }
    return new Restored(evicted, dropped);
  }

  @Override
  public void close() {
    access.close();
  }
}
