package io.batcherconsole.engine.metrics;

import io.batcherconsole.engine.metrics.MetricFamily.Label;
import io.batcherconsole.engine.metrics.MetricFamily.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Histograms of durations under one name, one for each key that occurred. Any thread adds and
 * reads; what is being added may be seen in part by a reader, and is whole for the next.
 *
 * @param <K> what the labels are made of, in an order in which they are listed; of few values
 */
final class Histograms<K extends Comparable<? super K>> {
  private final String name;
  private final String help;
  private final Buckets buckets;
  private final Function<K, List<Label>> labels;
  private final Map<K, Histogram> histograms = new ConcurrentSkipListMap<>();

  Histograms(String name, String help, Buckets buckets, Function<K, List<Label>> labels) {
    this.name = name;
    this.help = help;
    this.buckets = buckets;
    this.labels = labels;
  }

  /** The durations of one key; not cumulative. */
  private record Histogram(AtomicLongArray counts, LongAdder nanos) {}

  void add(K key, long nanos) {
    Histogram histogram =
        histograms.computeIfAbsent(
            key, k -> new Histogram(new AtomicLongArray(buckets.bounded() + 1), new LongAdder()));
    histogram.counts().incrementAndGet(buckets.of(nanos));
    histogram.nanos().add(nanos);
  }

  MetricFamily family() {
    List<Sample> samples = new ArrayList<>();
    histograms.forEach((key, histogram) -> samples.addAll(samples(labels.apply(key), histogram)));
    return new MetricFamily(name, MetricType.HISTOGRAM, help, samples);
  }

  private List<Sample> samples(List<Label> of, Histogram histogram) {
    long[] upTo = new long[buckets.bounded() + 1];
    for (int bucket = 0; bucket < upTo.length; bucket++) {
      upTo[bucket] = (bucket == 0 ? 0 : upTo[bucket - 1]) + histogram.counts().get(bucket);
    }
    return buckets.samples(
        of, bucket -> upTo[bucket], upTo[upTo.length - 1], histogram.nanos().sum());
  }
}
