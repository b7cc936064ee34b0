package io.batcherconsole.engine.lock;

import java.util.Arrays;

/** How long the latest holds of a lock were. Not thread-safe: its lock guards it. */
final class RecentHolds {
  private static final int KEPT = 128;

  private final long[] nanos = new long[KEPT];
  private long count;

  void add(long hold) {
    nanos[(int) (count++ % KEPT)] = hold;
  }

  /** A copy of the latest durations in ns, in no particular order. */
  long[] copy() {
    return Arrays.copyOf(nanos, (int) Math.min(count, KEPT));
  }

  /** The 99th percentile (nearest rank) of durations, -1 when there are none; sorts them. */
  static long p99(long[] holds) {
    if (holds.length == 0) {
      return -1;
    }
    Arrays.sort(holds);
    return holds[(int) Math.ceil(0.99 * holds.length) - 1];
  }
}
