package io.batcherconsole.engine.event;

import io.batcherconsole.engine.event.LatencyView.Distribution;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link Histogram}s had counted at a moment. Immutable. A percentile is at most 2 % above the
 * true one, and never above the longest.
 */
public final class Timings {
  /** Nothing was timed. */
  public static final Timings NONE = new Timings(0, new long[Histogram.COUNT], 0, -1);

  /** This many of a histogram's buckets make one of {@link Distribution}'s. */
  private static final int PER_SHOWN = Histogram.PER_DECADE / Distribution.PER_DECADE;

  /** A histogram's bucket at which {@link Distribution}'s first begins. */
  private static final int SHOWN_FROM = Histogram.bucket(Distribution.FIRST);

  private final long zeros;
  private final long[] counts;
  private final long count;
  private final long total;
  private final long max;

  /**
   * @param zeros durations of 0, which are not in {@code counts}
   * @param counts by bucket of {@link Histogram}; not kept by anybody else
   * @param total sum of all, ns
   * @param max the longest, ns, -1 when there is none
   */
  Timings(long zeros, long[] counts, long total, long max) {
    this.zeros = zeros;
    this.counts = counts;
    this.total = total;
    this.max = max;
    long sum = zeros;
    for (long bucket : counts) {
      sum += bucket;
    }
    this.count = sum;
  }

  /** How many. */
  public long count() {
    return count;
  }

  /** Their sum, ns. */
  public long total() {
    return total;
  }

  /** The longest, ns, -1 when there is none. */
  public long max() {
    return count == 0 ? -1 : Math.max(0, max);
  }

  /** The median, ns, -1 when there is none. */
  public long p50() {
    return percentile(0.50);
  }

  /** The 95th percentile, ns, -1 when there is none. */
  public long p95() {
    return percentile(0.95);
  }

  /** The 99th percentile, ns, -1 when there is none. */
  public long p99() {
    return percentile(0.99);
  }

  /** The upper end of the bucket in which the nearest rank lies, ns. */
  private long percentile(double part) {
    long rank = (long) Math.ceil(part * count);
    if (rank <= zeros) {
      return count == 0 ? -1 : 0;
    }
    long seen = zeros;
    for (int i = 0; i < Histogram.COUNT; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return i == Histogram.COUNT - 1 ? max : Math.min(Histogram.start(i + 1), max);
      }
    }
    return max;
  }

  /** How many were shorter than {@code nanos}: exact at powers of ten, else within 1 % of it. */
  public long below(long nanos) {
    int end = Histogram.bucket(nanos);
    if (Histogram.start(end + 1) - nanos < nanos - Histogram.start(end)) {
      end++;
    }
    long sum = zeros;
    for (int i = 0; i < end; i++) {
      sum += counts[i];
    }
    return sum;
  }

  /** These and more. */
  public Timings plus(Timings more) {
    long[] sums = counts.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += more.counts[i];
    }
    return new Timings(zeros + more.zeros, sums, total + more.total, Math.max(max, more.max));
  }

  /** These and some of 0. */
  Timings plusZeros(long more) {
    return new Timings(zeros + more, counts, total, max);
  }

  /**
   * What was added since an earlier moment. Where the longest of it is not the longest of all, it
   * is known as well as a percentile.
   */
  Timings since(Timings earlier) {
    long[] added = counts.clone();
    int last = -1;
    for (int i = 0; i < added.length; i++) {
      added[i] -= earlier.counts[i];
      last = added[i] > 0 ? i : last;
    }
    boolean longestIsNew = max > earlier.max;
    long longest = last < 0 ? -1 : Math.min(Histogram.start(last + 1), max);
    return new Timings(
        zeros - earlier.zeros, added, total - earlier.total, longestIsNew ? max : longest);
  }

  /** For drawing. */
  Distribution distribution() {
    int[] shown = new int[Distribution.COUNT];
    for (int i = 0; i < Histogram.COUNT; i++) {
      int bucket = Math.floorDiv(i - SHOWN_FROM, PER_SHOWN);
      shown[Math.clamp(bucket, 0, Distribution.COUNT - 1)] += (int) counts[i];
    }
    shown[0] += (int) zeros;
    List<Integer> buckets = new ArrayList<>(Distribution.COUNT);
    for (int bucket : shown) {
      buckets.add(bucket);
    }
    return new Distribution(count, p50(), p95(), p99(), max(), buckets);
  }
}
