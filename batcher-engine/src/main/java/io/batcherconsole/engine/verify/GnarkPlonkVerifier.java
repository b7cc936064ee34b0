package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.Bls12381;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** gnark's PLONK in gnark's binary encoding, compressed or raw (verification.md §3). */
public final class GnarkPlonkVerifier implements BatchVerifier {
  private final ProvingSystem system;
  private final EnginePool<? extends PairingEngine> engines;
  private final KeyCache<PlonkKey.Prepared> keys = new KeyCache<>(KeyCache.MOST_BYTES);

  private GnarkPlonkVerifier(ProvingSystem system, EnginePool<? extends PairingEngine> engines) {
    this.system = system;
    this.engines = engines;
  }

  public static GnarkPlonkVerifier bn254() {
    return bn254(new EnginePool<>(Bn254::new));
  }

  static GnarkPlonkVerifier bn254(EnginePool<Bn254> engines) {
    return new GnarkPlonkVerifier(ProvingSystem.GNARK_PLONK_BN254, engines);
  }

  public static GnarkPlonkVerifier bls12381() {
    return new GnarkPlonkVerifier(
        ProvingSystem.GNARK_PLONK_BLS12_381, new EnginePool<>(Bls12381::new));
  }

  @Override
  public ProvingSystem system() {
    return system;
  }

  @Override
  public Verdict verify(VerificationData data) {
    return engines.verdict(engine -> verify(engine, data));
  }

  private Verdict verify(PairingEngine engine, VerificationData data) throws MalformedException {
    Plonk.Statement statement = statement(engine, data);
    return new Plonk(engine).verify(key(engine, Parts.verificationKey(data)), statement);
  }

  @Override
  public void verifyTogether(
      List<VerificationData> proofs, SecureRandom random, ObjIntConsumer<Verdict> answer) {
    Bytes key = Parts.sharedKey(proofs);
    engines.use(
        engine -> {
          var statements = Together.of(proofs, answer).each(data -> statement(engine, data));
          try {
            decide(engine, key(engine, key), statements, random);
          } catch (MalformedException malformed) {
            statements.rejectAll(malformed.reason());
          }
        });
  }

  private static void decide(
      PairingEngine engine,
      PlonkKey.Prepared key,
      Together<Plonk.Statement> statements,
      SecureRandom random) {
    Plonk plonk = new Plonk(engine);
    statements
        .each(statement -> plonk.opening(key, statement))
        .decide(random, (openings, weights) -> plonk.problem(key, openings, weights));
  }

  private static Plonk.Statement statement(PairingEngine engine, VerificationData data)
      throws MalformedException {
    List<BigInteger> inputs =
        GnarkWitnessFormat.publicInputs(engine, Parts.publicInput(data).view());
    return new Plonk.Statement(GnarkPlonkFormat.proof(engine, data.proof().view()), inputs);
  }

  /** Preparing is needed even for one use; keeping is worth it only from the second one on. */
  private PlonkKey.Prepared key(PairingEngine engine, Bytes bytes) throws MalformedException {
    Bytes digest = KeyCache.digest(bytes);
    PlonkKey.Prepared prepared = keys.find(digest);
    if (prepared == null) {
      prepared = GnarkPlonkFormat.key(engine, bytes.view()).prepare(engine);
      if (keys.isUsedAgain(digest)) {
        keys.keep(digest, prepared, bytes.size());
      }
    }
    return prepared;
  }

  @Override
  public void warmUp() {
    verifySample();
  }

  /**
   * The sample's claimed values do not fit, which ends a verification; its openings do not care.
   */
  Verdict verifySample() {
    return engines.verdict(
        engine -> {
          VerificationData sample = WarmUpSamples.gnarkPlonk(system, engine);
          Plonk.Statement statement = statement(engine, sample);
          return new Plonk(engine)
              .verify(
                  key(engine, Parts.verificationKey(sample)),
                  new Plonk.Statement(statement.proof().withoutLinearised(), statement.inputs()));
        });
  }
}
