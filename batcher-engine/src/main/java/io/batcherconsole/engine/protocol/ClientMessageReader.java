package io.batcherconsole.engine.protocol;

import io.batcherconsole.engine.protocol.ClientMessage.GetLastMaxFee;
import io.batcherconsole.engine.protocol.ClientMessage.GetNonceForAddress;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** How messages to the batcher, and the batch file, are read (batcher.md §1.2, §1.3, §3.5). */
final class ClientMessageReader {
  private final CborReader in;
  private final ValueReader values;

  ClientMessageReader(byte[] message) {
    in = new CborReader(message);
    values = new ValueReader(in);
  }

  ClientMessage client() throws DecodeException {
    return in.variant(
        "the message",
        name -> {
          throw values.none("message without a value", name);
        },
        name ->
            switch (name) {
              case "GetNonceForAddress" -> new GetNonceForAddress(values.address("the address"));
              case "GetLastMaxFee" -> new GetLastMaxFee(values.address("the address"));
              case "SubmitProof" -> submitProof();
              default -> throw values.none("message", name);
            });
  }

  List<VerificationData> batch() throws DecodeException {
    List<VerificationData> proofs = new ArrayList<>();
    in.array("the batch", () -> proofs.add(verificationData()));
    return List.copyOf(proofs);
  }

  private SubmitProof submitProof() throws DecodeException {
    ValueReader.Field<NoncedVerificationData> data = values.field("verification_data");
    ValueReader.Field<Signature> signature = values.field("signature");
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
    ValueReader.Field<VerificationData> data = values.field("verification_data");
    ValueReader.Field<BigInteger> nonce = values.field("nonce");
    ValueReader.Field<BigInteger> maxFee = values.field("max_fee");
    ValueReader.Field<BigInteger> chainId = values.field("chain_id");
    ValueReader.Field<Address> paymentService = values.field("payment_service_addr");
    in.struct(
        "verification_data",
        key -> {
          switch (key) {
            case "verification_data" -> data.set(verificationData());
            case "nonce" -> nonce.set(values.u256(key));
            case "max_fee" -> maxFee.set(values.u256(key));
            case "chain_id" -> chainId.set(values.u256(key));
            case "payment_service_addr" -> paymentService.set(values.address(key));
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
    ValueReader.Field<ProvingSystem> system = values.field("proving_system");
    ValueReader.Field<Bytes> proof = values.field("proof");
    ValueReader.Field<Bytes> publicInput = values.field("pub_input");
    ValueReader.Field<Bytes> verificationKey = values.field("verification_key");
    ValueReader.Field<Bytes> program = values.field("vm_program_code");
    ValueReader.Field<Address> generator = values.field("proof_generator_addr");
    in.struct(
        "verification_data",
        key -> {
          switch (key) {
            case "proving_system" -> system.set(values.provingSystem());
            case "proof" -> proof.set(in.bytes(key));
            case "pub_input" -> publicInput.set(values.option(key));
            case "verification_key" -> verificationKey.set(values.option(key));
            case "vm_program_code" -> program.set(values.option(key));
            case "proof_generator_addr" -> generator.set(values.address(key));
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
    ValueReader.Field<BigInteger> r = values.field("r");
    ValueReader.Field<BigInteger> s = values.field("s");
    ValueReader.Field<Long> v = values.field("v");
    in.struct(
        "signature",
        key -> {
          switch (key) {
            case "r" -> r.set(values.u256(key));
            case "s" -> s.set(values.u256(key));
            case "v" -> v.set(in.unsigned(key, -1));
            default -> in.skip();
          }
        });
    return new Signature(r.required(), s.required(), v.required());
  }
}
