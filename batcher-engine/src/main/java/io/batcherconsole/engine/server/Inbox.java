package io.batcherconsole.engine.server;

import io.batcherconsole.engine.protocol.Bytes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one connection that wait for their turn. Bounded by refusing to be fed: whoever feeds
 * it stops reading when {@link #add} says so, and goes on when {@link #takesMoreAgain} does. Every
 * field is guarded by the object's monitor.
 */
final class Inbox {
  /** A message and when its last byte was received, ns. */
  record Received(Bytes bytes, long at) {}

  /** What waits. */
  record Depth(
      OptionalLong handlingSince,
      int messages,
      long bytes,
      OptionalLong oldestSince,
      boolean paused) {}

  private final ServerSettings.Limits limits;

  /** Bytes in the inboxes of all connections. */
  private final AtomicLong inAll;

  private final Deque<Received> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean paused;

  /** Since when what arrives is read, ns; while {@link #paused} it is not. */
  private long readingSince;

  private boolean closed;
  private OptionalLong handlingSince = OptionalLong.empty();

  Inbox(ServerSettings.Limits limits, AtomicLong inAll, long now) {
    this.limits = limits;
    this.inAll = inAll;
    this.readingSince = now;
  }

  /** Adds a message; returns whether more may be read. */
  synchronized boolean add(Received message) {
    if (closed) {
      return true;
    }
    waiting.add(message);
    bytes += message.bytes().size();
    inAll.addAndGet(message.bytes().size());
    paused = waiting.size() >= limits.inboxMessages() || bytes >= limits.inboxBytes() || crowded();
    return !paused;
  }

  /** Takes the next message; null when none waits. */
  synchronized @Nullable Received take(long now) {
    Received next = waiting.poll();
    if (next != null) {
      release(next.bytes().size());
      handlingSince = OptionalLong.of(now);
    }
    return next;
  }

  /** The message taken last has been handled. */
  synchronized void handled() {
    handlingSince = OptionalLong.empty();
  }

  /**
   * Whether reading, which had been stopped, shall go on; says so once. It does when half the room
   * is free, or when nothing waits, so that a connection never depends on another one.
   */
  synchronized boolean takesMoreAgain(long now) {
    boolean roomy =
        waiting.isEmpty()
            || (waiting.size() <= limits.inboxMessages() / 2
                && bytes <= limits.inboxBytes() / 2
                && !crowded());
    if (closed || !paused || !roomy) {
      return false;
    }
    paused = false;
    readingSince = now;
    return true;
  }

  private boolean crowded() {
    return inAll.get() > limits.inboxBytesInAll();
  }

  private void release(long count) {
    bytes -= count;
    inAll.addAndGet(-count);
  }

  /** Drops what waits; from now on nothing is kept. */
  synchronized void close() {
    closed = true;
    waiting.clear();
    release(bytes);
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized boolean isPaused() {
    return paused && !closed;
  }

  /** How long what arrives has been read without a pause, ns; 0 while it is not read. */
  synchronized long readFor(long now) {
    return paused ? 0 : now - readingSince;
  }

  synchronized Depth depth() {
    Received oldest = waiting.peek();
    return new Depth(
        handlingSince,
        waiting.size(),
        bytes,
        oldest == null ? OptionalLong.empty() : OptionalLong.of(oldest.at()),
        paused);
  }
}
