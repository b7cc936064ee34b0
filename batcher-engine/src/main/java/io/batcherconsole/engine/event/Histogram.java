package io.batcherconsole.engine.event;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts durations on a logarithmic axis from 100 ns to 1000 s, 120 buckets per factor of ten. Any
 * thread adds, in a few nanoseconds, and nothing is lost; any thread reads, and may miss what is
 * being added.
 */
final class Histogram {
  static final int PER_DECADE = 120;
  static final int COUNT = 10 * PER_DECADE;

  private static final double FIRST = 100;

  /** Where each bucket begins, ns, and where the last one ends. */
  private static final long[] STARTS = new long[COUNT + 1];

  /** Bits after the leading one that are looked at to find a bucket. */
  private static final int FINE = 7;

  /**
   * The bucket of the least duration with the same leading bits. Timings that agree in them differ
   * by less than 0.8 %, and a bucket is 1.9 % wide, so the others are in it or in the next.
   */
  private static final short[] BUCKETS = new short[64 << FINE];

  static {
    for (int i = 0; i <= COUNT; i++) {
      STARTS[i] = i == 0 ? 0 : Math.round(FIRST * Math.pow(10, (double) i / PER_DECADE));
    }
    int bucket = 0;
    for (int key = FINE << FINE; key < BUCKETS.length - (1 << FINE); key++) {
      int power = key >>> FINE;
      long least = ((1L << FINE) | (key & ((1 << FINE) - 1))) << (power - FINE);
      while (bucket < COUNT - 1 && STARTS[bucket + 1] <= least) {
        bucket++;
      }
      BUCKETS[key] = (short) bucket;
    }
  }

  private final AtomicLongArray counts = new AtomicLongArray(COUNT);
  private final AtomicLong total = new AtomicLong();
  private final AtomicLong max = new AtomicLong(-1);

  /** The bucket of a duration in ns. */
  static int bucket(long nanos) {
    if (nanos < 1 << FINE) {
      int bucket = 0;
      while (STARTS[bucket + 1] <= nanos) {
        bucket++;
      }
      return bucket;
    }
    int power = 63 - Long.numberOfLeadingZeros(nanos);
    int fine = (int) (nanos >>> (power - FINE)) & ((1 << FINE) - 1);
    int bucket = BUCKETS[(power << FINE) | fine];
    return bucket < COUNT - 1 && STARTS[bucket + 1] <= nanos ? bucket + 1 : bucket;
  }

  /** Where a bucket begins, ns; for {@link #COUNT} where the last one ends. */
  static long start(int bucket) {
    return STARTS[bucket];
  }

  void add(long nanos) {
    counts.getAndIncrement(bucket(nanos));
    total.getAndAdd(nanos);
    long longest = max.get();
    while (nanos > longest && !max.compareAndSet(longest, nanos)) {
      longest = max.get();
    }
  }

  /** What was counted so far. */
  Timings timings() {
    long[] copy = new long[COUNT];
    for (int i = 0; i < COUNT; i++) {
      copy[i] = counts.get(i);
    }
    return new Timings(0, copy, total.get(), max.get());
  }

  /** What several histograms counted together. */
  static Timings sum(List<Histogram> histograms) {
    return histograms.stream().map(Histogram::timings).reduce(Timings.NONE, Timings::plus);
  }
}
