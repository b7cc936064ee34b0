package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import java.security.SecureRandom;

/** Verifies Groth16 proofs with encoded keys; keeps those prepared that are used again. */
final class Groth16Keys {
  private final Decoder decoder;
  private final KeyCache<Groth16Key.Prepared> cache = new KeyCache<>(KeyCache.MOST_BYTES);

  Groth16Keys(Decoder decoder) {
    this.decoder = decoder;
  }

  /** How a key is encoded. */
  interface Decoder {
    Groth16Key decode(PairingEngine engine, byte[] bytes) throws MalformedException;
  }

  Verdict verify(PairingEngine engine, Bytes key, Groth16Statement statement)
      throws MalformedException {
    Groth16 groth16 = new Groth16(engine);
    Bytes digest = KeyCache.digest(key);
    Groth16Key.Prepared prepared = cache.find(digest);
    if (prepared == null) {
      Groth16Key decoded = decoder.decode(engine, key.view());
      if (!cache.isUsedAgain(digest)) {
        return groth16.verifyOnce(decoded, statement);
      }
      prepared = prepareAndKeep(engine, key, digest, decoded);
    }
    return groth16.verify(prepared, statement);
  }

  /** Gives every statement its verdict. */
  void verifyTogether(
      PairingEngine engine, Bytes key, Together<Groth16Statement> statements, SecureRandom random) {
    Groth16 groth16 = new Groth16(engine);
    Groth16Key.Prepared ready;
    try {
      ready = preparedNow(engine, key);
    } catch (MalformedException malformed) {
      statements.rejectAll(malformed.reason());
      return;
    }
    statements
        .each(statement -> groth16.claim(ready.key(), statement))
        .decide(random, (claims, weights) -> groth16.problem(ready, claims, weights));
  }

  /** A key that several proofs bring is worth keeping at once. */
  private Groth16Key.Prepared preparedNow(PairingEngine engine, Bytes key)
      throws MalformedException {
    Bytes digest = KeyCache.digest(key);
    Groth16Key.Prepared prepared = cache.find(digest);
    return prepared != null
        ? prepared
        : prepareAndKeep(engine, key, digest, decoder.decode(engine, key.view()));
  }

  private Groth16Key.Prepared prepareAndKeep(
      PairingEngine engine, Bytes key, Bytes digest, Groth16Key decoded) {
    Groth16Key.Prepared prepared = decoded.prepare(engine);
    cache.keep(digest, prepared, key.size());
    return prepared;
  }
}
