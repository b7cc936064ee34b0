package io.batcherconsole.engine;

import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.client.BatcherClient;
import io.batcherconsole.engine.devnet.DevnetException;
import io.batcherconsole.engine.diagnose.Diagnosis;
import io.batcherconsole.engine.diagnose.FindingDesk;
import io.batcherconsole.engine.diagnose.Sources;
import io.batcherconsole.engine.diagnose.Thresholds;
import io.batcherconsole.engine.diagnose.Watchdog;
import io.batcherconsole.engine.event.ConnectionsView;
import io.batcherconsole.engine.event.EngineView;
import io.batcherconsole.engine.event.EventCollector;
import io.batcherconsole.engine.event.EventSource;
import io.batcherconsole.engine.event.Projection;
import io.batcherconsole.engine.fault.FaultDesk;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.runtime.LiveRuntime;
import io.batcherconsole.engine.scenario.EngineNeeds;
import io.batcherconsole.engine.scenario.LiveScenarioDesk;
import io.batcherconsole.engine.scenario.RunReport;
import io.batcherconsole.engine.scenario.Scenario;
import io.batcherconsole.engine.scenario.ScenarioDesk;
import io.batcherconsole.engine.scenario.ScenarioException;
import io.batcherconsole.engine.scenario.ScenarioLibrary;
import io.batcherconsole.engine.scenario.Surroundings;
import io.batcherconsole.engine.server.ServerStartException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batcher with its chain, as a whole.
 *
 * <p>{@link #open} returns at once, so that a window can show how the engine starts; it starts on a
 * thread of its own. All methods are safe from any thread.
 */
public final class Engine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  /** Deploying and funding takes a few blocks. */
  private static final Duration START_PATIENCE = Duration.ofMinutes(3);

  private final EngineConfig config;
  private final EngineRuntime runtime;
  private final Core core;
  private final StatusBoard status;
  private final Story story;
  private final EventCollector events;
  private final Diagnosis diagnosis;
  private final Watchdog watchdog;
  private final LiveView view;
  private final LiveScenarioDesk scenarios;
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private final Thread starter;

  /** What was started, to be ended in reverse. Guarded by itself. */
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private volatile @Nullable Surroundings surroundings;
  private volatile @Nullable Batcher batcher;

  private Engine(EngineConfig config, ScenarioLibrary library) {
    this.config = config;
    this.runtime = new LiveRuntime(config.seed());
    this.core = Core.of(runtime, config);
    this.status = new StatusBoard(runtime, core.locking().design().title());
    this.story = new Story(core.journal());
    this.events = new EventCollector(runtime, core.journal(), projections());
    this.diagnosis = diagnosis(core, story, status);
    this.watchdog = new Watchdog(runtime, diagnosis, Thresholds.defaults());
    this.view = new LiveView(core, status, story, diagnosis, this::connections);
    SecureRandom salts = new SecureRandom();
    this.scenarios =
        new LiveScenarioDesk(
            runtime,
            library,
            () -> Optional.ofNullable(surroundings),
            () -> Bytes.wrap(salts.generateSeed(8)));
    events.start();
    watchdog.start();
    core.locking().design().warning().ifPresent(log::warn);
    this.starter = runtime.spawn("engine-start", this::start);
  }

  /**
   * Opens an engine, which then starts in the background.
   *
   * @throws EngineException when its assets cannot be read
   */
  public static Engine open(EngineConfig config) throws EngineException {
    try {
      return new Engine(config, ScenarioLibrary.of(config.assets().resolve("scenarios")));
    } catch (ScenarioException unreadable) {
      throw new EngineException(String.valueOf(unreadable.getMessage()), unreadable);
    }
  }

  /** Watches the parts of an engine; nobody has looked yet. */
  static Diagnosis diagnosis(Core core, Story story, StatusBoard status) {
    return new Diagnosis(
        new Sources(
            core.locking().design(),
            core.journal(),
            core.registry(),
            core.lockOrder(),
            core.state(),
            story.incidents(),
            story.batches()::batches,
            status::status,
            core.serials()),
        Thresholds.defaults());
  }

  private List<Projection> projections() {
    List<Projection> all = new ArrayList<>(story.projections());
    all.addAll(core.metrics().projections());
    return all;
  }

  private void start() {
    try {
      Workplaces workplaces = new Workplaces(core, config, status::starting, status::unreachable);
      Workplace workplace = remember(workplaces.open(config.chain()));
      ChainClient chain = workplace.chain();
      status.chain(chain, chain.chainId(), chain.head().number());
      status.starting("opening the port");
      Batcher opened = remember(new Batcher(core, config, workplace, status));
      batcher = opened;
      BatcherClient client = remember(new BatcherClient(opened.url(), runtime));
      surroundings = surroundings(workplace, client);
      status.running(opened.url().toString());
      started.complete(null);
    } catch (DevnetException | ChainException | EngineException | ServerStartException cannot) {
      fail(String.valueOf(cannot.getMessage()), cannot);
    } catch (InterruptedException stopped) {
      fail("The engine was stopped while it started.", stopped);
    } catch (RuntimeException bug) {
      log.error("the engine could not start because of a bug", bug);
      fail("The engine could not start because of a bug: " + bug, bug);
    }
  }

  private ConnectionsView connections() {
    Batcher open = batcher;
    return open == null ? ConnectionsView.NONE : open.connections();
  }

  private Surroundings surroundings(Workplace workplace, BatcherClient client)
      throws ChainException {
    return new Surroundings(
        runtime,
        client,
        core.curve(),
        workplace.chain().chainId(),
        workplace.payments(),
        workplace.tasks(),
        workplace.devnet().map(devnet -> devnet.accounts().users()).orElse(Map.of()),
        view,
        events,
        core.faults(),
        new DevnetVerifiers(runtime, workplace.devnet()),
        new EngineNeeds(
            config.limits().queue(),
            config.lockTimeout(),
            config.receiptTimeout(),
            config.blockTime()),
        config.assets());
  }

  private void fail(String sentence, Exception cause) {
    status.failed(sentence);
    started.completeExceptionally(new EngineException(sentence, cause));
  }

  private <T extends AutoCloseable> T remember(T part) {
    synchronized (running) {
      running.push(part);
    }
    return part;
  }

  /**
   * Waits until clients can connect.
   *
   * @throws EngineException when it cannot start, or not within three minutes
   */
  public void awaitRunning() throws EngineException, InterruptedException {
    try {
      started.get(START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof EngineException known
          ? known
          : new EngineException(String.valueOf(failed.getMessage()), failed);
    } catch (TimeoutException slow) {
      throw new EngineException(
          "The engine did not start within "
              + START_PATIENCE.toSeconds()
              + " s: "
              + view.status().sentence(),
          slow);
    }
  }

  /** Plays a scenario to its end. */
  public RunReport play(Scenario scenario) throws ScenarioException, InterruptedException {
    scenarios.start(scenario);
    return scenarios.awaitReport();
  }

  /** Snapshots of everything that can be seen. */
  public EngineView view() {
    return view;
  }

  /** What happens, record by record. */
  public EventSource events() {
    return events;
  }

  public FaultDesk faults() {
    return core.faults();
  }

  /** What was found to be wrong, and what of it is silenced. */
  public FindingDesk findings() {
    return diagnosis;
  }

  public ScenarioDesk scenarios() {
    return scenarios;
  }

  /** Where clients connect; empty while it does not run. */
  public Optional<URI> url() {
    String listening = view.status().listening();
    return listening == null ? Optional.empty() : Optional.of(URI.create(listening));
  }

  /** Ends everything, in reverse of the start; bounded, and harmless the second time. */
  @Override
  public void close() {
    starter.interrupt();
    scenarios.cancel();
    try {
      starter.join(START_PATIENCE);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    for (AutoCloseable part = last(); part != null; part = last()) {
      close(part);
    }
    core.pool().stop();
    watchdog.close();
    events.stop();
    status.stopped();
  }

  private @Nullable AutoCloseable last() {
    synchronized (running) {
      return running.poll();
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception failed) {
      log.warn("{} did not end in order", part.getClass().getSimpleName(), failed);
    }
  }
}
