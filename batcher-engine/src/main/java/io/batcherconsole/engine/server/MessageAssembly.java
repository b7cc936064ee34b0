package io.batcherconsole.engine.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts the pieces of one connection's messages together. Memory grows with what was received, never
 * with what a header claims, and all connections' unfinished messages are bounded together. Every
 * field is guarded by the object's monitor.
 */
final class MessageAssembly {
  /** Bytes that a message may have before it is finished, whatever the others have. */
  static final int FREE = 64 << 10;

  /** What became of a piece. */
  enum Added {
    TAKEN,
    /** The message is larger than a message may be. */
    TOO_LARGE,
    /** All connections' unfinished messages take too much together. */
    CROWDED
  }

  private final ServerSettings.Limits limits;

  /** Bytes of unfinished messages of all connections. */
  private final AtomicLong inAll;

  private ByteArrayOutputStream pieces = new ByteArrayOutputStream(0);
  private long latest;
  private boolean closed;

  MessageAssembly(ServerSettings.Limits limits, AtomicLong inAll) {
    this.limits = limits;
    this.inAll = inAll;
  }

  /** Adds a copy of {@code piece}; a message of which one is not taken is forgotten. */
  synchronized Added add(ByteBuffer piece, long now) {
    if (closed) {
      return Added.TAKEN;
    }
    int more = piece.remaining();
    if (more > limits.messageBytes() - pieces.size()) {
      forget();
      return Added.TOO_LARGE;
    }
    boolean crowded = inAll.addAndGet(more) > limits.unfinishedBytesInAll();
    if (crowded && pieces.size() + more > FREE) {
      inAll.addAndGet(-more);
      forget();
      return Added.CROWDED;
    }
    byte[] copy = new byte[more];
    piece.get(copy);
    pieces.writeBytes(copy);
    latest = now;
    return Added.TAKEN;
  }

  /** The message, now that it is whole; the next piece begins another. */
  synchronized byte[] take() {
    byte[] whole = pieces.toByteArray();
    forget();
    return whole;
  }

  /** How long an unfinished message has not gone on, ns; 0 when there is none. */
  synchronized long stalledFor(long now) {
    return pieces.size() == 0 ? 0 : now - latest;
  }

  /** Drops what is unfinished; from now on nothing is kept. */
  synchronized void close() {
    closed = true;
    forget();
  }

  private void forget() {
    inAll.addAndGet(-pieces.size());
    pieces = new ByteArrayOutputStream(0);
  }
}
