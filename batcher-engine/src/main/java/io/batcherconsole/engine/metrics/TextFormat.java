package io.batcherconsole.engine.metrics;

import io.batcherconsole.engine.metrics.MetricFamily.Label;
import io.batcherconsole.engine.metrics.MetricFamily.Sample;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes Prometheus' text format, version 0.0.4. */
final class TextFormat {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** Whole numbers up to here are exact in a double and are written without a fraction. */
  private static final double LARGEST_WHOLE = 1L << 53;

  private TextFormat() {}

  static String write(List<MetricFamily> families) {
    StringBuilder text = new StringBuilder(1 << 14);
    for (MetricFamily family : families) {
      String type = family.type().name().toLowerCase(Locale.ROOT);
      text.append("# HELP ").append(family.name()).append(' ');
      text.append(family.help().replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
      text.append("# TYPE ").append(family.name()).append(' ').append(type).append('\n');
      for (Sample sample : family.samples()) {
        text.append(family.name()).append(sample.suffix()).append(labels(sample.labels()));
        text.append(' ').append(number(sample.value())).append('\n');
      }
    }
    return text.toString();
  }

  private static String labels(List<Label> labels) {
    return labels.isEmpty()
        ? ""
        : labels.stream()
            .map(label -> label.name() + "=\"" + escaped(label.value()) + '"')
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /** As Prometheus reads it: "3", "0.25", "1.0E-6", "+Inf". */
  static String number(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      return "+Inf";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
