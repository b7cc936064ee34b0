package io.batcherconsole.engine.protocol;

import io.batcherconsole.engine.protocol.ClientMessage.GetLastMaxFee;
import io.batcherconsole.engine.protocol.ClientMessage.GetNonceForAddress;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
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
import io.batcherconsole.engine.protocol.ServerMessage.ProofInvalidReason;
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
import org.jspecify.annotations.Nullable;

/** The messages' layout on the wire when written (batcher.md §1.2, §1.3). */
final class MessageWriter {
  private final CborWriter out;

  /**
   * @param expected bytes that will probably be written
   */
  MessageWriter(long expected) {
    out = new CborWriter((int) Math.min(expected, Integer.MAX_VALUE - 8));
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  MessageWriter client(ClientMessage message) {
    switch (message) {
      case GetNonceForAddress(Address user) -> address(variant("GetNonceForAddress"), user);
      case GetLastMaxFee(Address user) -> address(variant("GetLastMaxFee"), user);
      case SubmitProof(NoncedVerificationData data, Signature signature) -> {
        variant("SubmitProof").map(2).text("verification_data");
        nonced(data);
        u256(u256(out.text("signature").map(3).text("r"), signature.r()).text("s"), signature.s())
            .text("v")
            .unsigned(signature.v());
      }
    }
    return this;
  }

  MessageWriter server(ServerMessage message) {
    switch (message) {
      case BatchInclusionData inclusion -> inclusion(inclusion);
      case ProtocolVersion(int version) -> variant("ProtocolVersion").unsigned(version);
      case CreateNewTaskError(String root, String error) ->
          variant("CreateNewTaskError").array(2).text(root).text(error);
      case InvalidProof(ProofInvalidReason reason) -> {
        variant("InvalidProof");
        reason(reason);
      }
      case BatchReset() -> out.text("BatchReset");
      case ErrorMessage(String text) -> variant("Error").text(text);
      case InvalidNonce() -> out.text("InvalidNonce");
      case InvalidSignature() -> out.text("InvalidSignature");
      case ProofTooLarge() -> out.text("ProofTooLarge");
      case InvalidMaxFee() -> out.text("InvalidMaxFee");
      case InsufficientBalance(Address user) -> address(variant("InsufficientBalance"), user);
      case InvalidChainId() -> out.text("InvalidChainId");
      case InvalidReplacementMessage() -> out.text("InvalidReplacementMessage");
      case AddToBatchError() -> out.text("AddToBatchError");
      case EthRpcError() -> out.text("EthRpcError");
      case InvalidPaymentServiceAddress(Address received, Address expected) ->
          address(address(variant("InvalidPaymentServiceAddress").array(2), received), expected);
      case UnderpricedProof() -> out.text("UnderpricedProof");
      case ServerBusy() -> out.text("ServerBusy");
      case UserFundsUnlocked() -> out.text("UserFundsUnlocked");
      case ProofReplaced() -> out.text("ProofReplaced");
      case Nonce(BigInteger nonce) -> u256(variant("Nonce"), nonce);
      case NonceEthRpcError(String text) -> variant("EthRpcError").text(text);
      case InvalidRequest(String text) -> variant("InvalidRequest").text(text);
      case LastMaxFee(BigInteger maxFee) -> u256(variant("LastMaxFee"), maxFee);
    }
    return this;
  }

  MessageWriter batch(List<VerificationData> proofs) {
    out.array(proofs.size());
    proofs.forEach(this::verificationData);
    return this;
  }

  MessageWriter aligned(AlignedVerificationData aligned) {
    VerificationCommitment commitment = aligned.commitment();
    out.map(4).text("verification_data_commitment").map(4);
    out.text("proof_commitment").byteArray(commitment.proofCommitment().bytes());
    out.text("pub_input_commitment").byteArray(commitment.publicInputCommitment().bytes());
    out.text("proving_system_aux_data_commitment")
        .byteArray(commitment.auxDataCommitment().bytes());
    out.text("proof_generator_addr").byteArray(commitment.generator().bytes());
    inclusionFields(aligned.root(), aligned.path(), aligned.indexInBatch());
    return this;
  }

  private void nonced(NoncedVerificationData nonced) {
    out.map(5).text("verification_data");
    verificationData(nonced.data());
    u256(out.text("nonce"), nonced.nonce());
    u256(out.text("max_fee"), nonced.maxFee());
    u256(out.text("chain_id"), nonced.chainId());
    address(out.text("payment_service_addr"), nonced.paymentService());
  }

  private void verificationData(VerificationData data) {
    int options =
        present(data.publicInput()) + present(data.verificationKey()) + present(data.program());
    out.map(3 + options).text("proving_system").text(data.system().wireName());
    out.text("proof").bytes(data.proof());
    option("pub_input", data.publicInput());
    option("verification_key", data.verificationKey());
    option("vm_program_code", data.program());
    address(out.text("proof_generator_addr"), data.generator());
  }

  private void option(String key, @Nullable Bytes value) {
    if (value != null) {
      out.text(key).bytes(value);
    }
  }

  private static int present(@Nullable Bytes value) {
    return value == null ? 0 : 1;
  }

  private void inclusion(BatchInclusionData inclusion) {
    variant("BatchInclusionData").map(4);
    inclusionFields(inclusion.root(), inclusion.path(), inclusion.indexInBatch());
    u256(out.text("user_nonce"), inclusion.nonce());
  }

  private void inclusionFields(Hash root, List<Hash> path, long index) {
    out.text("batch_merkle_root").byteArray(root.bytes());
    out.text("batch_inclusion_proof").map(1).text("merkle_path").array(path.size());
    path.forEach(sibling -> out.byteArray(sibling.bytes()));
    out.text("index_in_batch").unsigned(index);
  }

  private void reason(ProofInvalidReason reason) {
    switch (reason) {
      case RejectedProof() -> out.text("RejectedProof");
      case VerifierNotSupported() -> out.text("VerifierNotSupported");
      case DisabledVerifier(ProvingSystem system) ->
          variant("DisabledVerifier").text(system.wireName());
    }
  }

  private CborWriter variant(String name) {
    return out.map(1).text(name);
  }

  private static CborWriter address(CborWriter out, Address address) {
    return out.text(address.toString());
  }

  private static CborWriter u256(CborWriter out, BigInteger number) {
    if (number.signum() < 0 || number.bitLength() > 256) {
      throw new IllegalArgumentException("not a 256-bit unsigned number: " + number);
    }
    return out.text("0x" + number.toString(16));
  }
}
