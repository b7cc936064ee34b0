package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import java.math.BigInteger;
import java.util.List;

/** Verifies Groth16 proofs with encoded keys; keeps those prepared that are used again. */
final class Groth16Keys {
  /** About 80 kB each. */
  private static final int KEPT = 256;

  private final Decoder decoder;
  private final KeyCache<Groth16Key.Prepared> cache = new KeyCache<>(KEPT);

  Groth16Keys(Decoder decoder) {
    this.decoder = decoder;
  }

  /** How a key is encoded. */
  interface Decoder {
    Groth16Key decode(PairingEngine engine, byte[] bytes) throws MalformedException;
  }

  Verdict verify(PairingEngine engine, Bytes key, Groth16Proof proof, List<BigInteger> inputs)
      throws MalformedException {
    Groth16 groth16 = new Groth16(engine);
    Bytes digest = KeyCache.digest(key);
    Groth16Key.Prepared prepared = cache.find(digest);
    if (prepared == null) {
      Groth16Key decoded = decoder.decode(engine, key.view());
      if (!cache.isUsedAgain(digest)) {
        return groth16.verifyOnce(decoded, proof, inputs);
      }
      prepared = decoded.prepare(engine);
      cache.keep(digest, prepared);
    }
    return groth16.verify(prepared, proof, inputs);
  }
}
