package io.batcherconsole.engine.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Test vectors that were made with the field's own libraries. */
final class Vectors {
  static final JsonNode WIRE = read("wire.json");
  static final JsonNode COMMITMENTS = read("commitments.json");

  static final Address USER = Address.of(WIRE.at("/key/address").asString());
  static final Bytes KEY = Bytes.fromHex(WIRE.at("/key/private_key").asString());
  static final Address PAYMENT_SERVICE = Address.of(WIRE.get("payment_service").asString());

  static final VerificationData PROOF = proof("2a2a2a2a");
  static final NoncedVerificationData NONCED = nonced(1);
  static final Signature SIGNATURE =
      new Signature(
          COMMITMENTS.at("/eip712/signature/r").asString().transform(Vectors::hex),
          COMMITMENTS.at("/eip712/signature/s").asString().transform(Vectors::hex),
          COMMITMENTS.at("/eip712/signature/v").asLong());

  private Vectors() {}

  static VerificationData proof(String hex) {
    JsonNode proof = WIRE.get("proof");
    return new VerificationData(
        ProvingSystem.byWireName(proof.get("proving_system").asString()).orElseThrow(),
        Bytes.fromHex(hex),
        Bytes.fromHex(proof.get("pub_input").asString()),
        Bytes.fromHex(proof.get("verification_key").asString()),
        null,
        Address.of(proof.get("proof_generator_addr").asString()));
  }

  static NoncedVerificationData nonced(long nonce) {
    return new NoncedVerificationData(
        PROOF,
        BigInteger.valueOf(nonce),
        new BigInteger(WIRE.at("/proof/max_fee").asString()),
        BigInteger.valueOf(WIRE.get("chain_id").asLong()),
        PAYMENT_SERVICE);
  }

  /** The CBOR of the vector with that name. */
  static byte[] cbor(String name) {
    return Objects.requireNonNull(messages().get(name), name);
  }

  /** Every CBOR vector by its name. */
  static Map<String, byte[]> messages() {
    Map<String, byte[]> messages = new LinkedHashMap<>();
    for (JsonNode message : WIRE.get("messages")) {
      messages.put(
          message.get("name").asString(), Bytes.fromHex(message.get("cbor").asString()).toArray());
    }
    return messages;
  }

  static Hash hash(String pointer) {
    return Hash.of(COMMITMENTS.at(pointer).asString());
  }

  static List<Hash> hashes(String pointer) {
    return COMMITMENTS.at(pointer).valueStream().map(node -> Hash.of(node.asString())).toList();
  }

  private static BigInteger hex(String digits) {
    return new BigInteger(digits, 16);
  }

  private static JsonNode read(String name) {
    try (InputStream in = Vectors.class.getResourceAsStream(name)) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(in, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
