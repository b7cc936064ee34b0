package io.batcherconsole.app.frame;

import io.batcherconsole.app.paint.TimeWindow;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.ConnectionsView;
import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.event.EngineStatus;
import io.batcherconsole.engine.event.EngineView;
import io.batcherconsole.engine.event.FaultView;
import io.batcherconsole.engine.event.FindingsView;
import io.batcherconsole.engine.event.LatencyView;
import io.batcherconsole.engine.event.LockBoard;
import io.batcherconsole.engine.event.QueueView;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.scenario.ScenarioDesk;
import io.batcherconsole.engine.scenario.ScenarioRunView;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one immutable frame after another from the engine. What changes slowly is read at its own
 * {@link Rate} and is the same object in between. While frozen, the same frame is returned until
 * the selection or the time window changes. Used on the JavaFX thread only; needs no stage.
 */
public final class FrameReader {
  private final EngineView engine;
  private final Selection selection;
  private final TimeWindow window;

  private final Part<LockBoard> locks;
  private final Part<ConnectionsView> connections;
  private final Part<CounterView> counters;
  private final Part<EngineStatus> status;
  private final Part<QueueView> queue;
  private final Part<List<BatchView>> batches;
  private final Part<List<FaultView>> faults;
  private final Part<FindingsView> findings;
  private final Part<List<LatencyView>> latency;
  private final Part<ScenarioSlot> scenario;

  private boolean live = true;
  private @Nullable ConsoleFrame last;

  public FrameReader(
      EngineView engine, ScenarioDesk scenarios, Selection selection, TimeWindow window) {
    this.engine = engine;
    this.selection = selection;
    this.window = window;
    this.locks = new Part<>(Rate.CLOCK, engine::locks);
    this.connections = new Part<>(Rate.CLOCK, engine::connections);
    this.status = new Part<>(Rate.NUMBERS, engine::status);
    this.counters = new Part<>(Rate.NUMBERS, engine::counters);
    this.queue = new Part<>(Rate.NUMBERS, engine::queue);
    this.batches = new Part<>(Rate.CLOCK, engine::batches);
    this.faults = new Part<>(Rate.CLOCK, engine::faults);
    this.findings = new Part<>(Rate.NUMBERS, engine::findings);
    this.latency = new Part<>(Rate.SLOW, engine::latency);
    this.scenario =
        new Part<>(Rate.NUMBERS, () -> new ScenarioSlot(scenarios.latest().orElse(null)));
  }

  /** Whether the picture follows the engine. */
  public boolean live() {
    return live;
  }

  /** Keeps the picture still; the engine goes on. */
  public void freeze() {
    live = false;
  }

  /** Follows the engine again, with the time window at now. */
  public void follow() {
    live = true;
    window.follow();
  }

  /** Makes the next frame read everything afresh, whatever its rate. */
  void refresh() {
    for (Part<?> part :
        List.of(
            locks,
            connections,
            counters,
            status,
            queue,
            batches,
            faults,
            findings,
            latency,
            scenario)) {
      part.refresh();
    }
  }

  /** The frame to show now. */
  public ConsoleFrame read() {
    ConsoleFrame before = last;
    ConsoleFrame frame = live || before == null ? fresh() : still(before);
    last = frame;
    return frame;
  }

  private ConsoleFrame fresh() {
    long now = engine.nanoTime();
    return new ConsoleFrame(
        now,
        live,
        selection.serial(),
        status.at(now),
        counters.at(now),
        locks.at(now),
        connections.at(now),
        queue.at(now),
        batches.at(now),
        latency.at(now),
        faults.at(now),
        findings.at(now),
        timeline(now),
        scenario.at(now).run());
  }

  private ConsoleFrame still(ConsoleFrame before) {
    boolean moved =
        before.timeline().to() != window.to(before.now())
            || before.timeline().from() != window.from(before.now());
    if (!moved && !before.live() && before.selected() == selection.serial()) {
      return before;
    }
    return new ConsoleFrame(
        before.now(),
        false,
        selection.serial(),
        before.status(),
        before.counters(),
        before.locks(),
        before.connections(),
        before.queue(),
        before.batches(),
        before.latency(),
        before.faults(),
        before.findings(),
        moved ? timeline(before.now()) : before.timeline(),
        before.scenario());
  }

  private Timeline timeline(long now) {
    return engine.timeline(window.from(now), window.to(now));
  }

  /** The scenario's run, if there is one; a box because a {@link Part} has a value. */
  private record ScenarioSlot(@Nullable ScenarioRunView run) {}

  /** Something that is read at most at a rate, and kept in between. */
  private static final class Part<T> {
    private final Rate rate;
    private final Supplier<T> source;
    private @Nullable T value;
    private long readAt;
    private boolean due;

    Part(Rate rate, Supplier<T> source) {
      this.rate = rate;
      this.source = source;
    }

    void refresh() {
      due = true;
    }

    T at(long now) {
      T kept = value;
      if (kept != null && !due && now - readAt < rate.nanos()) {
        return kept;
      }
      readAt = now;
      due = false;
      T fresh = source.get();
      // An equal value stays the same object, so that nobody repaints for nothing.
      if (kept != null && kept.equals(fresh)) {
        return kept;
      }
      value = fresh;
      return fresh;
    }
  }
}
