package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
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
public final class GnarkGroth16Bn254Verifier implements ProofVerifier {
  /** About 80 kB each. */
  private static final int KEPT_KEYS = 256;

  private final EnginePool<Bn254> engines = new EnginePool<>(Bn254::new);
  private final KeyCache<Groth16Key.Prepared> keys = new KeyCache<>(KEPT_KEYS);

  @Override
  public ProvingSystem system() {
    return ProvingSystem.GNARK_GROTH16_BN254;
  }

  @Override
  public Verdict verify(VerificationData data) {
    Bytes key = data.verificationKey();
    Bytes input = data.publicInput();
    if (key == null) {
      return new Verdict.Rejected("there is no verification key");
    }
    if (input == null) {
      return new Verdict.Rejected("there is no public input");
    }
    try {
      return engines.lend(engine -> verify(engine, data.proof(), key, input));
    } catch (MalformedException malformed) {
      return new Verdict.Rejected(malformed.reason());
    }
  }

  @Override
  public void warmUp() {
    engines.warmUp();
  }

  private Verdict verify(Bn254 engine, Bytes proofBytes, Bytes keyBytes, Bytes inputBytes)
      throws MalformedException {
    List<BigInteger> inputs = GnarkGroth16Format.publicInputs(engine, inputBytes.view());
    Groth16Proof proof = GnarkGroth16Format.proof(engine, proofBytes.view());
    Groth16 groth16 = new Groth16(engine);
    Bytes digest = KeyCache.digest(keyBytes);
    Groth16Key.Prepared prepared = keys.find(digest);
    if (prepared == null) {
      Groth16Key key = GnarkGroth16Format.key(engine, keyBytes.view());
      if (!keys.isUsedAgain(digest)) {
        return groth16.verifyOnce(key, proof, inputs);
      }
      prepared = key.prepare(engine);
      keys.keep(digest, prepared);
    }
    return groth16.verify(prepared, proof, inputs);
  }
}
