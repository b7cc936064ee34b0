package io.batcherconsole.engine.metrics;

import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.Projection;
import io.batcherconsole.engine.metrics.MetricFamily.Label;
import io.batcherconsole.engine.protocol.ProvingSystem;
import java.util.Comparator;
import java.util.List;

/** Verifications as the event records tell them; a dropped record is missing here. */
final class VerificationTimes implements Projection {
  private final Histograms<Part> durations =
      new Histograms<>(
          "batcher_console_verification_seconds",
          "Verifications in seconds: waiting for a verifier (queued), the verification itself"
              + " (run), and the delay that was injected before both (injected, only where there"
              + " was one). From event records: see batcher_console_events_dropped_total.",
          Buckets.VERIFICATION,
          Part::labels);

  /** What a verification's time went into. */
  private enum Phase {
    INJECTED,
    QUEUED,
    RUN
  }

  private record Part(ProvingSystem system, Phase phase) implements Comparable<Part> {
    private static final Comparator<Part> ORDER =
        Comparator.comparing(Part::system).thenComparing(Part::phase);

    @Override
    public int compareTo(Part other) {
      return ORDER.compare(this, other);
    }

    List<Label> labels() {
      return List.of(new Label("system", system.wireName()), Label.of("part", phase));
    }
  }

  @Override
  public void accept(EngineEvent event) {
    if (event instanceof EngineEvent.VerificationDone done) {
      ProvingSystem.byWireName(done.system()).ifPresent(system -> add(system, done));
    }
  }

  private void add(ProvingSystem system, EngineEvent.VerificationDone done) {
    durations.add(new Part(system, Phase.QUEUED), done.queuedNanos());
    durations.add(new Part(system, Phase.RUN), done.runNanos());
    if (done.injectedNanos() > 0) {
      durations.add(new Part(system, Phase.INJECTED), done.injectedNanos());
    }
  }

  @Override
  public void publish(long now) {
    // what was added can be seen at once
  }

  MetricFamily family() {
    return durations.family();
  }
}
