package io.batcherconsole.engine.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one connection that were received and not read yet, then how it ended. Bounded by
 * demand: the network is asked for the next message only while fewer than {@code limit} bytes wait.
 *
 * <p>All fields are guarded by {@link #lock}; nothing is called under it.
 */
final class Inbox {
  private final long limit;
  private final Runnable demand;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private final ArrayDeque<byte[]> messages = new ArrayDeque<>();
  private long bytes;

  /** Whether the network waits to be asked for more. */
  private boolean paused;

  /** Why nothing more comes. */
  private @Nullable String end;

  /**
   * @param demand asks the network for one more frame; must not block
   */
  Inbox(long limit, Runnable demand) {
    this.limit = limit;
    this.demand = demand;
  }

  /** A whole message arrived; asks for the next, now or when there is room. */
  void add(byte[] message) {
    boolean more;
    lock.lock();
    try {
      messages.add(message);
      bytes += message.length;
      more = bytes < limit;
      paused = !more;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (more) {
      demand.run();
    }
  }

  /** Nothing more will arrive; the first reason counts. */
  void end(String why) {
    lock.lock();
    try {
      if (end == null) {
        end = why;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether more messages can come, or have come and wait. */
  boolean isOpen() {
    lock.lock();
    try {
      return end == null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next message, in the order of arrival; empty when none comes within {@code timeout}.
   *
   * @throws BatcherClientException.ConnectionClosed when all are read and nothing more will come
   */
  Optional<byte[]> poll(Duration timeout)
      throws InterruptedException, BatcherClientException.ConnectionClosed {
    byte[] message;
    boolean more;
    lock.lockInterruptibly();
    try {
      long left = timeout.toNanos();
      while (messages.isEmpty() && end == null) {
        if (left <= 0) {
          return Optional.empty();
        }
        left = changed.awaitNanos(left);
      }
      if (messages.isEmpty()) {
        throw new BatcherClientException.ConnectionClosed(String.valueOf(end));
      }
      message = messages.remove();
      bytes -= message.length;
      more = paused && bytes < limit;
      paused &= !more;
    } finally {
      lock.unlock();
    }
    if (more) {
      demand.run();
    }
    return Optional.of(message);
  }
}
