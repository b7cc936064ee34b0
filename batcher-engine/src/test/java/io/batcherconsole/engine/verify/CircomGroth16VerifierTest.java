package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CircomGroth16VerifierTest {
  private static final String PROOF = read("valid_0.proof.json");
  private static final String INPUT = read("valid_0.public.json");
  private static final String KEY = read("verification_key.json");

  private final CircomGroth16Verifier verifier = new CircomGroth16Verifier();

  private static String read(String name) {
    Bytes bytes = SampleProofs.read("circom_groth16_bn256/" + name);
    return new String(bytes.view(), StandardCharsets.UTF_8);
  }

  private Verdict verify(String proof, String input, String key) {
    return verify(bytes(proof), input, key);
  }

  private Verdict verify(Bytes proof, String input, String key) {
    return verifier.verify(
        new VerificationData(
            ProvingSystem.CIRCOM_GROTH16_BN256,
            proof,
            bytes(input),
            bytes(key),
            null,
            Address.ZERO));
  }

  private static Bytes bytes(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private void assertRejected(String proof, String input, String key, String why) {
    assertThat(verify(proof, input, key))
        .isInstanceOfSatisfying(
            Verdict.Rejected.class, rejected -> assertThat(rejected.reason()).contains(why));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void acceptsTheSamplesAndNotOneForAnothersInputs(int number) {
    String proof = read("valid_" + number + ".proof.json");
    String other = read("valid_" + (number + 1) % 5 + ".public.json");
    for (int use = 0; use < 3; use++) {
      assertThat(verify(proof, read("valid_" + number + ".public.json"), KEY))
          .isEqualTo(new Verdict.Valid());
      assertRejected(proof, other, KEY, "pairing equation");
    }
  }

  @Test
  void rejectsEveryFlippedBitOfTheProof() {
    FlippedBits.allAreRejected(
        Bytes.of(PROOF.getBytes(StandardCharsets.UTF_8)), proof -> verify(proof, INPUT, KEY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"pi_a\":[\"'       | '\"pi_a\":[\"0'              | proof, pi_a: not a decimal number",
        "'\"pi_a\":[\"'       | '\"pi_a\":[\"0x'             | proof, pi_a: not a decimal number",
        "'\"pi_a\":[\"'       | '\"pi_a\":[\"-'              | proof, pi_a: not a decimal number",
        "'\"pi_a\":[\"'       | '\"pi_a\":[\"1\",\"'         | proof, pi_a: not an array of at most"
            + " 3",
        "'\"pi_a\":[\"'       | '\"pi_a\":[7,\"'             | proof, pi_a: not an array of at most"
            + " 3",
        "'{\"pi_a\"'          | '{\"pi_d\":1,\"pi_a\"'       | unknown member \"pi_d\"",
        "'{\"pi_a\"'          | '{\"pi_c\":[],\"pi_a\"'      | Duplicate",
        "'\"pi_c\"'           | '\"pi_b\"'                   | Duplicate",
        "'groth16'            | 'plonk'                      | proof, protocol: not one of",
        "'bn128'              | 'bls12381'                   | proof, curve: not one of",
        "'\"1\"],\"pi_b\"'    | '\"2\"],\"pi_b\"'            | neither 1 nor 0",
        "'\"1\"],\"pi_b\"'    | '\"0\"],\"pi_b\"'            | infinity with coordinates",
        "'[\"1\",\"0\"]'      | '[\"1\",\"1\"]'              | neither 1 nor 0",
        "'[\"1\",\"0\"]'      | '[\"0\",\"0\"]'              | infinity with coordinates"
      })
  void refusesWhatSnarkjsDoesNotWrite(String from, String to, String why) {
    assertThat(PROOF).contains(from);
    assertRejected(PROOF.replace(from, to), INPUT, KEY, why);
  }

  @Test
  void refusesOtherJson() {
    assertRejected("", INPUT, KEY, "proof: not a JSON object");
    assertRejected("[]", INPUT, KEY, "proof: not a JSON object");
    assertRejected(PROOF + "1", INPUT, KEY, "proof: not JSON");
    assertRejected("{}", INPUT, KEY, "proof, pi_a: not an array");
    assertRejected("[".repeat(100_000), INPUT, KEY, "proof: not JSON");
    assertRejected(PROOF, "{}", KEY, "public input: not an array");
    assertRejected(PROOF, "[1]", KEY, "public input: not a decimal number");
    assertRejected(PROOF, "[]", KEY, "0 public inputs, but the key is for 3");
    assertRejected(PROOF, INPUT, KEY.replace("\"nPublic\":3", "\"nPublic\":4"), "nPublic");
    assertRejected(PROOF, INPUT, "{\"IC\":[]}", "IC: a key has at least one point");
    assertRejected(PROOF, "[" + "\"0\",".repeat(5000) + "\"0\"]", KEY, "at most 1024");
  }

  /** The field reads UTF-8 only; a parser that guesses reads the same JSON in other bytes too. */
  @Test
  void refusesOtherEncodings() {
    for (Charset charset :
        List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("UTF-32BE"))) {
      assertThat(verify(Bytes.wrap(PROOF.getBytes(charset)), INPUT, KEY))
          .as("%s", charset)
          .isEqualTo(new Verdict.Rejected("proof: not JSON in ASCII"));
    }
  }

  @Test
  void refusesMoreBytesThanAnyProofHas() {
    assertRejected(PROOF + " ".repeat(1 << 20), INPUT, KEY, "bytes of JSON, at most 1048576");
    assertRejected(PROOF, "[\"" + "1".repeat(1_000_000) + "\"]", KEY, "not a decimal number");
    assertRejected(PROOF, "[" + "1".repeat(1_000_000) + "]", KEY, "public input: not JSON");
    assertRejected(PROOF, "[1e999999999]", KEY, "public input: not a decimal number");
  }

  /** r + x stands for the same scalar as x, and must not pass for it. */
  @Test
  void refusesInputsThatAreNotCanonical() {
    String order = "21888242871839275222246405745257275088548364400416034343698204186575808495617";
    assertRejected(PROOF, INPUT.replace("\"0\"", "\"" + order + "\""), KEY, "not below");
  }
}
