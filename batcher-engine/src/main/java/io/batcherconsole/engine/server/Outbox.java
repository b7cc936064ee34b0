package io.batcherconsole.engine.server;

import io.batcherconsole.engine.runtime.EngineRuntime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Encoded replies to one client, in order. Bounded by count and bytes, and all connections'
 * together by bytes. Every field is guarded by the object's monitor.
 */
final class Outbox {
  /** Bytes that may wait for a client whatever waits for the others. */
  static final int FREE = 64 << 10;

  /** What became of a reply. */
  enum Added {
    /** It waits, and whoever writes will come to it. */
    QUEUED,
    /** It waits, and nobody writes: the caller must start a writer. */
    WRITER_NEEDED,
    /** Too much waits. */
    FULL,
    /** Too much waits for all clients together. */
    CROWDED,
    /** Nothing more is sent to this client. */
    CLOSED
  }

  private final EngineRuntime runtime;
  private final ServerSettings.Limits limits;

  /** Bytes that wait in the outboxes of all connections. */
  private final AtomicLong inAll;

  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private long bytes;

  /** Whether a writer is at work; it takes until nothing is left. */
  private boolean writing;

  /** Since when the reply taken last is being written, ns. */
  private long writingSince;

  /** Threads that wait until everything is sent. */
  private final Set<Thread> awaiting = new HashSet<>();

  private boolean finished;
  private boolean goodbye;
  private boolean closed;

  Outbox(EngineRuntime runtime, ServerSettings.Limits limits, AtomicLong inAll) {
    this.runtime = runtime;
    this.limits = limits;
    this.inAll = inAll;
  }

  synchronized Added add(byte[] reply, long now) {
    if (finished) {
      return Added.CLOSED;
    }
    if (waiting.size() >= limits.replies() || bytes + reply.length > limits.replyBytes()) {
      return Added.FULL;
    }
    if (bytes + reply.length > FREE && inAll.get() + reply.length > limits.replyBytesInAll()) {
      return Added.CROWDED;
    }
    waiting.add(reply);
    count(reply.length);
    return startWriter(now) ? Added.WRITER_NEEDED : Added.QUEUED;
  }

  /**
   * Takes no more replies; the writer goes on to the last and then closes. Returns whether the
   * caller must start a writer.
   */
  synchronized boolean finish(long now) {
    if (finished) {
      return false;
    }
    finished = true;
    return startWriter(now);
  }

  private boolean startWriter(long now) {
    if (writing) {
      return false;
    }
    writing = true;
    writingSince = now;
    return true;
  }

  /** The writer's next reply; null when nothing is left, and then that writer is done. */
  synchronized byte @Nullable [] take(long now) {
    byte[] next = waiting.poll();
    if (next == null) {
      writing = false;
      awaiting.forEach(runtime::unpark);
    } else {
      count(-next.length);
      writingSince = now;
    }
    return next;
  }

  /** Whether it is time to say goodbye: the last reply was taken and none follows. Says so once. */
  synchronized boolean takeGoodbye() {
    boolean now = finished && !closed && !goodbye && waiting.isEmpty();
    goodbye |= now;
    return now;
  }

  /** The client is gone: drops everything. */
  synchronized void close() {
    finished = true;
    closed = true;
    waiting.clear();
    count(-bytes);
    awaiting.forEach(runtime::unpark);
  }

  private void count(long more) {
    bytes += more;
    inAll.addAndGet(more);
  }

  /** Waits until everything is taken and written, or dropped; false when that took too long. */
  boolean awaitSent(Duration timeout) throws InterruptedException {
    long deadline = runtime.nanoTime() + timeout.toNanos();
    synchronized (this) {
      awaiting.add(Thread.currentThread());
    }
    try {
      while (true) {
        synchronized (this) {
          if (closed || (!writing && waiting.isEmpty())) {
            return true;
          }
        }
        long left = deadline - runtime.nanoTime();
        if (left <= 0) {
          return false;
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        runtime.parkNanos(this, left);
      }
    } finally {
      synchronized (this) {
        awaiting.remove(Thread.currentThread());
      }
    }
  }

  /** How long the reply taken last has been written, ns; 0 when none is being written. */
  synchronized long stalledFor(long now) {
    return writing ? now - writingSince : 0;
  }

  /** The reply taken last begins to be written only now. */
  synchronized void startAgain(long now) {
    writingSince = now;
  }

  synchronized int size() {
    return waiting.size();
  }

  synchronized long bytes() {
    return bytes;
  }
}
