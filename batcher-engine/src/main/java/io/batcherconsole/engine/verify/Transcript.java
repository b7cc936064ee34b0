package io.batcherconsole.engine.verify;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * gnark-crypto's Fiat-Shamir transcript: each challenge is SHA-256 of its name, the challenge
 * before it and what was bound to it, as a number mod the order (verification.md §3).
 */
public final class Transcript {
  private final MessageDigest sha = Sha256.create();
  private final BigInteger order;
  private byte[] previous = {};

  public Transcript(BigInteger order) {
    this.order = order;
  }

  /** The next challenge. */
  public BigInteger challenge(String name, byte[]... bound) {
    sha.update(name.getBytes(StandardCharsets.US_ASCII));
    sha.update(previous);
    for (byte[] part : bound) {
      sha.update(part);
    }
    previous = sha.digest();
    return new BigInteger(1, previous).mod(order);
  }
}
