package io.batcherconsole.engine.lock;

/**
 * A lock was not granted in time. The message is a sentence for a person: "user A's lock was not
 * free within 10.0 s; A·12 holds it (verifying)".
 */
public final class LockTimeoutException extends Exception {
  private static final long serialVersionUID = 1;

  public LockTimeoutException(String sentence) {
    super(sentence);
  }
}
