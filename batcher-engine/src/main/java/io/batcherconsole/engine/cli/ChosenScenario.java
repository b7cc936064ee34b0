package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.fault.FaultDesk;
import io.batcherconsole.engine.runtime.Durations;
import io.batcherconsole.engine.scenario.Scenario;
import io.batcherconsole.engine.scenario.ScenarioException;
import io.batcherconsole.engine.scenario.ScenarioLibrary;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The scenario that a command line names, as it is to be played. */
final class ChosenScenario {
  static final String NAME = "name of a scenario, or a scenario file of your own: mine.json";

  @Option(
      names = "--verify-delay",
      paramLabel = "DURATION",
      description = "injected into every verification instead of the scenario's own: 300ms, 5s")
  private @Nullable String verifyDelay;

  /** Made by picocli, which also fills in the option. */
  ChosenScenario() {}

  /** Whether more than the name is given. */
  boolean isChanged() {
    return verifyDelay != null;
  }

  /**
   * @param name of one in {@code library}, or a file
   * @throws IllegalArgumentException when there is none or it is wrong; the message says what is
   */
  Scenario in(ScenarioLibrary library, String name) {
    try {
      Scenario scenario = library.find(name);
      return verifyDelay == null ? scenario : scenario.withVerifyDelay(delay(verifyDelay));
    } catch (ScenarioException wrong) {
      throw new IllegalArgumentException(wrong.getMessage(), wrong);
    }
  }

  /**
   * Reads a delay that can be injected.
   *
   * @throws IllegalArgumentException when it is none; the message says what is
   */
  static Duration delay(String text) {
    Duration delay = Durations.parse(text);
    if (delay.compareTo(FaultDesk.LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException(
          "An injected delay is at most " + FaultDesk.LONGEST_DELAY.toSeconds() + "s.");
    }
    return delay;
  }
}
