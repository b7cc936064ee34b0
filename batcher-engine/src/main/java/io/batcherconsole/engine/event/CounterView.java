package io.batcherconsole.engine.event;

import java.util.Map;

/**
 * Exact counts since the engine started; they lose nothing when event records are dropped.
 *
 * @param received submissions received
 * @param inAdmission of them, those on their way to the queue
 * @param queued in the queue now
 * @param inFlight in a batch that is not on chain yet
 * @param posted on chain
 * @param verified of them, those whose batch is verified
 * @param unverified accepted although nobody verified the proof itself, by proving system, wherever
 *     they are now
 * @param refused answered with an error, by reason
 * @param lost replaced, evicted, flushed or abandoned, by stage
 * @param undecodable messages that were no protocol message and got no reply
 * @param openConnections clients connected now
 * @param batchesPosted batches on chain
 * @param batchesFailed batches that failed
 * @param notDrawn event records dropped because the ring was full
 */
public record CounterView(
    long received,
    long inAdmission,
    long queued,
    long inFlight,
    long posted,
    long verified,
    Map<String, Long> unverified,
    Map<String, Long> refused,
    Map<Stage, Long> lost,
    long undecodable,
    long openConnections,
    long batchesPosted,
    long batchesFailed,
    long notDrawn) {
  public CounterView {
    unverified = Map.copyOf(unverified);
    refused = Map.copyOf(refused);
    lost = Map.copyOf(lost);
  }

  /** All refusals together. */
  public long refusedInAll() {
    return inAll(refused);
  }

  /** All that were accepted unverified. */
  public long unverifiedInAll() {
    return inAll(unverified);
  }

  private static long inAll(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
