package io.batcherconsole.engine.verify.pairing;

/** Bytes do not encode what they should; the message says what is wrong, for the log. */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String reason;

  public MalformedException(String message) {
    super(message, null, false, false);
    reason = message;
  }

  /** The message. */
  public String reason() {
    return reason;
  }
}
