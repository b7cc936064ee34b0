package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.Bls12381;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import java.math.BigInteger;
import java.util.List;

/** gnark's PLONK in gnark's binary encoding, compressed or raw (verification.md §3). */
public final class GnarkPlonkVerifier implements ProofVerifier {
  /** About 80 kB each. */
  private static final int KEPT_KEYS = 256;

  private final ProvingSystem system;
  private final EnginePool<? extends PairingEngine> engines;
  private final KeyCache<PlonkKey.Prepared> keys = new KeyCache<>(KEPT_KEYS);

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
    List<BigInteger> inputs =
        GnarkWitnessFormat.publicInputs(engine, Parts.publicInput(data).view());
    PlonkProof proof = GnarkPlonkFormat.proof(engine, data.proof().view());
    PlonkKey.Prepared key = key(engine, Parts.verificationKey(data));
    return new Plonk(engine).verify(key, proof, inputs);
  }

  /** Preparing is needed even for one use; keeping is worth it only from the second one on. */
  private PlonkKey.Prepared key(PairingEngine engine, Bytes bytes) throws MalformedException {
    Bytes digest = KeyCache.digest(bytes);
    PlonkKey.Prepared prepared = keys.find(digest);
    if (prepared == null) {
      prepared = GnarkPlonkFormat.key(engine, bytes.view()).prepare(engine);
      if (keys.isUsedAgain(digest)) {
        keys.keep(digest, prepared);
      }
    }
    return prepared;
  }

  @Override
  public void warmUp() {
    engines.warmUp();
  }
}
