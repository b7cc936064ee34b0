package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.pairing.Bn254;
import java.util.List;

/** The verifiers of this installation. */
public final class ProofVerifiers {
  private ProofVerifiers() {}

  /** One for each system; those of Mina only recognise its proofs. */
  public static List<ProofVerifier> all() {
    EnginePool<Bn254> bn254 = new EnginePool<>(Bn254::new);
    return List.of(
        new GnarkGroth16Bn254Verifier(bn254),
        new CircomGroth16Verifier(bn254),
        GnarkPlonkVerifier.bn254(bn254),
        GnarkPlonkVerifier.bls12381(),
        new Sp1Verifier(bn254),
        new Risc0Verifier(bn254),
        MinaVerifier.ofState(),
        MinaVerifier.ofAccount());
  }
}
