package io.batcherconsole.engine.batch;

import io.batcherconsole.engine.state.QueueEntry;
import java.util.List;

/**
 * A batch from when it is taken out of the queue until its fate is known. Its record is kept until
 * it is verified, which nobody bounds; its proofs, of up to 256 MiB together, no longer than this.
 *
 * @param entries in batch order: cheapest first
 * @param flushesBefore how often the queue had been flushed when it was taken out
 */
record BatchInFlight(BatchRecord record, List<QueueEntry> entries, long flushesBefore) {
  BatchInFlight {
    entries = List.copyOf(entries);
  }

  int size() {
    return entries.size();
  }
}
