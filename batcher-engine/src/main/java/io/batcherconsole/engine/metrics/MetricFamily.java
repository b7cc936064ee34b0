package io.batcherconsole.engine.metrics;

import java.util.List;
import java.util.Locale;

/**
 * All values of one name at one moment.
 *
 * @param help what it is and in which unit
 * @param samples none when nothing of its kind has happened yet
 */
record MetricFamily(String name, MetricType type, String help, List<Sample> samples) {
  MetricFamily {
    samples = List.copyOf(samples);
  }

  /** One label: {@code system="SP1"}. */
  record Label(String name, String value) {
    /** An enum constant as a value: {@code kind="user_map"}. */
    static Label of(String name, Enum<?> value) {
      return new Label(name, word(value));
    }
  }

  /** An enum constant as a word of a label: "user_map". */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * One value.
   *
   * @param suffix follows the family's name: "_bucket", "_sum" or "_count" of a histogram, else ""
   */
  record Sample(String suffix, List<Label> labels, double value) {
    Sample {
      labels = List.copyOf(labels);
    }

    Sample(List<Label> labels, double value) {
      this("", labels, value);
    }
  }

  static MetricFamily counter(String name, String help, long value) {
    return counter(name, help, (double) value);
  }

  static MetricFamily counter(String name, String help, double value) {
    return new MetricFamily(name, MetricType.COUNTER, help, List.of(new Sample(List.of(), value)));
  }

  static MetricFamily gauge(String name, String help, long value) {
    return gauge(name, help, (double) value);
  }

  static MetricFamily gauge(String name, String help, double value) {
    return new MetricFamily(name, MetricType.GAUGE, help, List.of(new Sample(List.of(), value)));
  }
}
