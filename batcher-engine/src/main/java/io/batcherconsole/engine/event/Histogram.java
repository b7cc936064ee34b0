package io.batcherconsole.engine.event;

import io.batcherconsole.engine.event.LatencyView.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts durations on a logarithmic axis from 100 ns to 1000 s, 120 buckets per factor of ten, so
 * that a percentile is at most 2 % above the true one, and never above the true maximum. One thread
 * adds; any thread reads, and may miss what is being added.
 */
final class Histogram {
  private static final double FIRST = 100;
  private static final int PER_DECADE = 120;
  private static final int COUNT = 10 * PER_DECADE;

  /** This many of our buckets make one of {@link Distribution}'s. */
  private static final int PER_SHOWN = PER_DECADE / Distribution.PER_DECADE;

  /** Our bucket at which {@link Distribution}'s first begins. */
  private static final int SHOWN_FROM = bucket(Distribution.FIRST);

  private final AtomicIntegerArray counts = new AtomicIntegerArray(COUNT);
  private final AtomicLong max = new AtomicLong(-1);

  private static int bucket(long nanos) {
    double decades = Math.log10(Math.max((double) nanos, FIRST) / FIRST);
    return Math.min(COUNT - 1, (int) (decades * PER_DECADE + 1e-9));
  }

  void add(long nanos) {
    counts.lazySet(bucket(nanos), counts.get(bucket(nanos)) + 1);
    if (nanos > max.get()) {
      max.lazySet(nanos);
    }
  }

  /** What several histograms counted together. */
  static Distribution sum(List<Histogram> histograms) {
    long[] counts = new long[COUNT];
    long max = -1;
    for (Histogram histogram : histograms) {
      for (int i = 0; i < COUNT; i++) {
        counts[i] += histogram.counts.get(i);
      }
      max = Math.max(max, histogram.max.get());
    }
    long count = 0;
    int[] shown = new int[Distribution.COUNT];
    for (int i = 0; i < COUNT; i++) {
      count += counts[i];
      int bucket = Math.floorDiv(i - SHOWN_FROM, PER_SHOWN);
      shown[Math.clamp(bucket, 0, Distribution.COUNT - 1)] += (int) counts[i];
    }
    List<Integer> buckets = new ArrayList<>(Distribution.COUNT);
    for (int bucket : shown) {
      buckets.add(bucket);
    }
    return new Distribution(
        count,
        percentile(counts, count, max, 0.50),
        percentile(counts, count, max, 0.95),
        percentile(counts, count, max, 0.99),
        count == 0 ? -1 : max,
        buckets);
  }

  /** The upper end of the bucket in which the nearest rank lies, ns. */
  private static long percentile(long[] counts, long count, long max, double part) {
    if (count == 0) {
      return -1;
    }
    long rank = (long) Math.ceil(part * count);
    long seen = 0;
    for (int i = 0; i < COUNT; i++) {
      seen += counts[i];
      if (seen >= rank) {
        long end = Math.round(FIRST * Math.pow(10, (i + 1.0) / PER_DECADE));
        return i == COUNT - 1 ? max : Math.min(end, max);
      }
    }
    return max;
  }
}
