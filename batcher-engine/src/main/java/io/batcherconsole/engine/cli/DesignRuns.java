package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.Engine;
import io.batcherconsole.engine.EngineConfig;
import io.batcherconsole.engine.EngineException;
import io.batcherconsole.engine.compare.DesignReport;
import io.batcherconsole.engine.compare.Isolation;
import io.batcherconsole.engine.compare.ProofStages;
import io.batcherconsole.engine.compare.ProofStages.Way;
import io.batcherconsole.engine.event.ContentionView;
import io.batcherconsole.engine.event.EngineView;
import io.batcherconsole.engine.event.EventSource.Subscription;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.scenario.RunReport;
import io.batcherconsole.engine.scenario.Scenario;
import io.batcherconsole.engine.scenario.ScenarioException;
import java.time.Duration;
import java.util.List;

/**
 * Plays a load under one design after another, each time against engines of their own: one for the
 * isolation, which also warms up what the load then needs, and one for the load.
 */
final class DesignRuns {
  /** How often the isolation is played at most until B's proofs arrived beside slow ones of A. */
  private static final int TRIES = 3;

  /** The way to the queue is measured, not that to the chain, for which blocks are waited for. */
  private static final Duration SHORT_BLOCKS = Duration.ofMillis(250);

  /** What was measured of a design, and its lanes while the load was played. */
  record Played(DesignReport report, Timeline timeline) {}

  private final EngineConfig config;
  private final Scenario scenario;
  private final Duration slowProof;

  /**
   * @param slowProof how long A's proofs take in the runs for isolation
   */
  DesignRuns(EngineConfig config, Scenario scenario, Duration slowProof) {
    this.config = config;
    this.scenario = scenario;
    this.slowProof = slowProof;
  }

  /** Plays everything under {@code locking}. */
  Played under(String locking) throws EngineException, ScenarioException, InterruptedException {
    EngineConfig under = config.toBuilder().locking(locking).build();
    Isolation isolation = isolation(under);
    try (Engine engine = Engine.open(under.fitted(scenario.needs()))) {
      engine.awaitRunning();
      EngineView view = engine.view();
      ContentionView before = view.contention();
      long from = view.nanoTime();
      ProofStages stages = new ProofStages(scenario.userNames());
      RunReport report = play(engine, scenario, stages);
      DesignReport design =
          DesignReport.of(
              report, isolation, stages.ways(), view.contention().since(before), view.findings());
      return new Played(design, view.timeline(from, view.nanoTime()));
    }
  }

  private Isolation isolation(EngineConfig under)
      throws EngineException, ScenarioException, InterruptedException {
    try (Engine engine = Engine.open(under.toBuilder().blockTime(SHORT_BLOCKS).build())) {
      engine.awaitRunning();
      List<Way> alone = ways(engine, Isolation.aloneOf(scenario));
      long rule = engine.faults().add(Isolation.fault(slowProof));
      Isolation measured = Isolation.of(slowProof, alone, List.of());
      for (int i = 0; i < TRIES && !measured.known(); i++) {
        List<Way> beside = ways(engine, Isolation.besideOf(scenario));
        measured = Isolation.of(slowProof, alone, beside);
      }
      engine.faults().remove(rule);
      return measured;
    }
  }

  private static List<Way> ways(Engine engine, Scenario load)
      throws ScenarioException, InterruptedException {
    ProofStages stages = new ProofStages(Isolation.USERS);
    play(engine, load, stages);
    return stages.ways();
  }

  private static RunReport play(Engine engine, Scenario load, ProofStages stages)
      throws ScenarioException, InterruptedException {
    try (Subscription _ = engine.events().subscribe(stages)) {
      return engine.play(load);
    }
  }
}
