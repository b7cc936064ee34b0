package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.wavesplatform.zwaves.bn256.Groth16;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.make.Flaw;
import io.batcherconsole.engine.verify.make.TrapdoorProofMaker;
import io.batcherconsole.engine.verify.make.TrapdoorProofMaker.Settings;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * zwaves, a verifier in Rust (bellman), agrees with ours on random gnark proofs. Its encoding is
 * made from gnark's bytes alone, without our decoder: it has fewer parts and other flags.
 */
class ZwavesAgreementTest {
  private static final long SEED = 20_260_302;
  private static final int ROUNDS = 4;
  private static final int FLIPS = 12;

  private static final int G1 = 32;
  private static final int G2 = 64;

  /** A | B | C; gnark goes on with commitments, of which these proofs have none. */
  private static final int PROOF = G1 + G2 + G1;

  /** Three counts before the values of a witness. */
  private static final int WITNESS_HEADER = 12;

  private final Random random = new Random(SEED);

  private record Case(String what, VerificationData data) {}

  @Test
  void agreesWithZwaves() {
    GnarkGroth16Bn254Verifier verifier = new GnarkGroth16Bn254Verifier();
    List<Case> cases = cases();
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      Verdict verdict = verifier.verify(one.data);
      boolean zwaves = askZwaves(one.data);
      String described = "seed %d, case %d: %s; zwaves says %s, we say %s";
      assertThat(verdict instanceof Verdict.Valid)
          .as(described, SEED, i, one.what, zwaves, verdict)
          .isEqualTo(zwaves)
          .isEqualTo(one.what.equals("valid"));
    }
  }

  /**
   * Points off the curve are left out: compressed ones are never off it, but may not exist, and
   * that flipped bits bring about.
   */
  private List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      TrapdoorProofMaker maker =
          new TrapdoorProofMaker(
              ProvingSystem.GNARK_GROTH16_BN254,
              new Settings(SEED + round, 1 + random.nextInt(8), round % 2 == 1, Address.ZERO));
      for (int i = 0; i < 4; i++) {
        cases.add(new Case("valid", maker.valid()));
      }
      for (Flaw flaw : List.of(Flaw.WRONG_INPUT, Flaw.WRONG_KEY, Flaw.OUTSIDE_SUBGROUP)) {
        cases.add(new Case(flaw.words(), maker.invalid(flaw)));
      }
      for (int i = 0; i < FLIPS; i++) {
        int bit = random.nextInt(8 * PROOF);
        if (!isUpperFlag(bit)) {
          cases.add(new Case("bit " + bit + " flipped", withFlippedBit(maker.valid(), bit)));
        }
      }
      cases.add(new Case("input of 2^256 - 1", withLargeInput(maker.valid())));
    }
    return cases;
  }

  /** Without this flag a point would be uncompressed, which zwaves does not know. */
  private static boolean isUpperFlag(int bit) {
    return List.of(7, 8 * G1 + 7, 8 * (G1 + G2) + 7).contains(bit);
  }

  private static VerificationData withFlippedBit(VerificationData data, int bit) {
    byte[] proof = data.proof().toArray();
    proof[bit / 8] ^= (byte) (1 << (bit % 8));
    return new VerificationData(
        data.system(),
        Bytes.wrap(proof),
        data.publicInput(),
        data.verificationKey(),
        null,
        Address.ZERO);
  }

  private static VerificationData withLargeInput(VerificationData data) {
    byte[] input = bytes(data.publicInput()).clone();
    Arrays.fill(input, WITNESS_HEADER, WITNESS_HEADER + 32, (byte) 0xff);
    return new VerificationData(
        data.system(), data.proof(), Bytes.wrap(input), data.verificationKey(), null, Address.ZERO);
  }

  private static byte[] bytes(@Nullable Bytes part) {
    return Objects.requireNonNull(part).view();
  }

  /** Whether zwaves accepts it. */
  private static boolean askZwaves(VerificationData data) {
    byte[] gnarkKey = bytes(data.verificationKey());
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    // Gnark has alpha, beta1, beta2, gamma2, delta1, delta2, a count, and the points K.
    key.writeBytes(translated(gnarkKey, 0, G1));
    key.writeBytes(translated(gnarkKey, 2 * G1, G2));
    key.writeBytes(translated(gnarkKey, 2 * G1 + G2, G2));
    key.writeBytes(translated(gnarkKey, 3 * G1 + 2 * G2, G2));
    byte[] input = bytes(data.publicInput());
    byte[] inputs = Arrays.copyOfRange(input, WITNESS_HEADER, input.length);
    int points = 3 * G1 + 3 * G2 + Integer.BYTES;
    for (int i = 0; i <= inputs.length / 32; i++) {
      key.writeBytes(translated(gnarkKey, points + i * G1, G1));
    }
    byte[] gnarkProof = data.proof().view();
    ByteArrayOutputStream proof = new ByteArrayOutputStream();
    proof.writeBytes(translated(gnarkProof, 0, G1));
    proof.writeBytes(translated(gnarkProof, G1, G2));
    proof.writeBytes(translated(gnarkProof, G1 + G2, G1));
    try {
      return Groth16.verify(key.toByteArray(), proof.toByteArray(), inputs);
    } catch (UnsatisfiedLinkError | ExceptionInInitializerError missing) {
      return abort("left out: zwaves has no native library for this machine: " + missing);
    }
  }

  /** A compressed point: gnark flags y as 10 smaller, 11 larger; bellman as 00 and 10. */
  private static byte[] translated(byte[] gnark, int from, int length) {
    byte[] point = Arrays.copyOfRange(gnark, from, from + length);
    boolean larger = (point[0] & 0x40) != 0;
    point[0] = (byte) ((point[0] & 0x3f) | (larger ? 0x80 : 0));
    return point;
  }
}
