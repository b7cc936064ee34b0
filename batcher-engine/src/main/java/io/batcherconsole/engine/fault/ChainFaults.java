package io.batcherconsole.engine.fault;

import io.batcherconsole.engine.chain.ChainException;

/** Passes the fault points in front of a chain call, and fails as a node would. */
record ChainFaults(FaultInjector injector) {

  /** A call that has no point of its own. */
  void pass(String what) throws ChainException {
    answered(pass(FaultPoint.CHAIN, FaultSubject.of(what)), what);
  }

  /**
   * A call of the batcher's own.
   *
   * @throws ChainException.Unavailable when it is to fail
   */
  Passage pass(FaultPoint point, String what) throws ChainException {
    return pass(point, FaultSubject.of(what), what);
  }

  /**
   * A call on behalf of somebody.
   *
   * @throws ChainException.Unavailable when it is to fail
   */
  Passage pass(FaultPoint point, FaultSubject subject, String what) throws ChainException {
    answered(pass(FaultPoint.CHAIN, subject), what);
    Passage passage = pass(point, subject);
    answered(passage, what);
    return passage;
  }

  /** As {@link #pass(FaultPoint, String)}, for a call whose failure is the contract's refusal. */
  Passage passContract(FaultPoint point, String what) throws ChainException {
    FaultSubject subject = FaultSubject.of(what);
    answered(pass(FaultPoint.CHAIN, subject), what);
    return pass(point, subject);
  }

  private static void answered(Passage passage, String what) throws ChainException {
    if (passage.fails()) {
      throw new ChainException.Unavailable("an injected fault: no answer about the " + what);
    }
  }

  private Passage pass(FaultPoint point, FaultSubject subject) throws ChainException {
    try {
      return injector.pass(point, subject);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ChainException.Unavailable(
          "interrupted while an injected fault held the question for the " + subject.label(),
          interrupted);
    }
  }
}
