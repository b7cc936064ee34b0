package io.batcherconsole.engine.metrics;

/** The kinds of metric that we have. */
enum MetricType {
  COUNTER,
  GAUGE,
  HISTOGRAM
}
