package io.batcherconsole.engine.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Puts the pieces of a message together. Memory grows with what was received, never with what a
 * header claims. Not thread-safe.
 */
final class MessageAssembly {
  private final int limit;
  private ByteArrayOutputStream pieces = new ByteArrayOutputStream(0);

  /**
   * @param limit most bytes of a message
   */
  MessageAssembly(int limit) {
    this.limit = limit;
  }

  /** Adds a copy of {@code piece}; false when the message is now too large, and is forgotten. */
  boolean add(ByteBuffer piece) {
    if (piece.remaining() > limit - pieces.size()) {
      pieces = new ByteArrayOutputStream(0);
      return false;
    }
    byte[] copy = new byte[piece.remaining()];
    piece.get(copy);
    pieces.writeBytes(copy);
    return true;
  }

  /** The message, now that it is whole; the next piece begins another. */
  byte[] take() {
    byte[] whole = pieces.toByteArray();
    pieces = new ByteArrayOutputStream(0);
    return whole;
  }
}
