package io.batcherconsole.engine;

import io.batcherconsole.engine.batch.BatchBuilder;
import io.batcherconsole.engine.batch.FeeModel;
import io.batcherconsole.engine.diagnose.Diagnosis;
import io.batcherconsole.engine.event.BatchView;
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
import io.batcherconsole.engine.event.QueueView.Outlook;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.state.QueueEntry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Puts snapshots of the engine's parts together. Takes no lock but the parts' own, for moments. */
final class LiveView implements EngineView {
  private final Core core;
  private final StatusBoard status;
  private final Story story;
  private final Diagnosis diagnosis;
  private final Supplier<ConnectionsView> connections;

  LiveView(
      Core core,
      StatusBoard status,
      Story story,
      Diagnosis diagnosis,
      Supplier<ConnectionsView> connections) {
    this.core = core;
    this.status = status;
    this.story = story;
    this.diagnosis = diagnosis;
    this.connections = connections;
  }

  @Override
  public long nanoTime() {
    return core.journal().now();
  }

  @Override
  public EngineStatus status() {
    return status.status();
  }

  @Override
  public CounterView counters() {
    return core.journal().counters();
  }

  @Override
  public LockBoard locks() {
    return core.registry().board();
  }

  @Override
  public ConnectionsView connections() {
    return connections.get();
  }

  @Override
  public ContentionView contention() {
    return core.journal().contentionView();
  }

  @Override
  public QueueView queue() {
    FeeModel fees = Objects.requireNonNull(core.market().get()).fees();
    List<QueueEntry> highest = new ArrayList<>();
    for (QueueEntry entry : core.state().fromHighest()) {
      if (highest.size() == QueueView.MOST_ENTRIES) {
        break;
      }
      highest.add(entry);
    }
    boolean priced = fees.gasPrice().signum() > 0;
    BatchBuilder.Plan plan = core.builder().plan(priced ? highest : List.of(), fees);
    return new QueueView(
        core.journal().now(),
        entries(highest, fees, priced),
        core.state().size(),
        core.state().bytes(),
        core.state().limit(),
        plan.proofs().size(),
        plan.cut(),
        fees.gasPrice(),
        fees.constantGas(),
        FeeModel.GAS_PER_PROOF,
        priced ? fees.minMaxFee() : BigInteger.ZERO);
  }

  private List<QueueView.Entry> entries(List<QueueEntry> highest, FeeModel fees, boolean priced) {
    List<Outlook> outlooks =
        priced
            ? core.builder().outlooks(highest, fees)
            : Collections.nCopies(highest.size(), new Outlook.NotPriced());
    List<QueueView.Entry> entries = new ArrayList<>();
    for (int i = 0; i < highest.size(); i++) {
      QueueEntry entry = highest.get(i);
      entries.add(
          new QueueView.Entry(
              entry.proof(),
              entry.maxFee(),
              entry.sizeBound(),
              entry.queuedAt(),
              outlooks.get(i),
              core.journal().isUnverified(entry.proof())));
    }
    return entries;
  }

  @Override
  public List<BatchView> batches() {
    return story.batches().batches();
  }

  @Override
  public List<LatencyView> latency() {
    return story.latency().latency(nanoTime());
  }

  @Override
  public List<FaultView> faults() {
    return core.faults().rules();
  }

  @Override
  public FindingsView findings() {
    return diagnosis.view();
  }

  @Override
  public Timeline timeline(long from, long to) {
    return story.timeline().timeline(from, to);
  }
}
