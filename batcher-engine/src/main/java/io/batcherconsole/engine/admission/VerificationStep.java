package io.batcherconsole.engine.admission;

import io.batcherconsole.engine.batch.Market;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.ContentionView.NoLock;
import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.fault.FaultInjector;
import io.batcherconsole.engine.fault.FaultPoint;
import io.batcherconsole.engine.fault.FaultSubject;
import io.batcherconsole.engine.fault.Passage;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.locking.LockingStrategy;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.verify.Verdict;
import io.batcherconsole.engine.verify.VerifierPool;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Admission's question whether a proof is valid. Waits for a verifier under no lock of its own. */
final class VerificationStep {
  private static final Logger log = LoggerFactory.getLogger(VerificationStep.class);

  private final AdmissionRules rules;
  private final Supplier<Market> market;
  private final LockingStrategy locking;
  private final VerifierPool verifiers;
  private final FaultInjector faults;
  private final Journal journal;

  VerificationStep(
      AdmissionRules rules,
      Supplier<Market> market,
      LockingStrategy locking,
      VerifierPool verifiers,
      FaultInjector faults,
      Journal journal) {
    this.rules = rules;
    this.market = market;
    this.locking = locking;
    this.verifiers = verifiers;
    this.faults = faults;
    this.journal = journal;
  }

  /**
   * Rows 17 and 18; returns when the proof is valid, or was accepted unverified.
   *
   * @throws Refusal otherwise
   */
  void verify(Submission submission) throws Refusal, InterruptedException {
    Actor.Proof proof = submission.proof();
    if (!rules.verify()) {
      journal.acceptedUnverified(proof, submission.data().system().wireName());
      return;
    }
    checkEnabled(submission);
    Passage passage =
        faults.pass(FaultPoint.VERIFY, FaultSubject.of(proof, submission.data().system()));
    if (passage.fails()) {
      throw new Refusal(Rejection.REJECTED_PROOF, "an injected fault");
    }
    journal.stage(proof, Stage.WAITING_VERIFIER);
    var verification =
        verifiers.verify(
            submission.sender(), submission.data(), () -> journal.stage(proof, Stage.VERIFYING));
    Verdict verdict = verification.verdict();
    journal.contention().used(NoLock.VERIFIER, verification.queuedNanos(), verification.runNanos());
    journal.publish(
        new EngineEvent.VerificationDone(
            journal.now(),
            proof,
            submission.data().system().wireName(),
            passage.heldNanos(),
            verification.queuedNanos(),
            verification.runNanos(),
            verdict instanceof Verdict.Valid));
    switch (verdict) {
      case Verdict.Valid valid -> {}
      case Verdict.Rejected(String reason) -> throw new Refusal(Rejection.REJECTED_PROOF, reason);
      case Verdict.Unsupported(String reason) -> acceptUnverified(submission, reason);
    }
  }

  /** Accepts what cannot be verified here, where the operator chose to; never silently. */
  private void acceptUnverified(Submission submission, String reason) throws Refusal {
    ProvingSystem system = submission.data().system();
    if (!rules.acceptedUnverified().contains(system)) {
      throw new Refusal(Rejection.VERIFIER_NOT_SUPPORTED, reason);
    }
    journal.acceptedUnverified(submission.proof(), system.wireName());
    log.warn("{} is accepted and not verified: {}", submission.proof().label(), reason);
  }

  /** Whether the proving system is enabled, here and on chain. */
  void checkEnabled(Submission submission) throws Refusal, InterruptedException {
    try {
      locking.beforeReadingDisabledVerifiers(submission.proof());
    } catch (LockTimeoutException timeout) {
      throw new Refusal(Rejection.BATCH_LOCK_TIMEOUT, String.valueOf(timeout.getMessage()));
    }
    if (!rules.verify()) {
      return;
    }
    ProvingSystem system = submission.data().system();
    if (rules.disabled().contains(system)) {
      throw new Refusal(
          Rejection.DISABLED_VERIFIER, system.wireName() + ", by this batcher's configuration");
    }
    if (market.get().disabledVerifiers().testBit(system.id())) {
      throw new Refusal(
          Rejection.DISABLED_VERIFIER, system.wireName() + ", by the service manager contract");
    }
  }
}
