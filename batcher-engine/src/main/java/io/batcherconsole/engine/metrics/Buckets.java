package io.batcherconsole.engine.metrics;

import io.batcherconsole.engine.metrics.MetricFamily.Label;
import io.batcherconsole.engine.metrics.MetricFamily.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Upper bounds of histogram buckets, in seconds, chosen for what is measured. */
enum Buckets {
  /** From an uncontended lock to the longest wait that is configured: 1 µs to 60 s. */
  LOCKS(1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60),
  /** One verification takes 1 to 6 ms; a queue or an injected delay adds up to a minute. */
  VERIFICATION(5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
  /** From a refusal by the message alone to a wait for two locks and a verification. */
  ADMISSION(5e-4, 1e-3, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120),
  /** From a Merkle tree of one proof to a day of cancelling; a block takes 12 s. */
  BATCH_STEPS(1e-3, 0.01, 0.05, 0.25, 1, 2.5, 5, 12, 24, 48, 96, 300, 3600, 86400);

  @SuppressWarnings("ImmutableEnumChecker") // written once, handed out to nobody
  private final double[] seconds;

  @SuppressWarnings("ImmutableEnumChecker") // as above
  private final long[] nanos;

  Buckets(double... seconds) {
    this.seconds = seconds;
    this.nanos = Arrays.stream(seconds).mapToLong(bound -> Math.round(bound * 1e9)).toArray();
  }

  /** How many have a bound; one more follows, which has none. */
  int bounded() {
    return nanos.length;
  }

  /** The upper bound of a bucket, ns. */
  long nanos(int bucket) {
    return nanos[bucket];
  }

  /** The bucket into which a duration falls; a bound belongs to its bucket. */
  int of(long duration) {
    int found = Arrays.binarySearch(nanos, duration);
    return found >= 0 ? found : -found - 1;
  }

  /**
   * One histogram's samples.
   *
   * @param upTo how many durations are in a bounded bucket or in one before it
   * @param count of all durations
   * @param total of all durations, ns
   */
  List<Sample> samples(List<Label> labels, IntToLongFunction upTo, long count, long total) {
    List<Sample> samples = new ArrayList<>();
    for (int bucket = 0; bucket < seconds.length; bucket++) {
      samples.add(bucket(labels, seconds[bucket], upTo.applyAsLong(bucket)));
    }
    samples.add(bucket(labels, Double.POSITIVE_INFINITY, count));
    samples.add(new Sample("_sum", labels, total / 1e9));
    samples.add(new Sample("_count", labels, count));
    return samples;
  }

  private static Sample bucket(List<Label> labels, double bound, long upTo) {
    List<Label> bounded = new ArrayList<>(labels);
    bounded.add(new Label("le", TextFormat.number(bound)));
    return new Sample("_bucket", bounded, upTo);
  }
}
