package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.runtime.Durations;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView;
import io.batcherconsole.engine.scenario.ScenarioRunView.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays one scenario at a time against a running engine. */
public final class LiveScenarioDesk implements ScenarioDesk {
  private static final Logger log = LoggerFactory.getLogger(LiveScenarioDesk.class);

  /** How often the expectations are looked at while a scenario runs. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final EngineRuntime runtime;
  private final ScenarioLibrary library;
  private final Supplier<Optional<Surroundings>> surroundings;
  private final Supplier<Bytes> salts;

  /** Guarded by {@code this}, as everything below. */
  private @Nullable Thread player;

  /** Whoever plays; null when nobody does. */
  private @Nullable ScenarioRunner runner;

  private @Nullable ScenarioRunView latest;
  private @Nullable RunReport report;

  /**
   * @param surroundings empty while the engine does not run
   * @param salts a different value for every run of every process
   */
  public LiveScenarioDesk(
      EngineRuntime runtime,
      ScenarioLibrary library,
      Supplier<Optional<Surroundings>> surroundings,
      Supplier<Bytes> salts) {
    this.runtime = runtime;
    this.library = library;
    this.surroundings = surroundings;
    this.salts = salts;
  }

  @Override
  public List<ScenarioInfo> scenarios() {
    return library.all().stream().map(Scenario::info).toList();
  }

  @Override
  public void start(String name) {
    try {
      start(library.named(name));
    } catch (ScenarioException cannot) {
      throw new IllegalStateException(cannot.getMessage(), cannot);
    }
  }

  /**
   * Starts a scenario in the background.
   *
   * @throws ScenarioException when one is running already or the engine is not; the message says
   *     what to do
   */
  public synchronized void start(Scenario scenario) throws ScenarioException {
    if (player != null) {
      throw new ScenarioException(
          "A scenario is running already: wait for its end, or cancel it first.");
    }
    Surroundings around =
        surroundings
            .get()
            .orElseThrow(
                () -> new ScenarioException("The batcher is not running yet: try again then."));
    String lacking = scenario.needs().lackingIn(around.settings());
    if (!lacking.isEmpty()) {
      throw new ScenarioException(
          "This scenario needs an engine with "
              + lacking
              + ": run 'packaging/batcher scenario "
              + scenario.info().name()
              + " --all', which starts such ones.");
    }
    ScenarioRunner next =
        new ScenarioRunner(around, scenario, salts.get(), sentence -> progress(scenario, sentence));
    runner = next;
    report = null;
    latest =
        view(
            scenario,
            State.RUNNING,
            "connecting",
            scenario.demands().pending(),
            runtime.nanoTime());
    player = runtime.spawn("scenario-" + scenario.info().name(), () -> play(scenario, next));
    runtime.spawn("scenario-progress", () -> look(scenario, next));
  }

  /** Keeps the expectations of a running scenario up to date, until it ends. */
  private void look(Scenario scenario, ScenarioRunner mine) {
    try {
      while (true) {
        runtime.sleep(LOOK);
        List<ExpectationView> soFar = mine.soFar();
        synchronized (this) {
          if (runner != mine || latest == null) {
            return;
          }
          latest = view(scenario, State.RUNNING, latest.sentence(), soFar, latest.startedAt());
        }
      }
    } catch (InterruptedException stopped) {
      log.debug("scenario progress interrupted");
    }
  }

  private void play(Scenario scenario, ScenarioRunner mine) {
    try {
      RunReport played = mine.play();
      String sentence = sentence(played);
      end(
          scenario,
          played.passed() ? State.PASSED : State.FAILED,
          sentence,
          played.expectations(),
          played);
    } catch (InterruptedException cancelled) {
      end(scenario, State.CANCELLED, "Cancelled.", scenario.demands().pending(), null);
    } catch (RuntimeException bug) {
      log.error("scenario {} ended by a bug", scenario.info().name(), bug);
      end(
          scenario,
          State.FAILED,
          "Ended by a bug; see the log.",
          scenario.demands().pending(),
          null);
    }
  }

  private static String sentence(RunReport played) {
    if (played.problem() != null) {
      return played.problem();
    }
    if (!played.passed()) {
      return "An expectation did not hold.";
    }
    RunReport.HazardReport hazard = played.hazard();
    return hazard == null
        ? "Every expectation held, in " + Durations.words(played.tookNanos()) + "."
        : hazard.sentence();
  }

  private synchronized void progress(Scenario scenario, String sentence) {
    if (latest != null) {
      latest = view(scenario, State.RUNNING, sentence, latest.expectations(), latest.startedAt());
    }
  }

  private synchronized void end(
      Scenario scenario,
      State state,
      String sentence,
      List<ExpectationView> expectations,
      @Nullable RunReport played) {
    long startedAt = latest == null ? runtime.nanoTime() : latest.startedAt();
    RunReport.HazardReport hazard = played == null ? null : played.hazard();
    latest =
        new ScenarioRunView(
            scenario.info(),
            state,
            sentence,
            startedAt,
            expectations,
            hazard == null ? null : hazard.happened());
    report = played;
    player = null;
    runner = null;
  }

  private static ScenarioRunView view(
      Scenario scenario,
      State state,
      String sentence,
      List<ExpectationView> expectations,
      long startedAt) {
    return new ScenarioRunView(scenario.info(), state, sentence, startedAt, expectations, null);
  }

  @Override
  public synchronized void cancel() {
    if (player != null) {
      player.interrupt();
    }
  }

  @Override
  public synchronized Optional<ScenarioRunView> latest() {
    return Optional.ofNullable(latest);
  }

  /**
   * Waits for the end of the running scenario and returns its report.
   *
   * @throws ScenarioException when it has none: it was cancelled, ended by a bug, or none was
   *     started
   */
  public RunReport awaitReport() throws InterruptedException, ScenarioException {
    Thread playing;
    synchronized (this) {
      playing = player;
    }
    if (playing != null) {
      playing.join(); // a run bounds itself
    }
    synchronized (this) {
      if (report == null) {
        throw new ScenarioException(
            latest == null
                ? "No scenario was started."
                : "There is no report: " + latest.sentence());
      }
      return report;
    }
  }
}
