package io.batcherconsole.app.story;

import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchCut;
import io.batcherconsole.engine.event.ConnectionsView;
import io.batcherconsole.engine.event.ContentionView;
import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.event.EngineStatus;
import io.batcherconsole.engine.event.EngineView;
import io.batcherconsole.engine.event.FaultView;
import io.batcherconsole.engine.event.FindingsView;
import io.batcherconsole.engine.event.LatencyView;
import io.batcherconsole.engine.event.LockBoard;
import io.batcherconsole.engine.event.QueueView;
import io.batcherconsole.engine.event.Timeline;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** An engine that nobody has sent anything to, in any state. */
public record QuietEngineView(EngineStatus status) implements EngineView {
  @Override
  public long nanoTime() {
    return StoryEngineView.MOMENT;
  }

  @Override
  public CounterView counters() {
    return new CounterView(0, 0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of(), 0, 0, 0, 0, 0);
  }

  @Override
  public LockBoard locks() {
    return new LockBoard(nanoTime(), List.of());
  }

  @Override
  public ConnectionsView connections() {
    return ConnectionsView.NONE;
  }

  @Override
  public ContentionView contention() {
    return new ContentionView(List.of());
  }

  @Override
  public QueueView queue() {
    return new QueueView(
        nanoTime(),
        List.of(),
        0,
        0,
        10_000,
        0,
        BatchCut.NONE,
        BigInteger.ZERO,
        537_500,
        2_000,
        BigInteger.ZERO);
  }

  @Override
  public List<BatchView> batches() {
    return List.of();
  }

  @Override
  public List<LatencyView> latency() {
    return List.of();
  }

  @Override
  public List<FaultView> faults() {
    return List.of();
  }

  @Override
  public FindingsView findings() {
    return FindingsView.NONE;
  }

  @Override
  public Timeline timeline(long from, long to) {
    return new Timeline(from, to, List.of(), List.of(), List.of(), 0);
  }
}
