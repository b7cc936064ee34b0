package io.batcherconsole.engine.verify;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.make.Flaw;
import io.batcherconsole.engine.verify.make.TrapdoorProofMaker;
import io.batcherconsole.engine.verify.make.TrapdoorProofMaker.Settings;
import io.batcherconsole.engine.verify.pairing.Bls12381;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.Point;
import io.batcherconsole.engine.verify.pairing.PointReader;
import io.batcherconsole.engine.verify.pairing.PointWriter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(Lifecycle.PER_CLASS)
class BatchVerifierTest {
  private static final long SEED = 16;

  private final SecureRandom random = new SecureRandom();
  private final List<Case> cases =
      ProofVerifiers.all().stream()
          .filter(BatchVerifier.class::isInstance)
          .map(verifier -> Case.of((BatchVerifier) verifier))
          .toList();

  /** A verifier with proofs under one key; a maker takes long to make. */
  record Case(
      BatchVerifier verifier,
      List<VerificationData> valid,
      List<VerificationData> invalid,
      VerificationData otherKey) {
    static Case of(BatchVerifier verifier) {
      var maker =
          new TrapdoorProofMaker(verifier.system(), new Settings(SEED, 2, false, Address.ZERO));
      List<VerificationData> valid = Stream.generate(maker::valid).limit(5).toList();
      Bytes key = requireNonNull(valid.getFirst().verificationKey());
      List<VerificationData> invalid =
          Arrays.stream(Flaw.values())
              .map(maker::invalid)
              .filter(data -> Objects.equals(key, data.verificationKey()))
              .toList();
      return new Case(verifier, valid, invalid, maker.invalid(Flaw.WRONG_KEY));
    }

    List<Verdict> oneByOne(List<VerificationData> proofs) {
      return proofs.stream().map(verifier::verify).toList();
    }

    @Override
    public String toString() {
      return verifier.system().wireName();
    }
  }

  List<Case> cases() {
    return cases;
  }

  List<Case> casesWithBinaryProofs() {
    return cases.stream()
        .filter(c -> c.verifier.system() != ProvingSystem.CIRCOM_GROTH16_BN256)
        .toList();
  }

  private static List<Verdict> together(
      Case c, List<VerificationData> proofs, SecureRandom random) {
    List<Verdict> verdicts = new ArrayList<>(Collections.nCopies(proofs.size(), null));
    c.verifier.verifyTogether(
        proofs,
        random,
        (verdict, place) ->
            assertThat(verdicts.set(place, verdict)).as("answered twice: %d", place).isNull());
    return verdicts;
  }

  @Test
  void allThatCanBeMadeCanBeVerifiedTogether() {
    assertThat(cases.stream().map(c -> c.verifier.system()))
        .containsExactlyInAnyOrder(
            Arrays.stream(ProvingSystem.values())
                .filter(TrapdoorProofMaker::canMake)
                .toArray(ProvingSystem[]::new));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theVerdictsAreThoseOfOneByOne(Case c) {
    Random mix = new Random(SEED);
    for (int round = 0; round < 8; round++) {
      // From nearly all invalid to all valid.
      double share = Math.max(0, 0.9 - 0.15 * round);
      List<VerificationData> proofs = new ArrayList<>();
      for (int size = 2 + mix.nextInt(6); proofs.size() < size; ) {
        List<VerificationData> from = mix.nextDouble() < share ? c.invalid : c.valid;
        proofs.add(from.get(mix.nextInt(from.size())));
      }
      assertThat(together(c, proofs, random))
          .as("seed %d, round %d", SEED, round)
          .isEqualTo(c.oneByOne(proofs));
    }
  }

  /** The same errors with opposite signs: in a sum without random weights nothing is left. */
  @ParameterizedTest
  @MethodSource("casesWithBinaryProofs")
  void proofsThatCancelEachOtherOutAreRejected(Case c) throws MalformedException {
    ProvingSystem system = c.verifier.system();
    PairingEngine engine =
        system == ProvingSystem.GNARK_PLONK_BLS12_381 ? new Bls12381() : new Bn254();
    // C of Groth16 after A in G1 and B in G2; the opening of PLONK after L R O Z H0 H1 H2.
    int point = system == ProvingSystem.GNARK_GROTH16_BN254 ? 3 : 7;
    VerificationData valid = c.valid.getFirst();
    Point<Fp> error = engine.generator1();
    VerificationData plus = shifted(engine, valid, point, error);
    VerificationData minus = shifted(engine, valid, point, engine.negate1(error));
    assertThat(together(c, List.of(plus, minus), new Guessable()))
        .as("what guessable weights would do")
        .containsOnly(new Verdict.Valid());
    assertThat(together(c, List.of(plus, minus), random))
        .hasSize(2)
        .allMatch(Verdict.Rejected.class::isInstance);
    assertThat(together(c, List.of(plus, valid, minus), random))
        .extracting(Verdict.Valid.class::isInstance)
        .containsExactly(false, true, false);
  }

  /** All weights are the same. */
  private static final class Guessable extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, (byte) 7);
    }
  }

  /** The proof with an error added to the point at so many lengths of a compressed point of G1. */
  private static VerificationData shifted(
      PairingEngine engine, VerificationData data, int place, Point<Fp> error)
      throws MalformedException {
    int length = new PointWriter(engine).point1(error).toByteArray().length;
    byte[] proof = data.proof().toArray();
    byte[] encoded = Arrays.copyOfRange(proof, place * length, (place + 1) * length);
    Point<Fp> wrong = engine.add1(new PointReader(engine, encoded).point1("point"), error);
    byte[] replaced = new PointWriter(engine).point1(wrong).toByteArray();
    System.arraycopy(replaced, 0, proof, place * length, length);
    return new VerificationData(
        data.system(),
        Bytes.wrap(proof),
        data.publicInput(),
        data.verificationKey(),
        null,
        data.generator());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aMalformedKeyRejectsAllForTheSameReasonAsOne(Case c) {
    Bytes junk = Bytes.wrap(new byte[] {1, 2, 3});
    List<VerificationData> proofs =
        Stream.of(c.valid.getFirst(), c.invalid.getFirst(), c.valid.getLast())
            .map(
                data ->
                    new VerificationData(
                        data.system(), data.proof(), data.publicInput(), junk, null, Address.ZERO))
            .toList();
    assertThat(together(c, proofs, random))
        .isEqualTo(c.oneByOne(proofs))
        .allMatch(Verdict.Rejected.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void proofsWithDifferentKeysAreAMistake(Case c) {
    assertThatThrownBy(() -> together(c, List.of(c.valid.getFirst(), c.otherKey), random))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("share no key");
  }
}
