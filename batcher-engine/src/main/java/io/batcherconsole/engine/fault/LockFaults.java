package io.batcherconsole.engine.fault;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.lock.LockPassage;
import io.batcherconsole.engine.lock.LockTimeoutException;

/** The fault points before and inside every lock. */
public record LockFaults(FaultInjector faults) implements LockPassage {
  @Override
  public void beforeAsking(LockKind kind, Actor actor)
      throws InterruptedException, LockTimeoutException {
    if (pass(FaultPoint.before(kind), actor).fails()) {
      throw new LockTimeoutException("an injected fault: the lock was not free in time");
    }
  }

  @Override
  public void afterGetting(LockKind kind, Actor actor) throws InterruptedException {
    pass(FaultPoint.in(kind), actor);
  }

  /** Makes no subject when no rule concerns the point: locks are taken often. */
  private Passage pass(FaultPoint point, Actor actor) throws InterruptedException {
    return faults.armed(point) ? faults.pass(point, FaultSubject.of(actor)) : Passage.FREE;
  }
}
