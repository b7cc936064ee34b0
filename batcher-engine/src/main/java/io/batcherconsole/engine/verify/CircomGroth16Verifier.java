package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.math.BigInteger;
import java.util.List;

/** Groth16 over BN254 as circom and snarkjs write it: three JSON files (verification.md §2). */
public final class CircomGroth16Verifier extends Groth16Bn254Verifier {
  public CircomGroth16Verifier() {
    this(new EnginePool<>(Bn254::new));
  }

  CircomGroth16Verifier(EnginePool<Bn254> engines) {
    super(engines, new Groth16Keys(CircomGroth16Format::key));
  }

  @Override
  public ProvingSystem system() {
    return ProvingSystem.CIRCOM_GROTH16_BN256;
  }

  @Override
  VerificationData sample(Bn254 engine) {
    return WarmUpSamples.circomGroth16(engine);
  }

  @Override
  Groth16Statement statement(Bn254 engine, VerificationData data) throws MalformedException {
    List<BigInteger> inputs =
        CircomGroth16Format.publicInputs(engine, Parts.publicInput(data).view());
    return new Groth16Statement(CircomGroth16Format.proof(engine, data.proof().view()), inputs);
  }
}
