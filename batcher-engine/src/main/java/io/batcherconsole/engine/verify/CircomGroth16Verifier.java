package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** Groth16 over BN254 as circom and snarkjs write it: three JSON files (verification.md §2). */
public final class CircomGroth16Verifier implements BatchVerifier {
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
    Groth16Statement statement = statement(engine, data);
    return keys.verify(engine, Parts.verificationKey(data), statement);
  }

  @Override
  public void verifyTogether(
      List<VerificationData> proofs, SecureRandom random, ObjIntConsumer<Verdict> answer) {
    Bytes key = Parts.sharedKey(proofs);
    engines.use(
        engine ->
            keys.verifyTogether(
                engine,
                key,
                Together.of(proofs, answer).each(data -> statement(engine, data)),
                random));
  }

  private static Groth16Statement statement(Bn254 engine, VerificationData data)
      throws MalformedException {
    List<BigInteger> inputs =
        CircomGroth16Format.publicInputs(engine, Parts.publicInput(data).view());
    return new Groth16Statement(CircomGroth16Format.proof(engine, data.proof().view()), inputs);
  }

  @Override
  public void warmUp() {
    engines.warmUp();
  }
}
