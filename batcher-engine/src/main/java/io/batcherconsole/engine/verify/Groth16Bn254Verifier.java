package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** Groth16 over BN254 with a key that comes with each proof; only the encoding differs. */
abstract sealed class Groth16Bn254Verifier implements BatchVerifier
    permits CircomGroth16Verifier, GnarkGroth16Bn254Verifier {
  private final EnginePool<Bn254> engines;
  private final Groth16Keys keys;

  /**
   * @param keys reads and remembers verifying keys in the encoding
   */
  Groth16Bn254Verifier(EnginePool<Bn254> engines, Groth16Keys keys) {
    this.engines = engines;
    this.keys = keys;
  }

  /** Reads proof and public inputs in the encoding. */
  abstract Groth16Statement statement(Bn254 engine, VerificationData data)
      throws MalformedException;

  @Override
  public final Verdict verify(VerificationData data) {
    return engines.verdict(engine -> verify(engine, data));
  }

  private Verdict verify(Bn254 engine, VerificationData data) throws MalformedException {
    Groth16Statement statement = statement(engine, data);
    return keys.verify(engine, Parts.verificationKey(data), statement);
  }

  @Override
  public final void verifyTogether(
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

  /** A well-formed proof in the encoding, with its key. */
  abstract VerificationData sample(Bn254 engine);

  @Override
  public final void warmUp() {
    engines.verdict(engine -> verify(engine, sample(engine)));
  }
}
