package io.batcherconsole.engine.protocol;

/** A Keccak-256 hash: 32 bytes. */
public record Hash(Bytes bytes) {
  /** Bytes in a hash. */
  public static final int SIZE = 32;

  /** 32 zero bytes: the commitment of something absent (batcher.md §3.1). */
  public static final Hash ZERO = new Hash(Bytes.wrap(new byte[SIZE]));

  public Hash {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.size());
    }
  }

  /**
   * From 64 hex digits of either case, with or without 0x.
   *
   * @throws IllegalArgumentException when it is not that
   */
  public static Hash of(String hex) {
    return new Hash(Bytes.fromHex(hex));
  }

  /** 0x and 64 lower-case hex digits. */
  @Override
  public String toString() {
    return "0x" + bytes.toHex();
  }
}
