package io.batcherconsole.engine.scenario;

/** A scenario cannot be read or played; the message is a sentence that says what to do. */
public final class ScenarioException extends Exception {
  private static final long serialVersionUID = 1L;

  public ScenarioException(String message) {
    super(message);
  }

  public ScenarioException(String message, Throwable cause) {
    super(message, cause);
  }
}
