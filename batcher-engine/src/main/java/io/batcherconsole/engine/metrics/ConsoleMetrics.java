package io.batcherconsole.engine.metrics;

import static io.batcherconsole.engine.metrics.MetricFamily.counter;
import static io.batcherconsole.engine.metrics.MetricFamily.gauge;

import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.metrics.MetricFamily.Label;
import io.batcherconsole.engine.metrics.MetricFamily.Sample;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.verify.VerifierPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the original does not expose: waiting, holding, verifying, and where proofs are. */
final class ConsoleMetrics {
  private final VerifierPool verifiers;
  private final Tally tally;
  private final VerificationTimes verifications;
  private final BatchSteps steps;

  ConsoleMetrics(
      VerifierPool verifiers, Tally tally, VerificationTimes verifications, BatchSteps steps) {
    this.verifiers = verifiers;
    this.tally = tally;
    this.verifications = verifications;
    this.steps = steps;
  }

  /**
   * @param dropped event records that were dropped, by kind
   */
  List<MetricFamily> families(CounterView counts, LockMetrics locks, Map<String, Long> dropped) {
    List<MetricFamily> families = new ArrayList<>();
    families.add(proofs(counts));
    families.add(ended(counts));
    families.add(
        counter(
            "batcher_console_proofs_verified_total",
            "Posted proofs whose batch is verified on chain. Exact.",
            counts.verified()));
    families.add(unverified(counts));
    families.add(tally.admission());
    families.addAll(locks.families());
    families.add(verifications.family());
    families.add(
        gauge(
            "batcher_console_verifier_waiters",
            "Proofs that wait for a verifier now.",
            verifiers.waiting()));
    families.add(steps.family());
    families.add(
        counter(
            "batcher_console_slow_readers_dropped_total",
            "Clients that were dropped because they did not read their replies. Exact.",
            tally.slowReaders()));
    families.add(lateFiles());
    families.add(dropped(dropped));
    return families;
  }

  private MetricFamily lateFiles() {
    return new MetricFamily(
        "batcher_console_late_batch_files_total",
        MetricType.COUNTER,
        "Batch files that one of two buckets did not take at once: made up for in the background,"
            + " or given up, so that they stay in one. Exact.",
        List.of(
            sample("result", "made_up", tally.filesMadeUp()),
            sample("result", "given_up", tally.filesGivenUp())));
  }

  private static MetricFamily proofs(CounterView counts) {
    return new MetricFamily(
        "batcher_console_proofs",
        MetricType.GAUGE,
        "Proofs that are under way now, by place.",
        List.of(
            sample("place", "admission", counts.inAdmission()),
            sample("place", "queue", counts.queued()),
            sample("place", "batch", counts.inFlight())));
  }

  private static MetricFamily ended(CounterView counts) {
    List<Sample> samples = new ArrayList<>();
    samples.add(sample("end", "posted", counts.posted()));
    samples.add(sample("end", "refused", counts.refusedInAll()));
    for (Stage stage : List.of(Stage.REPLACED, Stage.EVICTED, Stage.FLUSHED, Stage.ABANDONED)) {
      samples.add(sample("end", MetricFamily.word(stage), counts.lost().getOrDefault(stage, 0L)));
    }
    return new MetricFamily(
        "batcher_console_proofs_total",
        MetricType.COUNTER,
        "Received proofs that came to an end, by end. Exact.",
        samples);
  }

  /** A sample for each proving system, so that a rate from zero is one too. */
  private static MetricFamily unverified(CounterView counts) {
    return new MetricFamily(
        "batcher_console_proofs_accepted_unverified_total",
        MetricType.COUNTER,
        "Proofs that were accepted although nobody verified them, as the operator chose. Exact.",
        Arrays.stream(ProvingSystem.values())
            .map(ProvingSystem::wireName)
            .map(name -> sample("system", name, counts.unverified().getOrDefault(name, 0L)))
            .toList());
  }

  private static MetricFamily dropped(Map<String, Long> dropped) {
    return new MetricFamily(
        "batcher_console_events_dropped_total",
        MetricType.COUNTER,
        "Event records dropped because the collector could not keep up, by kind. Exact."
            + " VerificationDone are missing in the verifications, BatchChanged in the batch"
            + " steps.",
        Arrays.stream(EngineEvent.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .map(kind -> sample("kind", kind, dropped.getOrDefault(kind, 0L)))
            .toList());
  }

  private static Sample sample(String label, String value, long number) {
    return new Sample(List.of(new Label(label, value)), (double) number);
  }
}
