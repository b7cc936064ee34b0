package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.VerificationData;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GnarkPlonkVerifierTest {
  /**
   * A curve's verifier with its samples.
   *
   * @param step which bits to flip, every so manyth: odd, so that all eight of a byte get hit
   */
  record Case(GnarkPlonkVerifier verifier, String folder, int step) {
    Bytes read(String name) {
      return SampleProofs.read(folder + "/" + name);
    }

    Bytes key() {
      return read("plonk.vk");
    }

    Verdict verify(Bytes proof, @Nullable Bytes input, @Nullable Bytes key) {
      return verifier.verify(
          new VerificationData(verifier.system(), proof, input, key, null, Address.ZERO));
    }

    void assertRejected(Bytes proof, @Nullable Bytes input, @Nullable Bytes key, String why) {
      assertThat(verify(proof, input, key))
          .isInstanceOfSatisfying(
              Verdict.Rejected.class, rejected -> assertThat(rejected.reason()).contains(why));
    }

    @Override
    public String toString() {
      return folder;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(GnarkPlonkVerifier.bn254(), "gnark_plonk_bn254", 1),
        new Case(GnarkPlonkVerifier.bls12381(), "gnark_plonk_bls12_381", 3));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void acceptsTheSamplesAndNotOneForAnothersInputs(Case c) {
    for (int number = 0; number < 5; number++) {
      Bytes proof = c.read("valid_" + number + ".proof");
      Bytes other = c.read("valid_" + (number + 1) % 5 + ".pub");
      assertThat(c.verify(proof, c.read("valid_" + number + ".pub"), c.key()))
          .isEqualTo(new Verdict.Valid());
      c.assertRejected(proof, other, c.key(), "do not satisfy the circuit's equation");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  @Timeout(120)
  void rejectsFlippedBitsOfTheProof(Case c) {
    FlippedBits.allAreRejected(
        c.read("valid_0.proof"),
        proof -> c.verify(proof, c.read("valid_0.pub"), c.key()),
        bit -> FlippedBits.oneOf(bit, c.step));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rejectsFlippedBitsOfTheKey(Case c) {
    Bytes key = c.key();
    int lines = key.size() - 4 - (c.folder.endsWith("bn254") ? 33_792 : 48_384);
    FlippedBits.allAreRejected(
        key,
        flipped -> c.verify(c.read("valid_0.proof"), c.read("valid_0.pub"), flipped),
        bit -> bit < 8 * lines && bit % 247 == 0);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rejectsMissingCutAndLongParts(Case c) {
    Bytes proof = c.read("valid_0.proof");
    Bytes input = c.read("valid_0.pub");
    c.assertRejected(proof, null, c.key(), "no public input");
    c.assertRejected(proof, input, null, "no verification key");
    c.assertRejected(cut(proof, proof.size() - 1), input, c.key(), "proof, commitments");
    c.assertRejected(cut(proof, proof.size() + 1), input, c.key(), "proof: 1 bytes too many");
    c.assertRejected(
        proof, input, cut(c.key(), c.key().size() + 1), "verification key: 1 bytes too many");
    c.assertRejected(proof, input, cut(c.key(), 1000), "verification key");
    c.assertRejected(
        proof, Bytes.wrap(new byte[12]), c.key(), "0 public inputs, but the key is for 1");
  }

  private static Bytes cut(Bytes bytes, int length) {
    return Bytes.wrap(Arrays.copyOf(bytes.view(), length));
  }
}
