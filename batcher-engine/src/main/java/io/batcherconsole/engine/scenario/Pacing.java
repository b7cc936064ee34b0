package io.batcherconsole.engine.scenario;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When a user's next proof is sent. */
public sealed interface Pacing {
  /**
   * All at once; the nonces go round the connections.
   *
   * <p>With several connections they race for the user's lock, and a higher nonce that gets it
   * first is refused: a lock is fair in order of arrival, not of nonces.
   */
  record Burst() implements Pacing {}

  /**
   * Nonce n+1 goes out on the next connection as soon as nonce n holds its user's lock, so that one
   * proof always waits and none is refused.
   */
  record NextWhenPreviousHolds() implements Pacing {}

  /**
   * One after another on a clock, whatever becomes of those before: proof n is due n times {@code
   * every} after the first, give or take up to {@code jitter}, which is drawn from the scenario's
   * seed. A proof never goes before the one before it.
   */
  record Interval(Duration every, Duration jitter) implements Pacing {
    /** When proof number {@code index} is due, ns after the first one's own time. */
    long due(int index, RandomGenerator random) {
      long most = jitter.toNanos();
      return index * every.toNanos() + random.nextLong(-most, most + 1);
    }
  }
}
