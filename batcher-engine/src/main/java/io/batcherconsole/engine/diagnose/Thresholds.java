package io.batcherconsole.engine.diagnose;

import java.time.Duration;

/**
 * From when on something is told.
 *
 * @param interval between two looks
 * @param audit between two readings of the books under the batch lock
 * @param linger how long a cause may be away without having ended
 * @param shown how long something that happened at a moment is told of
 * @param slow a hold of a user's lock, or a wait, of this length is worth telling
 * @param slowCall a chain call under a user's lock of this length is told; longer than a busy node
 *     needs
 * @param sharedVerification a verification under a lock that all users need is told after this
 * @param sharedHold any other hold of such a lock is told after this; longer than a busy machine
 *     keeps a thread from running
 * @param patience a wait of this length may be starvation
 * @param posting a step of a batch other than waiting for its receipt may take this long
 * @param receipt a transaction may take this long to be mined
 * @param unbalanced how long counters may disagree, while proofs move
 */
public record Thresholds(
    Duration interval,
    Duration audit,
    Duration linger,
    Duration shown,
    Duration slow,
    Duration slowCall,
    Duration sharedVerification,
    Duration sharedHold,
    Duration patience,
    Duration posting,
    Duration receipt,
    Duration unbalanced) {
  /** For people: nothing that a busy machine does is told. */
  public static Thresholds defaults() {
    return new Thresholds(
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofMillis(1500),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofMillis(100),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(2));
  }
}
