package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.fault.FaultDesk;
import io.batcherconsole.engine.runtime.Durations;
import java.time.Duration;

/** The value of {@code --verify-delay}. */
final class VerifyDelay {
  private VerifyDelay() {}

  /**
   * Reads a delay that can be injected.
   *
   * @throws IllegalArgumentException when it is none; the message says what is
   */
  static Duration parse(String text) {
    Duration delay = Durations.parse(text);
    if (delay.compareTo(FaultDesk.LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException(
          "An injected delay is at most " + FaultDesk.LONGEST_DELAY.toSeconds() + "s.");
    }
    return delay;
  }
}
