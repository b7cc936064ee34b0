package io.batcherconsole.engine.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a scenario, as far as it got.
 *
 * @param sentence what it does now, or how it ended
 * @param startedAt ns
 * @param happened whether the hazard that the scenario provokes happened; null before the end, and
 *     where it provokes none
 */
public record ScenarioRunView(
    ScenarioInfo scenario,
    State state,
    String sentence,
    long startedAt,
    List<ExpectationView> expectations,
    @Nullable Boolean happened) {
  public ScenarioRunView {
    expectations = List.copyOf(expectations);
  }

  /** Where a run is. */
  public enum State {
    RUNNING,
    /** Ended, and every expectation held. */
    PASSED,
    /** Ended, and an expectation did not hold. */
    FAILED,
    /** Stopped by a person. */
    CANCELLED
  }

  /** How many expectations hold so far. */
  public long holding() {
    return expectations.stream().filter(e -> e.outcome() == ExpectationView.Outcome.HOLDS).count();
  }

  /**
   * Something that must hold.
   *
   * @param sentence "no two holders of one user's lock"
   * @param detail the figures that it was decided on; empty while pending
   */
  public record ExpectationView(String sentence, Outcome outcome, String detail) {
    /** Whether it holds. */
    public enum Outcome {
      PENDING,
      HOLDS,
      BROKEN
    }
  }
}
