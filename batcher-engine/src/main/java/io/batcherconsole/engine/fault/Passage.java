package io.batcherconsole.engine.fault;

/**
 * How somebody came past a fault point.
 *
 * @param heldNanos how long it was held there, ns
 * @param then what is to become of it
 */
public record Passage(long heldNanos, Then then) {
  /** Nothing was injected. */
  public static final Passage FREE = new Passage(0, Then.GO_ON);

  /** What is to become of it. */
  public enum Then {
    GO_ON,
    /** To fail as {@link FaultPoint#failure()} says. */
    FAIL,
    /** To get lost without a word. */
    GET_LOST
  }

  public boolean fails() {
    return then == Then.FAIL;
  }

  public boolean isLost() {
    return then == Then.GET_LOST;
  }
}
