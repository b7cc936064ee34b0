package io.batcherconsole.engine.protocol;

import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256, Ethereum's hash. */
public final class Keccak {
  private Keccak() {}

  /** The hash of the parts, one after another. */
  public static Hash hash(Bytes... parts) {
    KeccakDigest digest = new KeccakDigest(256);
    for (Bytes part : parts) {
      digest.update(part.view(), 0, part.size());
    }
    byte[] hash = new byte[Hash.SIZE];
    digest.doFinal(hash, 0);
    return new Hash(Bytes.wrap(hash));
  }
}
