package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.math.BigInteger;
import java.util.List;

/** Groth16 over BN254 as circom and snarkjs write it: three JSON files (verification.md §2). */
public final class CircomGroth16Verifier implements ProofVerifier {
  private final EnginePool<Bn254> engines;
  private final Groth16Keys keys = new Groth16Keys(CircomGroth16Format::key);

  public CircomGroth16Verifier() {
    this(new EnginePool<>(Bn254::new));
  }

  CircomGroth16Verifier(EnginePool<Bn254> engines) {
    this.engines = engines;
  }

  @Override
  public ProvingSystem system() {
    return ProvingSystem.CIRCOM_GROTH16_BN256;
  }

  @Override
  public Verdict verify(VerificationData data) {
    return engines.verdict(engine -> verify(engine, data));
  }

  private Verdict verify(Bn254 engine, VerificationData data) throws MalformedException {
    List<BigInteger> inputs =
        CircomGroth16Format.publicInputs(engine, Parts.publicInput(data).view());
    Groth16Proof proof = CircomGroth16Format.proof(engine, data.proof().view());
    return keys.verify(engine, Parts.verificationKey(data), proof, inputs);
  }

  @Override
  public void warmUp() {
    engines.warmUp();
  }
}
