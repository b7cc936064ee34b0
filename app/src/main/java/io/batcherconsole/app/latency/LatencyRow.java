package io.batcherconsole.app.latency;

import io.batcherconsole.app.text.Figures;
import io.batcherconsole.app.text.Systems;
import io.batcherconsole.engine.event.LatencyView;
import io.batcherconsole.engine.event.LatencyView.Distribution;
import java.util.List;

/**
 * What a row says of one proving system.
 *
 * @param run histogram of the verifications themselves
 * @param injected histogram of the injected delays
 * @param figures the percentiles in words, from the longest to the shortest way to say it
 */
record LatencyRow(
    String system, String count, Distribution run, Distribution injected, List<String> figures) {
  LatencyRow {
    figures = List.copyOf(figures);
  }

  static LatencyRow of(LatencyView latency) {
    Distribution run = latency.run();
    String median = "p50 " + Figures.duration(run.p50()).text();
    String tail = " · p99 " + Figures.duration(run.p99()).text();
    String waits =
        latency.queued().p99() > 0
            ? " · waits p99 " + Figures.duration(latency.queued().p99()).text()
            : "";
    return new LatencyRow(
        Systems.name(latency.system()),
        Figures.count(latency.count()),
        run,
        latency.injected(),
        List.of(
            median + " · p95 " + Figures.duration(run.p95()).text() + tail + waits,
            median + tail + waits,
            median + tail,
            median));
  }
}
