package io.batcherconsole.engine.event;

import java.util.List;

/**
 * How long verifications of one proving system took within the window.
 *
 * @param system the proving system's wire name
 * @param windowNanos how far back it looks, ns
 * @param count verifications in the window
 * @param run the verification itself
 * @param queued wait for a verifier
 * @param injected delay injected before it; its count is that of delayed verifications only
 */
public record LatencyView(
    String system,
    long windowNanos,
    long count,
    Distribution run,
    Distribution queued,
    Distribution injected) {

  /**
   * A distribution of durations.
   *
   * @param p50 ns, -1 when count is 0, as p95, p99 and max
   * @param buckets counts on a logarithmic axis: bucket i holds durations from {@link
   *     #bucketStart}(i) up to the next
   */
  public record Distribution(
      long count, long p50, long p95, long p99, long max, List<Integer> buckets) {
    /** Buckets per factor of ten. */
    public static final int PER_DECADE = 12;

    /** Start of the first bucket: 10 µs, in ns. Shorter durations fall into it. */
    public static final long FIRST = 10_000;

    /** Buckets from 10 µs to 100 s. */
    public static final int COUNT = 7 * PER_DECADE;

    public Distribution {
      buckets = List.copyOf(buckets);
    }

    /** Where bucket {@code index} starts, ns. */
    public static double bucketStart(int index) {
      return FIRST * Math.pow(10, (double) index / PER_DECADE);
    }
  }
}
