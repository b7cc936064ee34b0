package io.batcherconsole.engine.fault;

/** Where a fault can be injected. */
public enum FaultPoint {
  /**
   * On the proof's own thread, inside its hold and before a verifier is requested: where PR 2014
   * put its sleep. The verifier pool is never what is slowed.
   */
  VERIFY("verify");

  private final String words;

  FaultPoint(String words) {
    this.words = words;
  }

  /** The point's name on screen and on the command line. */
  public String words() {
    return words;
  }
}
