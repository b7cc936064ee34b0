package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.verify.pairing.Bls12381;
import io.batcherconsole.engine.verify.pairing.Bn254;
import org.junit.jupiter.api.Test;

/** That the samples are read to their ends and refused by the last equation of all. */
class WarmUpSamplesTest {
  @Test
  void groth16IsVerifiedInFull() {
    Bn254 engine = new Bn254();
    Verdict refused =
        new Verdict.Rejected("the pairing equation does not hold for these public inputs");
    assertThat(new GnarkGroth16Bn254Verifier().verify(WarmUpSamples.gnarkGroth16(engine)))
        .isEqualTo(refused);
    assertThat(new CircomGroth16Verifier().verify(WarmUpSamples.circomGroth16(engine)))
        .isEqualTo(refused);
  }

  @Test
  void plonkIsVerifiedInFullButForItsClaimedValues() {
    Verdict refused =
        new Verdict.Rejected("the claimed values do not satisfy the circuit's equation");
    assertThat(
            GnarkPlonkVerifier.bn254()
                .verify(WarmUpSamples.gnarkPlonk(ProvingSystem.GNARK_PLONK_BN254, new Bn254())))
        .isEqualTo(refused);
    assertThat(
            GnarkPlonkVerifier.bls12381()
                .verify(
                    WarmUpSamples.gnarkPlonk(ProvingSystem.GNARK_PLONK_BLS12_381, new Bls12381())))
        .isEqualTo(refused);
    Verdict wrongOpenings =
        new Verdict.Rejected("the claimed values are not those of the committed polynomials");
    assertThat(GnarkPlonkVerifier.bn254().verifySample()).isEqualTo(wrongOpenings);
    assertThat(GnarkPlonkVerifier.bls12381().verifySample()).isEqualTo(wrongOpenings);
  }
}
