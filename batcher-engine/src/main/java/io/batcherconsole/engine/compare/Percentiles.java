package io.batcherconsole.engine.compare;

import java.util.Collection;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Some durations, ns, by nearest rank; all but {@code count} are -1 when there is none.
 *
 * @param count how many
 * @param p50 the median
 * @param p99 the 99th percentile
 * @param max the longest
 */
public record Percentiles(int count, long p50, long p99, long max) {
  /** Of what {@code duration} says of each; those of which it says nothing do not count. */
  static <T> Percentiles of(Collection<T> all, Function<T, OptionalLong> duration) {
    long[] sorted =
        all.stream()
            .map(duration)
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .sorted()
            .toArray();
    return sorted.length == 0
        ? new Percentiles(0, -1, -1, -1)
        : new Percentiles(
            sorted.length, rank(sorted, 0.50), rank(sorted, 0.99), sorted[sorted.length - 1]);
  }

  private static long rank(long[] sorted, double part) {
    return sorted[(int) Math.ceil(part * sorted.length) - 1];
  }
}
