package io.batcherconsole.engine.protocol;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string with value equality. */
public final class Bytes {
  /** The empty byte string. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of {@code bytes}. */
  public static Bytes of(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  /** Takes the array over without copying; the caller must never write to it again. */
  public static Bytes wrap(byte[] bytes) {
    return new Bytes(bytes);
  }

  /**
   * From hex digits of either case, with or without 0x.
   *
   * @throws IllegalArgumentException when it is not hex
   */
  public static Bytes fromHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex));
  }

  /**
   * A number as {@code size} bytes, big-endian.
   *
   * @throws IllegalArgumentException when it is negative or needs more bytes
   */
  public static Bytes ofUnsigned(BigInteger number, int size) {
    if (number.signum() < 0 || number.bitLength() > 8 * size) {
      throw new IllegalArgumentException(number + " is no number of " + size + " bytes");
    }
    byte[] minimal = number.toByteArray();
    int length = Math.min(minimal.length, size); // without the sign's byte
    byte[] bytes = new byte[size];
    System.arraycopy(minimal, minimal.length - length, bytes, size - length, length);
    return new Bytes(bytes);
  }

  /** The number that the bytes are when read big-endian and unsigned. */
  public BigInteger toUnsigned() {
    return new BigInteger(1, bytes);
  }

  /** The bytes from {@code from} to {@code to}, exclusive, as a copy. */
  public Bytes slice(int from, int to) {
    return new Bytes(Arrays.copyOfRange(bytes, from, to));
  }

  /** Number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** A fresh copy. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** The array itself, to read big data without a copy; the caller must not write to it. */
  public byte[] view() {
    return bytes;
  }

  /** Lower-case hex without 0x. */
  public String toHex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** 0x and lower-case hex, shortened in the middle when it is long. */
  @Override
  public String toString() {
    String hex = toHex();
    return "0x" + (hex.length() <= 80 ? hex : hex.substring(0, 32) + "…(" + size() + " bytes)");
  }
}
