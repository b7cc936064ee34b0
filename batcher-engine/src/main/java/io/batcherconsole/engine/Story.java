package io.batcherconsole.engine;

import io.batcherconsole.engine.diagnose.Incidents;
import io.batcherconsole.engine.event.BatchProjection;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LatencyProjection;
import io.batcherconsole.engine.event.Projection;
import io.batcherconsole.engine.event.TimelineProjection;
import java.util.List;

/** What the event records tell, kept ready for readers. */
record Story(
    TimelineProjection timeline,
    BatchProjection batches,
    LatencyProjection latency,
    Incidents incidents) {
  Story(Journal journal) {
    this(
        new TimelineProjection(journal),
        new BatchProjection(),
        new LatencyProjection(),
        new Incidents());
  }

  List<Projection> projections() {
    return List.of(timeline, batches, latency, incidents);
  }
}
