package io.batcherconsole.engine.admission;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.ProofInvalidReason;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every way in which a submission is refused, in the order of the checks (batcher.md §4.2). */
public enum Rejection {
  INVALID_CHAIN_ID(
      "InvalidChainId",
      "invalid_chain_id",
      "is signed for another chain",
      facts -> new ServerMessage.InvalidChainId()),
  INVALID_PAYMENT_SERVICE(
      "InvalidPaymentServiceAddress",
      "invalid_payment_service_address",
      "names another payment service",
      facts ->
          new ServerMessage.InvalidPaymentServiceAddress(
              facts.receivedPaymentService(), facts.expectedPaymentService())),
  PROOF_TOO_LARGE(
      "ProofTooLarge",
      "proof_too_large",
      "is larger than a proof may be",
      facts -> new ServerMessage.ProofTooLarge()),
  INVALID_SIGNATURE(
      "InvalidSignature",
      "invalid_signature",
      "carries a signature that no key can have made",
      facts -> new ServerMessage.InvalidSignature()),
  BELOW_MIN_MAX_FEE(
      "UnderpricedProof",
      null,
      "offers less than the least max fee that is taken now",
      facts -> new ServerMessage.UnderpricedProof()),
  FUNDS_UNLOCKED(
      "InsufficientBalance",
      "insufficient_balance",
      "comes from a user who unlocked their funds",
      facts -> new ServerMessage.InsufficientBalance(facts.sender())),
  USER_MAP_LOCK_TIMEOUT(
      "ServerBusy",
      null,
      "did not get the lock in which users are found in time",
      facts -> new ServerMessage.ServerBusy()),
  USER_LOCK_TIMEOUT(
      "ServerBusy",
      null,
      "did not get its user's lock in time",
      facts -> new ServerMessage.ServerBusy()),
  CHAIN_UNAVAILABLE(
      "EthRpcError",
      "eth_rpc_error",
      "could not be checked, because the chain did not answer",
      facts -> new ServerMessage.EthRpcError()),
  INSUFFICIENT_BALANCE(
      "InsufficientBalance",
      "insufficient_balance",
      "is not covered by its user's deposit",
      facts -> new ServerMessage.InsufficientBalance(facts.sender())),
  INVALID_NONCE(
      "InvalidNonce",
      "invalid_nonce",
      "carries another nonce than the one expected",
      facts -> new ServerMessage.InvalidNonce()),
  INVALID_MAX_FEE(
      "InvalidMaxFee",
      "invalid_max_fee",
      "offers more than an earlier proof of its user",
      facts -> new ServerMessage.InvalidMaxFee()),
  BUMP_TOO_SMALL(
      "UnderpricedProof",
      "insufficient_fee_increase",
      "replaces a proof without raising its fee enough",
      facts -> new ServerMessage.UnderpricedProof()),
  INVALID_REPLACEMENT(
      "InvalidReplacementMessage",
      "invalid_replacement_message",
      "replaces a proof, but offers more than the one before it",
      facts -> new ServerMessage.InvalidReplacementMessage()),
  DISABLED_VERIFIER(
      "DisabledVerifier",
      "disabled_verifier",
      "needs a verifier that is disabled",
      facts ->
          new ServerMessage.InvalidProof(new ProofInvalidReason.DisabledVerifier(facts.system()))),
  VERIFIER_NOT_SUPPORTED(
      "VerifierNotSupported",
      "rejected_proof",
      "cannot be verified here",
      facts -> new ServerMessage.InvalidProof(new ProofInvalidReason.VerifierNotSupported())),
  REJECTED_PROOF(
      "RejectedProof",
      "rejected_proof",
      "does not hold",
      facts -> new ServerMessage.InvalidProof(new ProofInvalidReason.RejectedProof())),
  BATCH_LOCK_TIMEOUT(
      "ServerBusy",
      null,
      "did not get the batch lock in time",
      facts -> new ServerMessage.ServerBusy()),
  QUEUE_FULL(
      "UnderpricedProof",
      null,
      "finds a full queue in which nobody offers less",
      facts -> new ServerMessage.UnderpricedProof()),
  NOT_ADDED(
      "AddToBatchError",
      "add_to_batch_error",
      "could not be queued because of a bug in the batcher",
      facts -> new ServerMessage.AddToBatchError());

  private final String wireName;
  private final @Nullable String errorType;
  private final String sentence;

  @SuppressWarnings("ImmutableEnumChecker") // it captures nothing
  private final Function<Facts, SubmitProofResponse> reply;

  Rejection(
      String wireName,
      @Nullable String errorType,
      String sentence,
      Function<Facts, SubmitProofResponse> reply) {
    this.wireName = wireName;
    this.errorType = errorType;
    this.sentence = sentence;
    this.reply = reply;
  }

  /**
   * What replies need to know of a submission.
   *
   * @param sender who pays; {@link Address#ZERO} before the signature was recovered, when no reply
   *     needs it
   */
  public record Facts(
      Address sender,
      ProvingSystem system,
      Address receivedPaymentService,
      Address expectedPaymentService) {}

  /** The reply's name on the wire; what screens count refusals by. */
  public String wireName() {
    return wireName;
  }

  /**
   * The original's {@code error_type} in {@code user_errors_count}; empty where it does not count a
   * user's error: too low a fee, a full queue, a lock's time-out.
   */
  public Optional<String> errorType() {
    return Optional.ofNullable(errorType);
  }

  /** Whether the original tells the proving system of these errors, too. */
  public boolean namesSystem() {
    return this == DISABLED_VERIFIER || this == REJECTED_PROOF || this == VERIFIER_NOT_SUPPORTED;
  }

  /** Completes "the proof …". */
  public String sentence() {
    return sentence;
  }

  SubmitProofResponse reply(Facts facts) {
    return reply.apply(facts);
  }
}
