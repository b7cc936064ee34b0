package io.batcherconsole.engine.protocol;

/** Bytes that are no message of the protocol; the message is a sentence that says why and where. */
public final class DecodeException extends Exception {
  private static final long serialVersionUID = 1L;

  DecodeException(String message) {
    super(message);
  }
}
