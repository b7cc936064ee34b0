package io.batcherconsole.engine.verify;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * RFC 9380 hash_to_field for one element of a scalar field: expand_message_xmd with SHA-256 to 48
 * bytes, as gnark's {@code fr.Hash(msg, dst, 1)}.
 */
final class HashToField {
  private static final int BYTES = 48;
  private static final int SHA_BLOCK = 64;

  private HashToField() {}

  /**
   * @param dst the domain separation tag, ASCII
   * @param order of the scalar field
   */
  static BigInteger hash(byte[] message, String dst, BigInteger order) {
    byte[] tag = dst.getBytes(StandardCharsets.US_ASCII);
    byte[] suffix = Arrays.copyOf(tag, tag.length + 1);
    suffix[tag.length] = (byte) tag.length;
    byte[] b0 = Sha256.digest(new byte[SHA_BLOCK], message, new byte[] {0, BYTES, 0}, suffix);
    byte[] b1 = Sha256.digest(b0, new byte[] {1}, suffix);
    byte[] mixed = new byte[b0.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (byte) (b0[i] ^ b1[i]);
    }
    byte[] b2 = Sha256.digest(mixed, new byte[] {2}, suffix);
    byte[] uniform = Arrays.copyOf(b1, BYTES);
    System.arraycopy(b2, 0, uniform, b1.length, BYTES - b1.length);
    return new BigInteger(1, uniform).mod(order);
  }
}
