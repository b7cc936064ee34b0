package io.batcherconsole.engine.protocol;

import io.batcherconsole.engine.protocol.ServerMessage.AddToBatchError;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.ServerMessage.BatchReset;
import io.batcherconsole.engine.protocol.ServerMessage.CreateNewTaskError;
import io.batcherconsole.engine.protocol.ServerMessage.ErrorMessage;
import io.batcherconsole.engine.protocol.ServerMessage.EthRpcError;
import io.batcherconsole.engine.protocol.ServerMessage.GetLastMaxFeeResponse;
import io.batcherconsole.engine.protocol.ServerMessage.GetNonceResponse;
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
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import io.batcherconsole.engine.protocol.ServerMessage.UnderpricedProof;
import io.batcherconsole.engine.protocol.ServerMessage.UserFundsUnlocked;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** How the batcher's replies, and the file that a user keeps, are read (batcher.md §1.3, §3.5). */
final class ReplyReader {
  private final CborReader in;
  private final ValueReader values;

  ReplyReader(byte[] reply) {
    in = new CborReader(reply);
    values = new ValueReader(in);
  }

  SubmitProofResponse submitProofResponse() throws DecodeException {
    return in.variant(
        "the reply on a submission",
        name ->
            switch (name) {
              case "BatchReset" -> new BatchReset();
              case "InvalidNonce" -> new InvalidNonce();
              case "InvalidSignature" -> new InvalidSignature();
              case "ProofTooLarge" -> new ProofTooLarge();
              case "InvalidMaxFee" -> new InvalidMaxFee();
              case "InvalidChainId" -> new InvalidChainId();
              case "InvalidReplacementMessage" -> new InvalidReplacementMessage();
              case "AddToBatchError" -> new AddToBatchError();
              case "EthRpcError" -> new EthRpcError();
              case "UnderpricedProof" -> new UnderpricedProof();
              case "ServerBusy" -> new ServerBusy();
              case "UserFundsUnlocked" -> new UserFundsUnlocked();
              case "ProofReplaced" -> new ProofReplaced();
              default -> throw values.none("reply on a submission without a value", name);
            },
        name ->
            switch (name) {
              case "BatchInclusionData" -> inclusion();
              case "ProtocolVersion" ->
                  new ProtocolVersion((int) in.unsigned("the protocol version", 65_535));
              case "CreateNewTaskError" ->
                  in.pair(
                      name,
                      () -> in.text("the root"),
                      () -> in.text("the error"),
                      CreateNewTaskError::new);
              case "InvalidProof" -> new InvalidProof(reason());
              case "Error" -> new ErrorMessage(in.text("the error"));
              case "InsufficientBalance" -> new InsufficientBalance(values.address("the address"));
              case "InvalidPaymentServiceAddress" ->
                  in.pair(
                      name,
                      () -> values.address("the received address"),
                      () -> values.address("the expected address"),
                      InvalidPaymentServiceAddress::new);
              default -> throw values.none("reply on a submission with a value", name);
            });
  }

  GetNonceResponse getNonceResponse() throws DecodeException {
    return in.variant(
        "the reply on a nonce query",
        name -> busy("reply on a nonce query without a value", name),
        name ->
            switch (name) {
              case "Nonce" -> new Nonce(values.u256("the nonce"));
              case "EthRpcError" -> new NonceEthRpcError(in.text("the error"));
              case "InvalidRequest" -> new InvalidRequest(in.text("the error"));
              default -> throw values.none("reply on a nonce query with a value", name);
            });
  }

  GetLastMaxFeeResponse getLastMaxFeeResponse() throws DecodeException {
    return in.variant(
        "the reply on a max fee query",
        name -> busy("reply on a max fee query without a value", name),
        name ->
            switch (name) {
              case "LastMaxFee" -> new LastMaxFee(values.u256("the max fee"));
              case "InvalidRequest" -> new InvalidRequest(in.text("the error"));
              default -> throw values.none("reply on a max fee query with a value", name);
            });
  }

  private ServerBusy busy(String what, String name) throws DecodeException {
    if (name.equals("ServerBusy")) {
      return new ServerBusy();
    }
    throw values.none(what, name);
  }

  private ProofInvalidReason reason() throws DecodeException {
    return in.variant(
        "the reason",
        name ->
            switch (name) {
              case "RejectedProof" -> new RejectedProof();
              case "VerifierNotSupported" -> new VerifierNotSupported();
              default -> throw values.none("reason without a value", name);
            },
        name -> {
          if (name.equals("DisabledVerifier")) {
            return new DisabledVerifier(values.provingSystem());
          }
          throw values.none("reason with a value", name);
        });
  }

  private BatchInclusionData inclusion() throws DecodeException {
    Inclusion inclusion = new Inclusion();
    ValueReader.Field<BigInteger> nonce = values.field("user_nonce");
    in.struct(
        "BatchInclusionData",
        key -> {
          if (key.equals(nonce.key)) {
            nonce.set(values.u256(key));
          } else {
            inclusion.read(key);
          }
        });
    return new BatchInclusionData(
        inclusion.root.required(),
        inclusion.path.required(),
        inclusion.index.required(),
        nonce.required());
  }

  AlignedVerificationData aligned() throws DecodeException {
    ValueReader.Field<VerificationCommitment> commitment =
        values.field("verification_data_commitment");
    Inclusion inclusion = new Inclusion();
    in.struct(
        "the inclusion data",
        key -> {
          if (key.equals(commitment.key)) {
            commitment.set(commitment());
          } else {
            inclusion.read(key);
          }
        });
    return new AlignedVerificationData(
        commitment.required(),
        inclusion.root.required(),
        inclusion.path.required(),
        inclusion.index.required());
  }

  private VerificationCommitment commitment() throws DecodeException {
    ValueReader.Field<Hash> proof = values.field("proof_commitment");
    ValueReader.Field<Hash> publicInput = values.field("pub_input_commitment");
    ValueReader.Field<Hash> auxData = values.field("proving_system_aux_data_commitment");
    ValueReader.Field<Address> generator = values.field("proof_generator_addr");
    in.struct(
        "verification_data_commitment",
        key -> {
          switch (key) {
            case "proof_commitment" -> proof.set(values.hash(key));
            case "pub_input_commitment" -> publicInput.set(values.hash(key));
            case "proving_system_aux_data_commitment" -> auxData.set(values.hash(key));
            case "proof_generator_addr" ->
                generator.set(new Address(values.fixed(key, Address.SIZE)));
            default -> in.skip();
          }
        });
    return new VerificationCommitment(
        proof.required(), publicInput.required(), auxData.required(), generator.required());
  }

  /** The fields that say where in a batch a proof is. */
  private final class Inclusion {
    final ValueReader.Field<Hash> root = values.field("batch_merkle_root");
    final ValueReader.Field<List<Hash>> path = values.field("batch_inclusion_proof");
    final ValueReader.Field<Long> index = values.field("index_in_batch");

    void read(String key) throws DecodeException {
      switch (key) {
        case "batch_merkle_root" -> root.set(values.hash(key));
        case "batch_inclusion_proof" -> path.set(merklePath());
        case "index_in_batch" -> index.set(in.unsigned(key, Long.MAX_VALUE));
        default -> in.skip();
      }
    }
  }

  private List<Hash> merklePath() throws DecodeException {
    ValueReader.Field<List<Hash>> path = values.field("merkle_path");
    in.struct(
        "batch_inclusion_proof",
        key -> {
          if (key.equals(path.key)) {
            List<Hash> siblings = new ArrayList<>();
            in.array(key, () -> siblings.add(values.hash("a hash of merkle_path")));
            path.set(siblings);
          } else {
            in.skip();
          }
        });
    return path.required();
  }
}
