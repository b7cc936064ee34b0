package io.batcherconsole.engine.client;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.AddToBatchError;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.ServerMessage.BatchReset;
import io.batcherconsole.engine.protocol.ServerMessage.CreateNewTaskError;
import io.batcherconsole.engine.protocol.ServerMessage.ErrorMessage;
import io.batcherconsole.engine.protocol.ServerMessage.EthRpcError;
import io.batcherconsole.engine.protocol.ServerMessage.InsufficientBalance;
import io.batcherconsole.engine.protocol.ServerMessage.InvalidChainId;
import io.batcherconsole.engine.protocol.ServerMessage.InvalidMaxFee;
import io.batcherconsole.engine.protocol.ServerMessage.InvalidNonce;
import io.batcherconsole.engine.protocol.ServerMessage.InvalidPaymentServiceAddress;
import io.batcherconsole.engine.protocol.ServerMessage.InvalidProof;
import io.batcherconsole.engine.protocol.ServerMessage.InvalidReplacementMessage;
import io.batcherconsole.engine.protocol.ServerMessage.InvalidRequest;
import io.batcherconsole.engine.protocol.ServerMessage.InvalidSignature;
import io.batcherconsole.engine.protocol.ServerMessage.LastMaxFee;
import io.batcherconsole.engine.protocol.ServerMessage.Nonce;
import io.batcherconsole.engine.protocol.ServerMessage.NonceEthRpcError;
import io.batcherconsole.engine.protocol.ServerMessage.ProofInvalidReason.DisabledVerifier;
import io.batcherconsole.engine.protocol.ServerMessage.ProofInvalidReason.RejectedProof;
import io.batcherconsole.engine.protocol.ServerMessage.ProofInvalidReason.VerifierNotSupported;
import io.batcherconsole.engine.protocol.ServerMessage.ProofReplaced;
import io.batcherconsole.engine.protocol.ServerMessage.ProofTooLarge;
import io.batcherconsole.engine.protocol.ServerMessage.ProtocolVersion;
import io.batcherconsole.engine.protocol.ServerMessage.ServerBusy;
import io.batcherconsole.engine.protocol.ServerMessage.UnderpricedProof;
import io.batcherconsole.engine.protocol.ServerMessage.UserFundsUnlocked;
import java.math.BigInteger;
import java.util.List;

/** The batcher's replies as sentences that say what to do (batcher.md §1.3, §4.2). */
public final class ReplySentences {
  private ReplySentences() {}

  /** A sentence for a person who sent a proof or a query. */
  public static String of(ServerMessage reply) {
    return switch (reply) {
      case BatchInclusionData(var root, List<?> path, long index, BigInteger nonce) ->
          "the proof with nonce " + nonce + " is on chain, number " + index + " of batch " + root;
      case ProtocolVersion(int version) -> "the batcher speaks protocol version " + version;
      case CreateNewTaskError(String root, String error) ->
          "batch " + root + " did not get on chain: " + error;
      case InvalidProof(RejectedProof()) -> "the proof does not verify";
      case InvalidProof(VerifierNotSupported()) -> "the batcher has no verifier for this proof";
      case InvalidProof(DisabledVerifier(ProvingSystem system)) ->
          "proofs of " + system.wireName() + " are disabled at present";
      case BatchReset() -> "the batcher dropped its queue: send the proof again";
      case ErrorMessage(String text) -> "the batcher reports: " + text;
      case InvalidNonce() -> "the nonce is not the next one: ask the batcher for it and send again";
      case InvalidSignature() -> "nobody can have made this signature";
      case ProofTooLarge() -> "the proof with its key and inputs is too large for this batcher";
      case InvalidMaxFee() ->
          "the max fee is higher than that of an earlier proof in the queue: send the same or less";
      case InsufficientBalance(Address user) ->
          "the balance of "
              + user
              + " at the batcher does not cover its queued proofs, or it is unlocked: deposit, or"
              + " check that the signature is over this very message";
      case InvalidChainId() -> "the proof was signed for another chain";
      case InvalidReplacementMessage() ->
          "the replacement must raise the max fee, and not above that of an earlier proof";
      case AddToBatchError() -> "the batcher could not queue the proof: send it again";
      case EthRpcError() -> "the batcher cannot reach its Ethereum node: try again later";
      case InvalidPaymentServiceAddress(Address received, Address expected) ->
          "the proof names the payment service " + received + ", this batcher has " + expected;
      case UnderpricedProof() ->
          "the max fee is below the batcher's least, or others in a full queue pay more: raise it";
      case ServerBusy() -> "the batcher is busy: try again";
      case UserFundsUnlocked() ->
          "the user's funds were unlocked, so the proof left the queue: lock them and send again";
      case ProofReplaced() -> "a later proof with the same nonce replaced this one";
      case Nonce(BigInteger nonce) -> "the next nonce is " + nonce;
      case NonceEthRpcError(String text) -> "the batcher cannot reach its Ethereum node: " + text;
      case InvalidRequest(String text) -> "the batcher did not understand the query: " + text;
      case LastMaxFee(BigInteger maxFee) -> "the last max fee is " + maxFee + " wei";
    };
  }
}
