package io.batcherconsole.engine.fault;

import io.batcherconsole.engine.runtime.Durations;
import java.time.Duration;
import java.util.Locale;

/** What happens to whoever passes a fault point and is meant. */
public sealed interface FaultAction {
  /** Whether it delays, fails, …; what a {@link FaultPoint} allows. */
  enum Kind {
    DELAY,
    ERROR,
    DROP,
    PAUSE
  }

  Kind kind();

  /** As a rule says it: "delay(5s)". */
  String text();

  /** As a person reads it: "+5.0 s". */
  String words();

  /**
   * Holds on for a while.
   *
   * @param delay at least 0 and at most {@link FaultDesk#LONGEST_DELAY}
   * @param jitter the delay is drawn evenly from {@code delay} ± this much, never below 0
   */
  record Delay(Duration delay, Duration jitter) implements FaultAction {
    public Delay {
      if (delay.isNegative()
          || jitter.isNegative()
          || delay.plus(jitter).compareTo(FaultDesk.LONGEST_DELAY) > 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "A delay lies between 0 s and %d s; %.1f s%s does not.",
                FaultDesk.LONGEST_DELAY.toSeconds(),
                delay.toNanos() / 1e9,
                jitter.isZero() ? "" : " ± %.1f s".formatted(jitter.toNanos() / 1e9)));
      }
    }

    @Override
    public Kind kind() {
      return Kind.DELAY;
    }

    @Override
    public String text() {
      return "delay("
          + Durations.text(delay)
          + (jitter.isZero() ? "" : "~" + Durations.text(jitter))
          + ")";
    }

    @Override
    public String words() {
      String spread = jitter.isZero() ? "" : " ±%.1f s".formatted(jitter.toNanos() / 1e9);
      return String.format(Locale.ROOT, "+%.1f s%s", delay.toNanos() / 1e9, spread);
    }

    /**
     * How long it holds on, ns.
     *
     * @param chance from -1 to 1
     */
    long nanos(double chance) {
      return Math.max(0, delay.toNanos() + (long) (jitter.toNanos() * chance));
    }
  }

  /** Fails, as {@link FaultPoint#failure()} says. */
  record Fail() implements FaultAction {
    @Override
    public Kind kind() {
      return Kind.ERROR;
    }

    @Override
    public String text() {
      return "error";
    }

    @Override
    public String words() {
      return "error";
    }
  }

  /** Gets lost without a word, as {@link FaultPoint#failure()} says. */
  record Drop() implements FaultAction {
    @Override
    public Kind kind() {
      return Kind.DROP;
    }

    @Override
    public String text() {
      return "drop";
    }

    @Override
    public String words() {
      return "drop";
    }
  }

  /** A gate: stops until somebody lets it go. */
  record Pause() implements FaultAction {
    @Override
    public Kind kind() {
      return Kind.PAUSE;
    }

    @Override
    public String text() {
      return "pause";
    }

    @Override
    public String words() {
      return "gate";
    }
  }
}
