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
import org.jspecify.annotations.Nullable;

/** The messages' layout on the wire when read (batcher.md §1.2, §1.3). */
final class MessageReader {
  private final CborReader in;

  MessageReader(byte[] message) {
    in = new CborReader(message);
  }

  ClientMessage client() throws DecodeException {
    return in.variant(
        "the message",
        name -> {
          throw none("message without a value", name);
        },
        name ->
            switch (name) {
              case "GetNonceForAddress" -> new GetNonceForAddress(address("the address"));
              case "GetLastMaxFee" -> new GetLastMaxFee(address("the address"));
              case "SubmitProof" -> submitProof();
              default -> throw none("message", name);
            });
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
              default -> throw none("reply on a submission without a value", name);
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
              case "InsufficientBalance" -> new InsufficientBalance(address("the address"));
              case "InvalidPaymentServiceAddress" ->
                  in.pair(
                      name,
                      () -> address("the received address"),
                      () -> address("the expected address"),
                      InvalidPaymentServiceAddress::new);
              default -> throw none("reply on a submission with a value", name);
            });
  }

  GetNonceResponse getNonceResponse() throws DecodeException {
    return in.variant(
        "the reply on a nonce query",
        name -> busy("reply on a nonce query without a value", name),
        name ->
            switch (name) {
              case "Nonce" -> new Nonce(u256("the nonce"));
              case "EthRpcError" -> new NonceEthRpcError(in.text("the error"));
              case "InvalidRequest" -> new InvalidRequest(in.text("the error"));
              default -> throw none("reply on a nonce query with a value", name);
            });
  }

  GetLastMaxFeeResponse getLastMaxFeeResponse() throws DecodeException {
    return in.variant(
        "the reply on a max fee query",
        name -> busy("reply on a max fee query without a value", name),
        name ->
            switch (name) {
              case "LastMaxFee" -> new LastMaxFee(u256("the max fee"));
              case "InvalidRequest" -> new InvalidRequest(in.text("the error"));
              default -> throw none("reply on a max fee query with a value", name);
            });
  }

  private ServerBusy busy(String what, String name) throws DecodeException {
    if (name.equals("ServerBusy")) {
      return new ServerBusy();
    }
    throw none(what, name);
  }

  List<VerificationData> batch() throws DecodeException {
    List<VerificationData> proofs = new ArrayList<>();
    in.array("the batch", () -> proofs.add(verificationData()));
    return List.copyOf(proofs);
  }

  AlignedVerificationData aligned() throws DecodeException {
    Field<VerificationCommitment> commitment = new Field<>("verification_data_commitment");
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
    Field<Hash> proof = new Field<>("proof_commitment");
    Field<Hash> publicInput = new Field<>("pub_input_commitment");
    Field<Hash> auxData = new Field<>("proving_system_aux_data_commitment");
    Field<Address> generator = new Field<>("proof_generator_addr");
    in.struct(
        "verification_data_commitment",
        key -> {
          switch (key) {
            case "proof_commitment" -> proof.set(hash(key));
            case "pub_input_commitment" -> publicInput.set(hash(key));
            case "proving_system_aux_data_commitment" -> auxData.set(hash(key));
            case "proof_generator_addr" -> generator.set(new Address(fixed(key, Address.SIZE)));
            default -> in.skip();
          }
        });
    return new VerificationCommitment(
        proof.required(), publicInput.required(), auxData.required(), generator.required());
  }

  private SubmitProof submitProof() throws DecodeException {
    Field<NoncedVerificationData> data = new Field<>("verification_data");
    Field<Signature> signature = new Field<>("signature");
    in.struct(
        "SubmitProof",
        key -> {
          switch (key) {
            case "verification_data" -> data.set(nonced());
            case "signature" -> signature.set(signature());
            default -> in.skip();
          }
        });
    return new SubmitProof(data.required(), signature.required());
  }

  private NoncedVerificationData nonced() throws DecodeException {
    Field<VerificationData> data = new Field<>("verification_data");
    Field<BigInteger> nonce = new Field<>("nonce");
    Field<BigInteger> maxFee = new Field<>("max_fee");
    Field<BigInteger> chainId = new Field<>("chain_id");
    Field<Address> paymentService = new Field<>("payment_service_addr");
    in.struct(
        "verification_data",
        key -> {
          switch (key) {
            case "verification_data" -> data.set(verificationData());
            case "nonce" -> nonce.set(u256(key));
            case "max_fee" -> maxFee.set(u256(key));
            case "chain_id" -> chainId.set(u256(key));
            case "payment_service_addr" -> paymentService.set(address(key));
            default -> in.skip();
          }
        });
    return new NoncedVerificationData(
        data.required(),
        nonce.required(),
        maxFee.required(),
        chainId.required(),
        paymentService.required());
  }

  private VerificationData verificationData() throws DecodeException {
    Field<ProvingSystem> system = new Field<>("proving_system");
    Field<Bytes> proof = new Field<>("proof");
    Field<Bytes> publicInput = new Field<>("pub_input");
    Field<Bytes> verificationKey = new Field<>("verification_key");
    Field<Bytes> program = new Field<>("vm_program_code");
    Field<Address> generator = new Field<>("proof_generator_addr");
    in.struct(
        "verification_data",
        key -> {
          switch (key) {
            case "proving_system" -> system.set(provingSystem());
            case "proof" -> proof.set(in.bytes(key));
            case "pub_input" -> publicInput.set(option(key));
            case "verification_key" -> verificationKey.set(option(key));
            case "vm_program_code" -> program.set(option(key));
            case "proof_generator_addr" -> generator.set(address(key));
            default -> in.skip();
          }
        });
    return new VerificationData(
        system.required(),
        proof.required(),
        publicInput.value,
        verificationKey.value,
        program.value,
        generator.required());
  }

  private Signature signature() throws DecodeException {
    Field<BigInteger> r = new Field<>("r");
    Field<BigInteger> s = new Field<>("s");
    Field<Long> v = new Field<>("v");
    in.struct(
        "signature",
        key -> {
          switch (key) {
            case "r" -> r.set(u256(key));
            case "s" -> s.set(u256(key));
            case "v" -> v.set(in.unsigned(key, -1));
            default -> in.skip();
          }
        });
    return new Signature(r.required(), s.required(), v.required());
  }

  private BatchInclusionData inclusion() throws DecodeException {
    Inclusion inclusion = new Inclusion();
    Field<BigInteger> nonce = new Field<>("user_nonce");
    in.struct(
        "BatchInclusionData",
        key -> {
          if (key.equals(nonce.key)) {
            nonce.set(u256(key));
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

  /** The fields that say where in a batch a proof is. */
  private final class Inclusion {
    final Field<Hash> root = new Field<>("batch_merkle_root");
    final Field<List<Hash>> path = new Field<>("batch_inclusion_proof");
    final Field<Long> index = new Field<>("index_in_batch");

    void read(String key) throws DecodeException {
      switch (key) {
        case "batch_merkle_root" -> root.set(hash(key));
        case "batch_inclusion_proof" -> path.set(merklePath());
        case "index_in_batch" -> index.set(in.unsigned(key, Long.MAX_VALUE));
        default -> in.skip();
      }
    }
  }

  private List<Hash> merklePath() throws DecodeException {
    Field<List<Hash>> path = new Field<>("merkle_path");
    in.struct(
        "batch_inclusion_proof",
        key -> {
          if (key.equals(path.key)) {
            List<Hash> siblings = new ArrayList<>();
            in.array(key, () -> siblings.add(hash("a hash of merkle_path")));
            path.set(siblings);
          } else {
            in.skip();
          }
        });
    return path.required();
  }

  private ProofInvalidReason reason() throws DecodeException {
    return in.variant(
        "the reason",
        name ->
            switch (name) {
              case "RejectedProof" -> new RejectedProof();
              case "VerifierNotSupported" -> new VerifierNotSupported();
              default -> throw none("reason without a value", name);
            },
        name -> {
          if (name.equals("DisabledVerifier")) {
            return new DisabledVerifier(provingSystem());
          }
          throw none("reason with a value", name);
        });
  }

  private ProvingSystem provingSystem() throws DecodeException {
    return in.variant(
        "proving_system",
        name -> ProvingSystem.byWireName(name).orElseThrow(() -> none("proving system", name)),
        name -> {
          throw none("proving system with a value", name);
        });
  }

  private @Nullable Bytes option(String what) throws DecodeException {
    return in.tryNull() ? null : in.bytes(what);
  }

  private Hash hash(String what) throws DecodeException {
    return new Hash(fixed(what, Hash.SIZE));
  }

  private Bytes fixed(String what, int size) throws DecodeException {
    Bytes bytes = in.bytes(what);
    if (bytes.size() != size) {
      throw in.error(what + " has " + bytes.size() + " bytes instead of " + size);
    }
    return bytes;
  }

  private Address address(String what) throws DecodeException {
    String digits = hexDigits(what);
    if (digits.length() != 2 * Address.SIZE) {
      throw in.error(what + " has " + digits.length() + " hex digits instead of 40");
    }
    return Address.of(digits);
  }

  /** Always hex, with or without 0x, of at most 64 digits (§1.2). */
  private BigInteger u256(String what) throws DecodeException {
    String digits = hexDigits(what);
    if (digits.isEmpty() || digits.length() > 64) {
      throw in.error(what + " has " + digits.length() + " hex digits instead of 1 to 64");
    }
    return new BigInteger(digits, 16);
  }

  private String hexDigits(String what) throws DecodeException {
    String word = in.word(what);
    String digits = word.startsWith("0x") ? word.substring(2) : word;
    for (int i = 0; i < digits.length(); i++) {
      if (Character.digit(digits.charAt(i), 16) < 0 || digits.charAt(i) > 'f') {
        throw in.error(what + " is not hex: " + quoted(word));
      }
    }
    return digits;
  }

  private DecodeException none(String what, String name) {
    return in.error("there is no " + what + " named " + quoted(name));
  }

  /** What a stranger wrote, made fit for a log line. */
  private static String quoted(String text) {
    String start = text.length() <= 48 ? text : text.substring(0, 48) + "…";
    return '"' + start.replaceAll("[^\\x20-\\x7e…]", "?") + '"';
  }

  /** A field of a struct; its key may stand there once. */
  private final class Field<T> {
    final String key;
    @Nullable T value;
    private boolean seen;

    Field(String key) {
      this.key = key;
    }

    void set(@Nullable T read) throws DecodeException {
      if (seen) {
        throw in.error("the key " + key + " stands there twice");
      }
      seen = true;
      value = read;
    }

    T required() throws DecodeException {
      if (value == null) {
        throw in.error("the key " + key + " is missing");
      }
      return value;
    }
  }
}
