package io.batcherconsole.engine.devnet;

/** The development chain could not be prepared; the message is a sentence that says what to do. */
public final class DevnetException extends Exception {
  private static final long serialVersionUID = 1L;

  public DevnetException(String message) {
    super(message);
  }

  public DevnetException(String message, Throwable cause) {
    super(message, cause);
  }
}
