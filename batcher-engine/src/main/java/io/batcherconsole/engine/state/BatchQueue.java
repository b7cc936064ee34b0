package io.batcherconsole.engine.state;

import io.batcherconsole.engine.protocol.VerificationData;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The proofs that wait for a batch, in the order in which they leave: cheapest first.
 *
 * <p>Written under the batch lock only, every operation O(log n). A skip list and not a tree,
 * because screens read it without the lock: {@link #fromHighest} is weakly consistent, which is
 * what a picture needs, and costs no writer anything.
 */
final class BatchQueue {
  private final NavigableSet<QueueEntry> entries =
      new ConcurrentSkipListSet<>(QueueEntry.LEAVES_FIRST);

  /** Written under the batch lock; read by screens too. */
  private volatile int size;

  /** Written under the batch lock; read by screens too. */
  private volatile long bytes = VerificationData.ARRAY_OVERHEAD;

  int size() {
    return size;
  }

  /** Upper bound of a batch file with all of them, in bytes. */
  long bytes() {
    return bytes;
  }

  void add(QueueEntry entry) {
    if (!entries.add(entry)) {
      throw new IllegalStateException("already in the queue: " + entry.proof().label());
    }
    change(1, entry.sizeBound());
  }

  void remove(QueueEntry entry) {
    if (!entries.remove(entry)) {
      throw new IllegalStateException("not in the queue: " + entry.proof().label());
    }
    change(-1, -entry.sizeBound());
  }

  /** The entry that leaves first; the queue must not be empty. */
  QueueEntry lowest() {
    return entries.first();
  }

  /** All entries from the highest max fee down; safe to read without the lock. */
  Iterable<QueueEntry> fromHighest() {
    return entries.descendingSet();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // there is one writer at a time: the batch lock
  private void change(int entryDelta, long byteDelta) {
    size += entryDelta;
    bytes += byteDelta;
  }
}
