package io.batcherconsole.app.frame;

import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.ConnectionsView;
import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.event.EngineStatus;
import io.batcherconsole.engine.event.FaultView;
import io.batcherconsole.engine.event.FindingsView;
import io.batcherconsole.engine.event.LatencyView;
import io.batcherconsole.engine.event.LockBoard;
import io.batcherconsole.engine.event.QueueView;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.scenario.ScenarioRunView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the window shows at one moment. Parts that change slowly are the same object in many
 * frames in a row, so that a panel can tell by identity whether it must repaint.
 *
 * @param now the moment at the right edge of every time axis, ns; stands still while frozen
 * @param live false while the person has frozen the picture
 * @param selected serial of the selected proof, or -1
 */
public record ConsoleFrame(
    long now,
    boolean live,
    long selected,
    EngineStatus status,
    CounterView counters,
    LockBoard locks,
    ConnectionsView connections,
    QueueView queue,
    List<BatchView> batches,
    List<LatencyView> latency,
    List<FaultView> faults,
    FindingsView findings,
    Timeline timeline,
    @Nullable ScenarioRunView scenario) {
  public ConsoleFrame {
    batches = List.copyOf(batches);
    latency = List.copyOf(latency);
    faults = List.copyOf(faults);
  }
}
