package io.batcherconsole.engine.verify.make;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.ProofVerifier;
import io.batcherconsole.engine.verify.ProofVerifiers;
import io.batcherconsole.engine.verify.Verdict;
import io.batcherconsole.engine.verify.make.TrapdoorProofMaker.Settings;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrapdoorProofMakerTest {
  private static final long SEED = 6;
  private static final Address GENERATOR = Address.of("ab".repeat(20));

  private final Map<ProvingSystem, ProofVerifier> verifiers =
      ProofVerifiers.all().stream()
          .collect(Collectors.toMap(ProofVerifier::system, Function.identity()));

  static Stream<ProvingSystem> systems() {
    return Arrays.stream(ProvingSystem.values()).filter(TrapdoorProofMaker::canMake);
  }

  private static TrapdoorProofMaker maker(
      ProvingSystem system, long seed, int inputs, boolean freshKeys) {
    return new TrapdoorProofMaker(system, new Settings(seed, inputs, freshKeys, GENERATOR));
  }

  private Verdict verify(VerificationData data) {
    return requireNonNull(verifiers.get(data.system())).verify(data);
  }

  @ParameterizedTest
  @MethodSource("systems")
  void proofsAreValidAndDistinct(ProvingSystem system) {
    for (int inputs : new int[] {1, 5}) {
      TrapdoorProofMaker maker = maker(system, SEED, inputs, false);
      Set<Bytes> proofs = new HashSet<>();
      Set<Bytes> keys = new HashSet<>();
      for (int i = 0; i < 8; i++) {
        VerificationData data = maker.valid();
        assertThat(verify(data)).as("seed %d, proof %d", SEED, i).isEqualTo(new Verdict.Valid());
        assertThat(data.generator()).isEqualTo(GENERATOR);
        proofs.add(data.proof());
        keys.add(requireNonNull(data.verificationKey()));
      }
      assertThat(proofs).hasSize(8);
      assertThat(keys).hasSize(1);
    }
  }

  /** A key has a point more than there are inputs. */
  @ParameterizedTest
  @MethodSource("systems")
  void theMostPublicInputsAreVerified(ProvingSystem system) {
    assertThat(verify(maker(system, SEED, 1024, false).valid())).isEqualTo(new Verdict.Valid());
  }

  @ParameterizedTest
  @MethodSource("systems")
  void everyProofCanHaveAKeyOfItsOwn(ProvingSystem system) {
    TrapdoorProofMaker maker = maker(system, SEED, 2, true);
    VerificationData first = maker.valid();
    VerificationData second = maker.valid();
    assertThat(first.verificationKey()).isNotEqualTo(second.verificationKey());
    assertThat(verify(first)).isEqualTo(new Verdict.Valid());
    assertThat(verify(second)).isEqualTo(new Verdict.Valid());
  }

  @ParameterizedTest
  @MethodSource("systems")
  void everyFlawIsRefused(ProvingSystem system) {
    TrapdoorProofMaker maker = maker(system, SEED, 2, false);
    for (Flaw flaw : Flaw.values()) {
      for (int i = 0; i < 6; i++) {
        assertThat(verify(maker.invalid(flaw)))
            .as("%s, seed %d, proof %d", flaw.words(), SEED, i)
            .isInstanceOf(Verdict.Rejected.class);
      }
    }
    assertReason(maker.invalid(Flaw.OFF_CURVE), "the point is not in G1");
    assertReason(maker.invalid(Flaw.OUTSIDE_SUBGROUP), "the point is not in G");
    assertThat(verify(maker.valid())).isEqualTo(new Verdict.Valid());
  }

  private void assertReason(VerificationData data, String reason) {
    assertThat(verify(data))
        .isInstanceOfSatisfying(
            Verdict.Rejected.class, rejected -> assertThat(rejected.reason()).contains(reason));
  }

  @ParameterizedTest
  @MethodSource("systems")
  void theSeedDecides(ProvingSystem system) {
    TrapdoorProofMaker one = maker(system, SEED, 1, false);
    TrapdoorProofMaker same = maker(system, SEED, 1, false);
    TrapdoorProofMaker other = maker(system, SEED + 1, 1, false);
    VerificationData first = one.valid();
    assertThat(same.valid()).isEqualTo(first);
    assertThat(other.valid()).isNotEqualTo(first);
  }

  @Test
  void saysWhatCannotBeMade() {
    assertThat(TrapdoorProofMaker.canMake(ProvingSystem.SP1)).isFalse();
    assertThatThrownBy(() -> maker(ProvingSystem.SP1, SEED, 1, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no proofs of SP1 can be made here");
    assertThatThrownBy(() -> maker(ProvingSystem.GNARK_PLONK_BN254, SEED, 0, false))
        .hasMessage("a proof can have 1 to 1024 public inputs, not 0");
  }

  /** As upstream's files of the same circuits (verification.md §3). */
  @Test
  void theSizesAreThoseOfTheField() {
    VerificationData groth16 = maker(ProvingSystem.GNARK_GROTH16_BN254, SEED, 1, false).valid();
    assertThat(groth16.proof().size()).isEqualTo(164);
    assertThat(keySize(groth16)).isEqualTo(364);
    VerificationData bn254 = maker(ProvingSystem.GNARK_PLONK_BN254, SEED, 1, false).valid();
    assertThat(bn254.proof().size()).isEqualTo(520);
    assertThat(keySize(bn254)).isEqualTo(34_328);
    VerificationData bls = maker(ProvingSystem.GNARK_PLONK_BLS12_381, SEED, 1, false).valid();
    assertThat(bls.proof().size()).isEqualTo(664);
    assertThat(keySize(bls)).isEqualTo(49_128);
  }

  private static int keySize(VerificationData data) {
    return requireNonNull(data.verificationKey()).size();
  }
}
