package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockBoard;
import io.batcherconsole.engine.lock.LockOrderMonitor;
import io.batcherconsole.engine.lock.LockRegistry;
import io.batcherconsole.engine.lock.WaitForGraph;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.state.BatchState;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where observations are made: the parts of an engine that hand out snapshots.
 *
 * @param batches the latest batches, oldest first
 */
public record Sources(
    LockingDesign design,
    Journal journal,
    LockRegistry locks,
    LockOrderMonitor lockOrder,
    BatchState state,
    Supplier<List<BatchView>> batches) {

  /** Looks at everything now. Takes the locks' own guards for moments, and waits for nobody. */
  Observation observe() {
    LockBoard before = locks.board();
    LockBoard settled = Observation.settled(before, locks.board());
    return new Observation(
        journal.now(),
        design,
        settled.locks(),
        WaitForGraph.of(settled),
        lockOrder.breaches(),
        state.size(),
        state.limit(),
        batches.get());
  }
}
