package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.diagnose.Diagnosis;
import io.batcherconsole.engine.diagnose.Incidents;
import io.batcherconsole.engine.diagnose.Sources;
import io.batcherconsole.engine.diagnose.Thresholds;
import io.batcherconsole.engine.event.BatchProjection;
import io.batcherconsole.engine.event.EngineStatus;
import io.batcherconsole.engine.event.EventCollector;
import io.batcherconsole.engine.event.FindingView;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What the engine's own diagnosis finds in a {@link World}; it looks whenever it is asked. */
final class Findings implements AutoCloseable {
  /** Impatient, so that tests are quick, but for what a busy machine can do by itself. */
  private static final Thresholds THRESHOLDS =
      new Thresholds(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofSeconds(60),
          Duration.ofMillis(20),
          Duration.ofMillis(20),
          Duration.ofMillis(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(2));

  private static final EngineStatus RUNNING =
      new EngineStatus(EngineStatus.Phase.RUNNING, "", 0, null, "", null);

  private final BatchProjection batches = new BatchProjection();
  private final Incidents incidents = new Incidents();
  private final EventCollector events;
  private final Diagnosis diagnosis;

  Findings(World world) {
    events = new EventCollector(world.runtime, world.journal, List.of(batches, incidents));
    events.start();
    diagnosis =
        new Diagnosis(
            new Sources(
                world.locking.design(),
                world.journal,
                world.registry,
                world.lockOrder,
                world.state,
                incidents,
                batches::batches,
                () -> RUNNING,
                world.serials),
            THRESHOLDS);
  }

  /** Whether a look finds that hazard now. */
  BooleanSupplier name(Hazard hazard) {
    return () -> look().stream().anyMatch(finding -> hazard.id().equals(finding.hazard()));
  }

  /** Sentences of everything that is found to be wrong now. */
  List<String> wrong() {
    return look().stream()
        .filter(FindingView::counts)
        .map(finding -> finding.id() + ": " + finding.sentence())
        .toList();
  }

  private List<FindingView> look() {
    diagnosis.look();
    return diagnosis.view().findings().stream().filter(FindingView::open).toList();
  }

  @Override
  public void close() {
    events.stop();
  }
}
