package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.EngineStatus;
import io.batcherconsole.engine.event.EngineStatus.ChainStatus;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockBoard;
import io.batcherconsole.engine.lock.LockOrderMonitor;
import io.batcherconsole.engine.lock.LockRegistry;
import io.batcherconsole.engine.lock.WaitForGraph;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.StateAudit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where observations are made: the parts of an engine that hand out snapshots.
 *
 * @param batches the latest batches, oldest first
 * @param status how the engine and its chain are
 * @param serials where actors get their numbers from
 */
public record Sources(
    LockingDesign design,
    Journal journal,
    LockRegistry locks,
    LockOrderMonitor lockOrder,
    BatchState state,
    Incidents incidents,
    Supplier<List<BatchView>> batches,
    Supplier<EngineStatus> status,
    AtomicLong serials) {

  /** Looks at everything now. Takes the locks' own guards for moments, and waits for nobody. */
  Observation observe(@Nullable StateAudit audit) {
    ChainStatus chain = status.get().chain();
    LockBoard before = locks.board();
    LockBoard settled = Observation.settled(before, locks.board());
    return new Observation(
        journal.now(),
        design,
        settled.locks(),
        WaitForGraph.of(settled),
        lockOrder.breaches(),
        journal.contentionView(),
        journal.onTheirWay(),
        journal.owedReplies(),
        journal.awaitedClients(),
        incidents.recent(),
        journal.counters(),
        audit,
        chain == null || chain.answering(),
        state.size(),
        state.limit(),
        batches.get());
  }

  /** Reads the books unless the batch lock is held; waits for nobody. */
  Optional<StateAudit> audit() {
    return state.audit(new Actor.Upkeep(serials.incrementAndGet(), "watchdog"), journal.now());
  }
}
