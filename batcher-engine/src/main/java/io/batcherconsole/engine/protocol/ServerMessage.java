package io.batcherconsole.engine.protocol;

import java.math.BigInteger;
import java.util.List;

/**
 * What the batcher sends. Replies carry no tag as to what they answer: the three sealed families
 * tell which question each belongs to (batcher.md §1.3).
 */
public sealed interface ServerMessage {

  /** Replies on a submission, in the order of the original's enum. */
  sealed interface SubmitProofResponse extends ServerMessage {}

  /** Replies to {@link ClientMessage.GetNonceForAddress}. */
  sealed interface GetNonceResponse extends ServerMessage {}

  /** Replies to {@link ClientMessage.GetLastMaxFee}. */
  sealed interface GetLastMaxFeeResponse extends ServerMessage {}

  /**
   * The proof is on chain.
   *
   * @param path siblings from the leaf level up; empty for a batch of one
   */
  record BatchInclusionData(Hash root, List<Hash> path, long indexInBatch, BigInteger nonce)
      implements SubmitProofResponse {
    public BatchInclusionData {
      path = List.copyOf(path);
    }
  }

  /** First message on every connection. */
  record ProtocolVersion(int version) implements SubmitProofResponse {
    /** What this batcher and its client speak; unchanged since January 2025 (batcher.md §1.1). */
    public static final int CURRENT = 4;
  }

  record CreateNewTaskError(String root, String error) implements SubmitProofResponse {}

  record InvalidProof(ProofInvalidReason reason) implements SubmitProofResponse {}

  /** Why a proof is invalid. */
  sealed interface ProofInvalidReason {
    record RejectedProof() implements ProofInvalidReason {}

    record VerifierNotSupported() implements ProofInvalidReason {}

    record DisabledVerifier(ProvingSystem system) implements ProofInvalidReason {}
  }

  record BatchReset() implements SubmitProofResponse {}

  record ErrorMessage(String text) implements SubmitProofResponse {}

  record InvalidNonce() implements SubmitProofResponse {}

  record InvalidSignature() implements SubmitProofResponse {}

  record ProofTooLarge() implements SubmitProofResponse {}

  record InvalidMaxFee() implements SubmitProofResponse {}

  record InsufficientBalance(Address user) implements SubmitProofResponse {}

  record InvalidChainId() implements SubmitProofResponse {}

  record InvalidReplacementMessage() implements SubmitProofResponse {}

  record AddToBatchError() implements SubmitProofResponse {}

  /** The chain could not be asked, as reply on a submission. */
  record EthRpcError() implements SubmitProofResponse {}

  record InvalidPaymentServiceAddress(Address received, Address expected)
      implements SubmitProofResponse {}

  record UnderpricedProof() implements SubmitProofResponse {}

  /** A lock was not got in time; the same word answers all three kinds of question. */
  record ServerBusy() implements SubmitProofResponse, GetNonceResponse, GetLastMaxFeeResponse {}

  record UserFundsUnlocked() implements SubmitProofResponse {}

  record ProofReplaced() implements SubmitProofResponse {}

  /** The next nonce. */
  record Nonce(BigInteger nonce) implements GetNonceResponse {}

  /** The chain could not be asked, as reply to a nonce query. */
  record NonceEthRpcError(String text) implements GetNonceResponse {}

  /** The question makes no sense. */
  record InvalidRequest(String text) implements GetNonceResponse, GetLastMaxFeeResponse {}

  /**
   * The most that the user's next proof may offer, wei: the lowest max fee of what is queued or on
   * its way to the chain; 2^256 - 1 when nothing is.
   */
  record LastMaxFee(BigInteger maxFee) implements GetLastMaxFeeResponse {}
}
