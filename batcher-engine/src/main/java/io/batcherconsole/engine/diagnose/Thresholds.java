package io.batcherconsole.engine.diagnose;

import java.time.Duration;

/**
 * From when on something is told.
 *
 * @param interval between two looks
 * @param linger how long a cause may be away without having ended
 * @param slow a hold of a user's lock, or a wait, of this length is worth telling
 * @param sharedVerification a verification under a lock that all users need is told after this
 * @param sharedHold any other hold of such a lock is told after this; longer than a busy machine
 *     keeps a thread from running
 */
public record Thresholds(
    Duration interval,
    Duration linger,
    Duration slow,
    Duration sharedVerification,
    Duration sharedHold) {
  /** For people: nothing that a busy machine does is told. */
  public static Thresholds defaults() {
    return new Thresholds(
        Duration.ofMillis(250),
        Duration.ofMillis(1500),
        Duration.ofSeconds(1),
        Duration.ofMillis(100),
        Duration.ofSeconds(2));
  }
}
