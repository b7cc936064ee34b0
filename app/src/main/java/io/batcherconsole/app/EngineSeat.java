package io.batcherconsole.app;

import io.batcherconsole.app.window.ConsoleActions;
import io.batcherconsole.app.window.ConsoleWindow;
import io.batcherconsole.engine.ChainChoice;
import io.batcherconsole.engine.Engine;
import io.batcherconsole.engine.EngineConfig;
import io.batcherconsole.engine.EngineException;
import io.batcherconsole.engine.LockingInfo;
import io.batcherconsole.engine.scenario.EngineNeeds;
import io.batcherconsole.engine.scenario.Scenario;
import io.batcherconsole.engine.scenario.ScenarioException;
import io.batcherconsole.engine.scenario.ScenarioInfo;
import io.batcherconsole.engine.scenario.ScenarioLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the engine of the moment sits: it can be stopped, and exchanged for one with another
 * locking design or with the settings that a scenario needs. Safe from any thread; what takes long
 * happens on threads of its own, one after another.
 */
final class EngineSeat implements ConsoleActions, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EngineSeat.class);

  private final Consumer<ConsoleWindow.Parts> whenExchanged;

  private final ScenarioLibrary library;

  /** What the person chose, but for the locking, which {@link #current} has. */
  private final EngineConfig chosen;

  /** Guarded by {@code this}, as is its exchange. */
  private Engine engine;

  /** What the engine of the moment was opened with. Written while {@code this} is held. */
  private volatile EngineConfig current;

  private boolean closed;

  /**
   * Opens the first engine.
   *
   * @param whenExchanged told the parts of each further engine
   * @throws ScenarioException when the scenarios cannot be read
   */
  EngineSeat(EngineConfig config, Consumer<ConsoleWindow.Parts> whenExchanged)
      throws EngineException, ScenarioException {
    this(library(config), config, config, whenExchanged);
  }

  private EngineSeat(
      ScenarioLibrary library,
      EngineConfig chosen,
      EngineConfig first,
      Consumer<ConsoleWindow.Parts> whenExchanged)
      throws EngineException {
    this.library = library;
    this.chosen = chosen;
    this.current = first;
    this.whenExchanged = whenExchanged;
    this.engine = Engine.open(first);
  }

  /**
   * Opens an engine as the scenario of that name needs it.
   *
   * @param anyLocking whether it may be under the design that the scenario is for
   * @throws ScenarioException when there is no such scenario; the message names those that there
   *     are
   */
  static EngineSeat forScenario(
      EngineConfig config,
      String scenario,
      boolean anyLocking,
      Consumer<ConsoleWindow.Parts> whenExchanged)
      throws EngineException, ScenarioException {
    ScenarioLibrary library = library(config);
    Scenario first = library.named(scenario);
    List<String> lockings = first.info().lockings();
    String locking = anyLocking && !lockings.isEmpty() ? lockings.getFirst() : config.locking();
    EngineConfig fitted = config.toBuilder().locking(locking).build().fitted(first.needs());
    return new EngineSeat(library, config, fitted, whenExchanged);
  }

  private static ScenarioLibrary library(EngineConfig config) throws ScenarioException {
    return ScenarioLibrary.of(config.assets().resolve("scenarios"));
  }

  synchronized Engine engine() {
    return engine;
  }

  /** What a window over the engine of the moment needs. */
  ConsoleWindow.Parts parts() {
    Engine now = engine();
    return new ConsoleWindow.Parts(now.view(), now.faults(), now.findings(), now.scenarios(), this);
  }

  @Override
  public void stopEngine() {
    // On that thread, because an exchange of engines holds this for seconds.
    Thread.ofVirtual().name("stop-engine").start(() -> engine().close());
  }

  @Override
  public List<LockingInfo> lockings() {
    return LockingInfo.all();
  }

  @Override
  public void switchLocking(String name) {
    Thread.ofVirtual()
        .name("switch-locking")
        .start(() -> exchange(chosen.toBuilder().locking(name).build()));
  }

  @Override
  public Optional<Refit> refit(ScenarioInfo scenario) {
    if (chosen.chain() instanceof ChainChoice.Configured) {
      // Nobody's batcher is ended for a play; that it has no development wallets is told then.
      return Optional.empty();
    }
    EngineConfig now = current;
    boolean fits = sameSettings(fitted(scenario, now.locking()), now);
    if (fits && scenario.meantFor(now.locking())) {
      return Optional.empty();
    }
    List<String> lockings = new ArrayList<>(scenario.lockings());
    if (lockings.isEmpty()) {
      lockings.add(now.locking());
    }
    if (!lockings.contains(EngineConfig.DEFAULT_LOCKING)) {
      lockings.add(EngineConfig.DEFAULT_LOCKING);
    }
    return Optional.of(new Refit(why(scenario, fits), lockings));
  }

  private String why(ScenarioInfo scenario, boolean fits) {
    String design =
        scenario.lockings().isEmpty()
            ? ""
            : "It happens under " + String.join(", ", scenario.lockings()) + ". ";
    String settings = needs(scenario).words();
    return design
        + (settings.isEmpty() ? "" : "It needs " + settings + ". ")
        + (fits || !settings.isEmpty() ? "" : "The engine is set up for another scenario. ")
        + "The engine starts anew: lanes begin empty, what is queued is lost.";
  }

  /** Blocks of another length make a run quicker, and nothing else. */
  private static boolean sameSettings(EngineConfig one, EngineConfig other) {
    return one.toBuilder().blockTime(other.blockTime()).build().equals(other);
  }

  private EngineConfig fitted(ScenarioInfo scenario, String locking) {
    return chosen.toBuilder().locking(locking).build().fitted(needs(scenario));
  }

  private EngineNeeds needs(ScenarioInfo scenario) {
    try {
      return library.named(scenario.name()).needs();
    } catch (ScenarioException unknown) {
      return EngineNeeds.NONE; // starting it tells what there is
    }
  }

  @Override
  public void play(ScenarioInfo scenario, String locking) {
    Thread.ofVirtual()
        .name("play-" + scenario.name())
        .start(
            () -> {
              if (exchange(fitted(scenario, locking))) {
                startWhenRunning(scenario.name());
              }
            });
  }

  /** Starts a scenario as soon as the engine runs; says in the log why it cannot. */
  void startWhenRunning(String scenario) {
    try {
      Engine now = engine();
      now.awaitRunning();
      now.scenarios().start(scenario);
    } catch (EngineException | IllegalStateException cannot) {
      log.error("scenario {} was not started: {}", scenario, cannot.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether there is a new engine. */
  private boolean exchange(EngineConfig next) {
    try {
      if (reopen(next)) {
        whenExchanged.accept(parts());
        return true;
      }
    } catch (EngineException | RuntimeException cannot) {
      log.error("no engine with locking {}: {}", next.locking(), cannot.getMessage(), cannot);
    }
    return false;
  }

  /** The old engine goes first: both want the same port. */
  private synchronized boolean reopen(EngineConfig next) throws EngineException {
    if (closed) {
      return false;
    }
    engine.close();
    current = next;
    engine = Engine.open(next);
    return true;
  }

  @Override
  public synchronized void close() {
    closed = true;
    engine.close();
  }
}
