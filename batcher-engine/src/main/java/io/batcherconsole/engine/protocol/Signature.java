package io.batcherconsole.engine.protocol;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * An ECDSA signature over secp256k1 as on the wire.
 *
 * @param r a U256
 * @param s a U256; we write the lower of the two that are valid
 * @param v which public key is meant: 27 or 28 when we write; an unsigned 64-bit number when read
 */
public record Signature(BigInteger r, BigInteger s, long v) {
  /** Bytes of {@link #encoded}. */
  public static final int SIZE = 65;

  /**
   * From 65 bytes: r, s, v.
   *
   * @throws IllegalArgumentException when they are not 65
   */
  public static Signature of(Bytes encoded) {
    if (encoded.size() != SIZE) {
      throw new IllegalArgumentException("a signature has 65 bytes, not " + encoded.size());
    }
    return new Signature(
        encoded.slice(0, 32).toUnsigned(),
        encoded.slice(32, 64).toUnsigned(),
        encoded.view()[64] & 0xff);
  }

  /** 65 bytes as contracts take them: r and s big-endian in 32 bytes each, v in one. */
  public Bytes encoded() {
    byte[] bytes = Arrays.copyOf(compact(), SIZE);
    bytes[64] = Bytes.ofUnsigned(BigInteger.valueOf(v), 1).view()[0];
    return Bytes.wrap(bytes);
  }

  /** r and s big-endian in 32 bytes each. */
  byte[] compact() {
    byte[] bytes = Arrays.copyOf(Bytes.ofUnsigned(r, 32).view(), 64);
    System.arraycopy(Bytes.ofUnsigned(s, 32).view(), 0, bytes, 32, 32);
    return bytes;
  }

  /** Which of the up to four public keys is meant, 0 to 3 (batcher.md §2). */
  int recoveryId() {
    if (v >= 0 && v <= 26) {
      return (int) (v % 4);
    }
    if (v >= 27 && v <= 34) {
      return (int) ((v - 27) % 4);
    }
    return (int) Long.remainderUnsigned(v - 1, 2);
  }
}
