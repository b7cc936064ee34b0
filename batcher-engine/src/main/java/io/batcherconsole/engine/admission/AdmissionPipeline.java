package io.batcherconsole.engine.admission;

import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.Ether;
import io.batcherconsole.engine.chain.PaymentService;
import io.batcherconsole.engine.chain.Retry;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.locking.LockingStrategy;
import io.batcherconsole.engine.locking.Section;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import io.batcherconsole.engine.protocol.NoncedVerificationData;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.server.ReplySink;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.Funds;
import io.batcherconsole.engine.state.QueueEntry;
import io.batcherconsole.engine.state.Room;
import io.batcherconsole.engine.state.Ruling;
import io.batcherconsole.engine.state.Standing;
import io.batcherconsole.engine.state.UserLocks;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A submission's way into the queue, straight down (batcher.md §4.1 and §4.2, column NEW).
 *
 * <p>Runs on the connection's virtual thread. An {@link InterruptedException} means that the client
 * is gone or the engine stops; the proof then counts as abandoned and every lock is given back.
 */
final class AdmissionPipeline {
  private static final Logger log = LoggerFactory.getLogger(AdmissionPipeline.class);

  private final AdmissionRules rules;
  private final MessageChecks checks;
  private final PaymentService payments;
  private final Retry retry;
  private final LockingStrategy locking;
  private final BatchState state;
  private final VerificationStep verification;
  private final Journal journal;
  private final AdmissionListener listener;
  private final AtomicLong arrivals = new AtomicLong();

  AdmissionPipeline(
      AdmissionRules rules,
      MessageChecks checks,
      PaymentService payments,
      Retry retry,
      LockingStrategy locking,
      BatchState state,
      VerificationStep verification,
      Journal journal,
      AdmissionListener listener) {
    this.rules = rules;
    this.checks = checks;
    this.payments = payments;
    this.retry = retry;
    this.locking = locking;
    this.state = state;
    this.verification = verification;
    this.journal = journal;
    this.listener = listener;
  }

  /** Takes one submission; returns when it is queued or answered. */
  void admit(ReplySink client, SubmitProof message, long receivedAt) throws InterruptedException {
    journal.received();
    long startedAt = journal.now();
    Submission submission;
    try {
      submission = identify(client, message);
    } catch (Refusal refusal) {
      journal.refusedEarly(refusal.rejection().wireName());
      listener.refused(refusal.rejection(), message.data().data().system(), since(receivedAt));
      log.info(
          "a proof on connection {} {}{}",
          client.connection(),
          refusal.rejection().sentence(),
          figures(refusal));
      client.send(refusal.rejection().reply(facts(message.data(), Address.ZERO)));
      return;
    }
    Actor.Proof proof = submission.proof();
    journal.owesReply(proof, client::isOpen);
    journal.stageAt(receivedAt, proof, Stage.BEHIND_CONNECTION, null, "");
    journal.stageAt(startedAt, proof, Stage.CHECKING, null, "");
    try {
      checks.checkOffer(submission);
      @Nullable QueueEntry displaced = admitInTurn(submission);
      listener.queued(since(receivedAt));
      if (displaced != null) {
        notifyDisplaced(displaced, submission);
      }
    } catch (Refusal refusal) {
      listener.refused(refusal.rejection(), submission.data().system(), since(receivedAt));
      refuse(submission, refusal);
    } catch (RuntimeException bug) {
      log.error("{}: a bug ended its admission", proof.label(), bug);
      if (!isQueued(proof)) {
        listener.refused(Rejection.NOT_ADDED, submission.data().system(), since(receivedAt));
        refuse(submission, new Refusal(Rejection.NOT_ADDED, bug.toString()));
      }
    } catch (InterruptedException gone) {
      journal.stage(proof, Stage.ABANDONED, null, "client gone");
      listener.abandoned(since(receivedAt));
      throw gone;
    }
  }

  /** Whether it is in the queue or further, so that its reply is to come yet. */
  private boolean isQueued(Actor.Proof proof) {
    return journal.current(proof).filter(now -> now.stage().phase() != Stage.Phase.QUEUE).isEmpty();
  }

  private Submission identify(ReplySink client, SubmitProof message) throws Refusal {
    try {
      return checks.identify(client, message).accounted(journal);
    } catch (RuntimeException bug) {
      log.error("a bug met a proof on connection {}", client.connection(), bug);
      throw new Refusal(Rejection.NOT_ADDED, bug.toString());
    }
  }

  private long since(long nanos) {
    return journal.now() - nanos;
  }

  /**
   * Rows 9 to 21: what the locking strategy holds is held from validation until the proof is queued
   * or refused.
   *
   * @return a proof that had to leave the queue for this one, null when none had to
   */
  private @Nullable QueueEntry admitInTurn(Submission submission)
      throws Refusal, InterruptedException {
    if (locking.verifiesFirst()) {
      verification.verify(submission);
    }
    @Nullable Funds askedBefore =
        locking.asksChainFirst()
            ? askFunds(submission, site -> lookBefore(submission.proof(), site))
            : null;
    try (UserLocks.Lease lease = lease(submission);
        Section section = enterSection(submission.proof(), lease)) {
      Funds funds = askedBefore != null ? askedBefore : askFunds(submission, section::state);
      Ruling ruling;
      try (BatchState.Access access = enter(LockSite.VALIDATE, section::state)) {
        ruling =
            allowed(
                locking.judge(
                    access, submission.sender(), submission.nonce(), submission.maxFee(), funds));
      }
      if (!locking.verifiesFirst()) {
        prepareToVerify(section, ruling);
        verification.verify(submission);
      }
      return enqueue(submission, section, funds, ruling);
    }
  }

  /** A short look at the state before the section is entered; waiting for it is told too. */
  private BatchState.Access lookBefore(Actor.Proof proof, LockSite site)
      throws InterruptedException, LockTimeoutException {
    journal.stage(proof, Stage.WAITING_BATCH_LOCK);
    BatchState.Access access = state.enter(proof, site);
    journal.stage(proof, Stage.CHECKING, access.hold().blockedBy(), "");
    return access;
  }

  private UserLocks.Lease lease(Submission submission) throws Refusal, InterruptedException {
    try {
      return locking
          .userLocks()
          .lease(
              submission.sender(),
              submission.proof(),
              () -> retry.call("nonce", () -> payments.nonce(submission.sender())));
    } catch (LockTimeoutException timeout) {
      throw new Refusal(Rejection.USER_MAP_LOCK_TIMEOUT, String.valueOf(timeout.getMessage()));
    } catch (ChainException unavailable) {
      throw new Refusal(Rejection.CHAIN_UNAVAILABLE, String.valueOf(unavailable.getMessage()));
    }
  }

  private static void prepareToVerify(Section section, Ruling ruling)
      throws Refusal, InterruptedException {
    try {
      section.beforeVerifying(ruling);
    } catch (LockTimeoutException timeout) {
      throw new Refusal(Rejection.BATCH_LOCK_TIMEOUT, String.valueOf(timeout.getMessage()));
    }
  }

  private Section enterSection(Actor.Proof proof, UserLocks.Lease lease)
      throws Refusal, InterruptedException {
    boolean throughUser = locking.entersThrough() == LockKind.USER;
    journal.stage(proof, throughUser ? Stage.WAITING_USER_LOCK : Stage.WAITING_BATCH_LOCK);
    try {
      Section section = locking.enter(proof, lease, state);
      journal.stage(proof, Stage.VALIDATING, section.blockedBy(), "");
      return section;
    } catch (LockTimeoutException timeout) {
      throw new Refusal(
          throughUser ? Rejection.USER_LOCK_TIMEOUT : Rejection.BATCH_LOCK_TIMEOUT,
          String.valueOf(timeout.getMessage()));
    }
  }

  /** Looks the user up, here and on chain. */
  private Funds askFunds(Submission submission, StateDoor door)
      throws Refusal, InterruptedException {
    Address user = submission.sender();
    Standing standing;
    try (BatchState.Access access = enter(LockSite.VALIDATE, door)) {
      standing = access.standing(user);
    }
    try {
      BigInteger known = standing.nextNonce();
      BigInteger nonce = known != null ? known : retry.call("nonce", () -> payments.nonce(user));
      BigInteger balance = retry.call("balance", () -> payments.balance(user));
      return new Funds(nonce, known == null, balance, standing.charged());
    } catch (ChainException unavailable) {
      throw new Refusal(Rejection.CHAIN_UNAVAILABLE, String.valueOf(unavailable.getMessage()));
    }
  }

  /** Rows 19 to 21: the rules once more, then the push, all under the batch lock. */
  private @Nullable QueueEntry enqueue(
      Submission submission, Section section, Funds funds, Ruling before)
      throws Refusal, InterruptedException {
    Actor.Proof proof = submission.proof();
    journal.stage(proof, Stage.WAITING_BATCH_LOCK);
    boolean roomMade = locking.makesRoomApart() && before instanceof Ruling.Append;
    @Nullable QueueEntry victim = roomMade ? makeRoomApart(submission, section) : null;
    try (BatchState.Access access = enter(LockSite.ENQUEUE, section::state)) {
      journal.stage(proof, Stage.ENQUEUEING, access.hold().blockedBy(), "");
      verification.checkEnabled(submission);
      QueueEntry entry = submission.entry(arrivals.incrementAndGet(), journal.now());
      @Nullable QueueEntry displaced =
          switch (judgeAgain(access, submission, funds, before)) {
            case Ruling.Replace(QueueEntry old) -> {
              access.replace(old, entry);
              yield old;
            }
            default -> {
              @Nullable QueueEntry gone = roomMade ? victim : makeRoom(access, submission);
              access.push(entry, funds);
              yield gone;
            }
          };
      if (displaced != null) {
        journal.stage(
            displaced.proof(),
            submission.replaces(displaced) ? Stage.REPLACED : Stage.EVICTED,
            proof,
            "by " + proof.label());
      }
      journal.stage(proof, Stage.QUEUED);
      return displaced;
    }
  }

  /** Returns who had to leave, null when nobody had to. */
  private @Nullable QueueEntry makeRoom(BatchState.Access access, Submission submission)
      throws Refusal {
    @Nullable QueueEntry victim =
        switch (locking.roomFor(access, submission.proof(), submission.maxFee())) {
          case Room.Free() -> null;
          case Room.InsteadOf(QueueEntry lowest) -> lowest;
          case Room.None() -> throw new Refusal(Rejection.QUEUE_FULL, state.limit() + " proofs");
        };
    if (victim != null) {
      tellUnfair(victim, access, submission);
      access.remove(victim);
    }
    return victim;
  }

  /** Whoever leaves for another should be the first to leave (batcher.md §4.5). */
  private void tellUnfair(QueueEntry victim, BatchState.Access access, Submission submission) {
    if (access.roomFor(submission.maxFee()) instanceof Room.InsteadOf(QueueEntry cheapest)
        && cheapest.arrival() != victim.arrival()) {
      journal.publish(
          new EngineEvent.UnfairEviction(
              journal.now(),
              victim.proof(),
              victim.maxFee(),
              submission.proof(),
              cheapest.proof(),
              cheapest.maxFee()));
    }
  }

  private @Nullable QueueEntry makeRoomApart(Submission submission, Section section)
      throws Refusal, InterruptedException {
    try (BatchState.Access access = enter(LockSite.ENQUEUE, section::state)) {
      return makeRoom(access, submission);
    }
  }

  /** How the shared state is reached: through the batch lock, or within a hold of it. */
  @FunctionalInterface
  private interface StateDoor {
    BatchState.Access enter(LockSite site) throws InterruptedException, LockTimeoutException;
  }

  private static BatchState.Access enter(LockSite site, StateDoor door)
      throws Refusal, InterruptedException {
    try {
      return door.enter(site);
    } catch (LockTimeoutException timeout) {
      throw new Refusal(Rejection.BATCH_LOCK_TIMEOUT, String.valueOf(timeout.getMessage()));
    }
  }

  private Ruling judgeAgain(
      BatchState.Access access, Submission submission, Funds funds, Ruling before) throws Refusal {
    return allowed(
        locking.judgeAgain(
            access, submission.sender(), submission.nonce(), submission.maxFee(), funds, before));
  }

  /** The ruling, unless it refuses; the figures are for the log. */
  private Ruling allowed(Ruling ruling) throws Refusal {
    if (!(ruling instanceof Ruling.Refused(Ruling.Reason reason, var given, var bound))) {
      return ruling;
    }
    throw switch (reason) {
      case INSUFFICIENT_BALANCE ->
          new Refusal(
              Rejection.INSUFFICIENT_BALANCE,
              "with what waits already "
                  + Ether.text(given)
                  + " are needed, and "
                  + Ether.text(bound)
                  + " are there");
      case NONCE -> new Refusal(Rejection.INVALID_NONCE, given + " instead of " + bound);
      case MAX_FEE_ABOVE_LIMIT ->
          new Refusal(Rejection.INVALID_MAX_FEE, given + " wei, at most " + bound + " wei");
      case BUMP_TOO_SMALL ->
          new Refusal(
              Rejection.BUMP_TOO_SMALL,
              "%d wei, at least %d wei, which is %d %% more"
                  .formatted(given, bound, state.minBumpPercent()));
      case CHEAPER_PROOF_BEFORE ->
          new Refusal(Rejection.INVALID_REPLACEMENT, given + " wei, at most " + bound + " wei");
    };
  }

  /** Tells the owner of a proof that left the queue for {@code submission}; no lock is held. */
  private void notifyDisplaced(QueueEntry displaced, Submission submission) {
    boolean replaced = submission.replaces(displaced);
    log.info(
        "{} {} by {}",
        displaced.proof().label(),
        replaced ? "was replaced" : "was pushed out of the full queue",
        submission.proof().label());
    displaced
        .sink()
        .send(replaced ? new ServerMessage.ProofReplaced() : new ServerMessage.UnderpricedProof());
  }

  private void refuse(Submission submission, Refusal refusal) {
    Rejection rejection = refusal.rejection();
    journal.stage(submission.proof(), Stage.REFUSED, null, rejection.wireName());
    log.info(
        "{} ({}) {}{}",
        submission.proof().label(),
        submission.sender(),
        rejection.sentence(),
        figures(refusal));
    submission.client().send(rejection.reply(facts(submission.signed(), submission.sender())));
  }

  private static String figures(Refusal refusal) {
    return refusal.detail().isEmpty() ? "" : ": " + refusal.detail();
  }

  private Rejection.Facts facts(NoncedVerificationData signed, Address sender) {
    return new Rejection.Facts(
        sender, signed.data().system(), signed.paymentService(), rules.paymentService());
  }
}
