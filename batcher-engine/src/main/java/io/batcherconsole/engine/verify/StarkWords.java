package io.batcherconsole.engine.verify;

/**
 * What tells the bytes of a STARK proof from others: but for a few lengths and names they are
 * elements of a field of 31 bits (BabyBear, KoalaBear) in words of 32 bits, little-endian. That is
 * no verification: it keeps what is no proof at all from being taken for one.
 */
final class StarkWords {
  /** The larger of the two moduli, KoalaBear's. */
  private static final int MODULUS = 0x7f000001;

  private static final int BLOCK = 64;

  /** Of random elements about half have it; text, zeros and small numbers have none. */
  private static final int MIDDLE_BIT = 1 << 15;

  private static final int LEAST_WITH_MIDDLE_BIT = BLOCK / 4;

  /** 8 KiB; what a proof opens is more. */
  private static final int LEAST_BLOCKS = 32;

  private StarkWords() {}

  /** Whether there is enough in these bytes that can be a STARK proof, at any alignment. */
  static boolean areIn(byte[] bytes) {
    int blocks = 0;
    for (int at = 0; at + 4 * BLOCK + 3 <= bytes.length; at += 4 * BLOCK) {
      if (isBlock(bytes, at)
          || isBlock(bytes, at + 1)
          || isBlock(bytes, at + 2)
          || isBlock(bytes, at + 3)) {
        blocks++;
        if (blocks == LEAST_BLOCKS) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isBlock(byte[] bytes, int from) {
    int withMiddleBit = 0;
    for (int i = 0; i < BLOCK; i++) {
      int word = word(bytes, from + 4 * i);
      if (!isElement(word)) {
        return false;
      }
      withMiddleBit += (word & MIDDLE_BIT) == 0 ? 0 : 1;
    }
    return withMiddleBit >= LEAST_WITH_MIDDLE_BIT;
  }

  /** Whether a digest of eight elements can stand there. */
  static boolean isDigestAt(byte[] bytes, int from) {
    boolean zero = true;
    for (int at = from; at < from + 32; at += 4) {
      if (at + 4 > bytes.length || !isElement(word(bytes, at))) {
        return false;
      }
      zero &= word(bytes, at) == 0;
    }
    return !zero;
  }

  private static boolean isElement(int word) {
    return word >= 0 && word < MODULUS;
  }

  private static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | bytes[at + 3] << 24;
  }
}
