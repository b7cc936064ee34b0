package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.QueueEntry;
import java.util.List;

/** What is held while the proofs of a failed batch are put back. Closed by who entered it. */
public interface Restoring extends AutoCloseable {
  BatchState.Access access();

  /** Puts the proofs of a failed batch back, the one that leaves first first. */
  Restored restore(List<QueueEntry> batch) throws InterruptedException;

  /** Gives back what is held. */
  @Override
  void close();

  /**
   * Who is not in the queue afterwards.
   *
   * @param evicted found no room and are owed a reply, whether they were restored or queued before
   * @param dropped found no room, and nobody will tell their owners
   */
  record Restored(List<QueueEntry> evicted, List<QueueEntry> dropped) {}
}
