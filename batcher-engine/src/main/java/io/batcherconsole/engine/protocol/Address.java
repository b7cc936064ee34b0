package io.batcherconsole.engine.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An Ethereum address: 20 bytes. */
public record Address(Bytes bytes) implements Comparable<Address> {
  /** Bytes in an address. */
  public static final int SIZE = 20;

  /** The address of nobody. */
  public static final Address ZERO = new Address(Bytes.wrap(new byte[SIZE]));

  public Address {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("an address has 20 bytes, not " + bytes.size());
    }
  }

  /**
   * From 40 hex digits of either case, with or without 0x.
   *
   * @throws IllegalArgumentException when it is not that
   */
  public static Address of(String hex) {
    return new Address(Bytes.fromHex(hex));
  }

  /** Ascending as unsigned big-endian numbers. */
  @Override
  public int compareTo(Address other) {
    return Arrays.compareUnsigned(bytes.view(), other.bytes.view());
  }

  /** 0x and 40 hex digits whose case is a checksum (EIP-55), as people read addresses. */
  public String checksummed() {
    String digits = bytes.toHex();
    String hash =
        Keccak.hash(Bytes.wrap(digits.getBytes(StandardCharsets.US_ASCII))).bytes().toHex();
    StringBuilder text = new StringBuilder("0x");
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      text.append(hash.charAt(i) >= '8' ? Character.toUpperCase(digit) : digit);
    }
    return text.toString();
  }

  /** 0x and 40 lower-case hex digits, as on the wire. */
  @Override
  public String toString() {
    return "0x" + bytes.toHex();
  }
}
