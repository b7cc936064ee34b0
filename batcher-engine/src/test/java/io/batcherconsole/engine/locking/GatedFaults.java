package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.fault.FaultInjector;
import io.batcherconsole.engine.fault.FaultPoint;
import io.batcherconsole.engine.fault.FaultSubject;
import io.batcherconsole.engine.fault.Passage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stops proofs right before their verification, at one gate a user. */
final class GatedFaults implements FaultInjector {
  private final Journal journal;
  private final Map<String, Gate> gates = new ConcurrentHashMap<>();

  GatedFaults(Journal journal) {
    this.journal = journal;
  }

  /** The gate of the user with that name. */
  Gate of(String user) {
    return gates.computeIfAbsent(user, name -> new Gate());
  }

  @Override
  public Passage pass(FaultPoint point, FaultSubject subject) throws InterruptedException {
    if (point == FaultPoint.VERIFY && subject.actor() instanceof Actor.Proof proof) {
      journal.stage(proof, Stage.INJECTED_DELAY, null, "gate");
      of(proof.user().name()).pass();
    }
    return Passage.FREE;
  }
}
