package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.Fp2;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.Point;
import io.batcherconsole.engine.verify.pairing.PointWriter;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GnarkGroth16Bn254VerifierTest {
  private static final Verdict VALID = new Verdict.Valid();
  private static final Bytes KEY = read("groth16.vk");
  private static final Bytes PROOF = read("valid_0.proof");
  private static final Bytes INPUT = read("valid_0.pub");

  private final GnarkGroth16Bn254Verifier verifier = new GnarkGroth16Bn254Verifier();
  private final Bn254 engine = new Bn254();

  private static Bytes read(String name) {
    return SampleProofs.read("gnark_groth16_bn254/" + name);
  }

  private Verdict verify(Bytes proof, @Nullable Bytes input, @Nullable Bytes key) {
    return verifier.verify(
        new VerificationData(
            ProvingSystem.GNARK_GROTH16_BN254, proof, input, key, null, Address.ZERO));
  }

  private void assertRejected(Bytes proof, @Nullable Bytes input, @Nullable Bytes key, String why) {
    assertThat(verify(proof, input, key))
        .isInstanceOfSatisfying(
            Verdict.Rejected.class, rejected -> assertThat(rejected.reason()).contains(why));
  }

  /** Three times: with a new key, while it is prepared, and prepared. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void acceptsTheSamplesAndNotTheirWrongInputs(int number) {
    Bytes proof = read("valid_" + number + ".proof");
    for (int use = 0; use < 3; use++) {
      assertThat(verify(proof, read("valid_" + number + ".pub"), KEY)).isEqualTo(VALID);
      assertRejected(proof, read("wrong_input_" + number + ".pub"), KEY, "pairing equation");
    }
  }

  @Test
  void rejectsAProofForOtherInputs() {
    assertRejected(PROOF, read("valid_1.pub"), KEY, "pairing equation");
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void rejectsEveryFlippedBitOfTheProof() {
    FlippedBits.allAreRejected(PROOF, proof -> verify(proof, INPUT, KEY));
  }

  @Test
  void rejectsFlippedBitsOfThePublicInput() {
    FlippedBits.allAreRejected(INPUT, input -> verify(PROOF, input, KEY), bit -> bit % 5 == 0);
  }

  @Test
  void rejectsEveryTruncation() {
    for (int length = 0; length < PROOF.size(); length++) {
      assertRejected(cut(PROOF, length), INPUT, KEY, "");
    }
    for (int length = 0; length < INPUT.size(); length++) {
      assertRejected(PROOF, cut(INPUT, length), KEY, "");
    }
    for (int length = 0; length < KEY.size(); length += 3) {
      assertRejected(PROOF, INPUT, cut(KEY, length), "");
    }
  }

  @Test
  void rejectsTrailingBytes() {
    assertRejected(cut(PROOF, PROOF.size() + 1), INPUT, KEY, "proof: 1 bytes too many");
    assertRejected(PROOF, cut(INPUT, INPUT.size() + 2), KEY, "public input: 2 bytes too many");
    assertRejected(PROOF, INPUT, cut(KEY, KEY.size() + 3), "verification key: 3 bytes too many");
  }

  private static Bytes cut(Bytes bytes, int length) {
    return Bytes.wrap(Arrays.copyOf(bytes.view(), length));
  }

  @Test
  void rejectsMissingParts() {
    assertRejected(PROOF, null, KEY, "no public input");
    assertRejected(PROOF, INPUT, null, "no verification key");
    assertRejected(Bytes.EMPTY, INPUT, KEY, "proof, Ar: 32 bytes needed, 0 left");
  }

  @Test
  void acceptsRawPoints() throws MalformedException {
    Groth16Proof proof = GnarkGroth16Format.proof(engine, PROOF.view());
    byte[] raw =
        new PointWriter(engine)
            .rawPoint1(proof.a())
            .rawPoint2(proof.b())
            .rawPoint1(proof.c())
            .u32(0)
            .rawPoint1(proof.pok())
            .toByteArray();
    assertThat(raw).hasSize(324);
    assertThat(verify(Bytes.wrap(raw), INPUT, KEY)).isEqualTo(VALID);
  }

  /** gnark 0.10 writes one commitment key without a count, also when there is no commitment. */
  @Test
  void acceptsTheKeyLayoutOfVersion010() {
    Point<Fp2> g = engine.generator2();
    assertThat(verify(PROOF, INPUT, with(new PointWriter(engine).point2(g).point2(g))))
        .isEqualTo(VALID);
    assertThat(verify(PROOF, INPUT, with(new PointWriter(engine).rawPoint2(g).rawPoint2(g))))
        .as("raw")
        .isEqualTo(VALID);
  }

  /** The key with a commitment key in place of the count of them. */
  private static Bytes with(PointWriter commitmentKey) {
    byte[] written = commitmentKey.toByteArray();
    int start = KEY.size() - Integer.BYTES;
    byte[] key = Arrays.copyOf(KEY.view(), start + written.length);
    System.arraycopy(written, 0, key, start, written.length);
    return Bytes.wrap(key);
  }

  @Test
  void rejectsAKeyForAnotherNumberOfInputs() {
    byte[] none = new byte[12];
    assertRejected(PROOF, Bytes.wrap(none), KEY, "0 public inputs, but the key is for 3");
  }

  @Test
  void boundsTheWorkOfOneVerification() {
    PointWriter input = new PointWriter(engine).u32(5000).u32(0).u32(5000);
    Collections.nCopies(5000, BigInteger.ONE).forEach(input::scalar);
    assertRejected(PROOF, Bytes.wrap(input.toByteArray()), KEY, "5000 public inputs, at most 1024");
    byte[] key = Arrays.copyOf(KEY.view(), 292 + 5000 * 32);
    key[288] = 0;
    key[289] = 0;
    key[290] = 5000 >> 8;
    key[291] = (byte) 5000;
    assertRejected(PROOF, INPUT, Bytes.wrap(key), "5000 points in the key, at most 1025");
  }

  @Test
  void warmsUp() {
    verifier.warmUp();
  }
}
