package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.math.BigInteger;
import java.util.List;

/**
 * gnark's Groth16 over BN254 in gnark's binary encoding, compressed or raw, with the key layouts of
 * gnark 0.10 and of later versions (verification.md §3).
 */
public final class GnarkGroth16Bn254Verifier extends Groth16Bn254Verifier {
  public GnarkGroth16Bn254Verifier() {
    this(new EnginePool<>(Bn254::new));
  }

  GnarkGroth16Bn254Verifier(EnginePool<Bn254> engines) {
    super(engines, new Groth16Keys(GnarkGroth16Format::key));
  }

  @Override
  public ProvingSystem system() {
    return ProvingSystem.GNARK_GROTH16_BN254;
  }

  @Override
  VerificationData sample(Bn254 engine) {
    return WarmUpSamples.gnarkGroth16(engine);
  }

  @Override
  Groth16Statement statement(Bn254 engine, VerificationData data) throws MalformedException {
    List<BigInteger> inputs =
        GnarkWitnessFormat.publicInputs(engine, Parts.publicInput(data).view());
    return new Groth16Statement(GnarkGroth16Format.proof(engine, data.proof().view()), inputs);
  }
}
