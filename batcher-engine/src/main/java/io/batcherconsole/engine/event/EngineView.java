package io.batcherconsole.engine.event;

import java.util.List;

/**
 * The engine as a reader sees it. Every method returns an immutable value, may be called from any
 * thread, does no I/O and never makes an engine thread wait for longer than a lock's own snapshot
 * takes.
 */
public interface EngineView {
  /** The engine's clock in ns, on which all views are dated. */
  long nanoTime();

  EngineStatus status();

  CounterView counters();

  LockBoard locks();

  /** Who is connected, and what waits behind each connection; nobody before the port is open. */
  ConnectionsView connections();

  /** Where time was spent waiting since the engine started. */
  ContentionView contention();

  QueueView queue();

  /** The latest batches, oldest first. */
  List<BatchView> batches();

  /**
   * One entry per proving system that was verified within the window, in the order of their ids.
   */
  List<LatencyView> latency();

  List<FaultView> faults();

  /** What is wrong or was, and whether the invariants hold. */
  FindingsView findings();

  /** Everything that was going on between two moments, in ns. */
  Timeline timeline(long from, long to);
}
