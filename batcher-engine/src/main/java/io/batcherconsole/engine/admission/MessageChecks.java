package io.batcherconsole.engine.admission;

import io.batcherconsole.engine.batch.FeeModel;
import io.batcherconsole.engine.batch.Market;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.PaymentService;
import io.batcherconsole.engine.chain.Retry;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.UserTag;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import io.batcherconsole.engine.protocol.NoncedVerificationData;
import io.batcherconsole.engine.protocol.SignatureRecovery;
import io.batcherconsole.engine.protocol.VerificationCommitment;
import io.batcherconsole.engine.server.ReplySink;
import io.batcherconsole.engine.state.UserNames;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is checked before any lock is asked for (batcher.md §4.2, rows 1 to 7). */
final class MessageChecks {
  private static final Logger log = LoggerFactory.getLogger(MessageChecks.class);

  private final AdmissionRules rules;
  private final Supplier<Market> market;
  private final PaymentService payments;
  private final Retry retry;
  private final SignatureRecovery signatures;
  private final UserNames names;
  private final AtomicLong serials;
  private final ConnectionNumbers connections = new ConnectionNumbers();

  MessageChecks(
      AdmissionRules rules,
      Supplier<Market> market,
      PaymentService payments,
      Retry retry,
      SignatureRecovery signatures,
      UserNames names,
      AtomicLong serials) {
    this.rules = rules;
    this.market = market;
    this.payments = payments;
    this.retry = retry;
    this.signatures = signatures;
    this.names = names;
    this.serials = serials;
  }

  /** Rows 1 to 5: what the message alone can tell, and whose it is. */
  Submission identify(ReplySink client, SubmitProof message) throws Refusal {
    NoncedVerificationData signed = message.data();
    checkAddressee(signed);
    VerificationCommitment commitment = VerificationCommitment.of(signed.data());
    Address signer =
        signatures
            .recover(signed, commitment.leaf(), message.signature())
            .orElseThrow(() -> new Refusal(Rejection.INVALID_SIGNATURE, ""));
    Address payer = rules.payerFor(signer);
    UserTag user = names.tag(payer);
    return new Submission(
        new Actor.Proof(
            serials.incrementAndGet(),
            user,
            signed.nonce(),
            connections.number(client.connection(), payer)),
        payer,
        rules.isNonPaying(signer) ? FeeModel.NON_PAYING_MAX_FEE : signed.maxFee(),
        signed,
        commitment,
        client);
  }

  private void checkAddressee(NoncedVerificationData signed) throws Refusal {
    if (!signed.chainId().equals(rules.chainId())) {
      throw new Refusal(
          Rejection.INVALID_CHAIN_ID, signed.chainId() + " instead of " + rules.chainId());
    }
    if (!signed.paymentService().equals(rules.paymentService())) {
      throw new Refusal(
          Rejection.INVALID_PAYMENT_SERVICE,
          signed.paymentService() + " instead of " + rules.paymentService());
    }
    long bytes = signed.data().sizeBound();
    if (bytes > rules.maxProofBytes()) {
      throw new Refusal(
          Rejection.PROOF_TOO_LARGE, bytes + " bytes, at most " + rules.maxProofBytes());
    }
  }

  /** Rows 6 and 7: the least fee, and whether the user's funds are locked. */
  void checkOffer(Submission submission) throws Refusal, InterruptedException {
    BigInteger least = market.get().fees().minMaxFee();
    if (submission.maxFee().compareTo(least) < 0) {
      throw new Refusal(
          Rejection.BELOW_MIN_MAX_FEE, submission.maxFee() + " wei, at least " + least + " wei");
    }
    if (fundsUnlocked(submission.sender())) {
      throw new Refusal(Rejection.FUNDS_UNLOCKED, "");
    }
  }

  /** When the chain cannot be asked, funds count as locked, as in the original. */
  private boolean fundsUnlocked(Address user) throws InterruptedException {
    try {
      return retry.call("unlock time", () -> payments.unlockTime(user)).signum() != 0;
    } catch (ChainException unavailable) {
      log.warn("funds of {} count as locked: {}", user, unavailable.getMessage());
      return false;
    }
  }

  /** Whose proofs came over that connection, and its number among each one's connections. */
  Map<Address, Integer> usersOf(ReplySink client) {
    return connections.usersOf(client.connection());
  }

  /** A connection is gone: its numbers may go to the next one. */
  void connectionClosed(ReplySink client) {
    connections.closed(client.connection());
  }
}
