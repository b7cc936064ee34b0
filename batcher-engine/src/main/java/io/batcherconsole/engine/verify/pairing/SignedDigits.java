package io.batcherconsole.engine.verify.pairing;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A scalar Σ digit(i) 2^i of at least 0 with signed digits. Hankerson, Menezes, Vanstone, "Guide to
 * Elliptic Curve Cryptography", §3.3.
 */
final class SignedDigits {
  private final byte[] digits;

  private SignedDigits(byte[] digits) {
    this.digits = digits;
  }

  /** The binary form: digits 0 and 1. */
  static SignedDigits binary(BigInteger scalar) {
    byte[] digits = new byte[scalar.bitLength()];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = (byte) (scalar.testBit(i) ? 1 : 0);
    }
    return new SignedDigits(digits);
  }

  /** The non-adjacent form: digits -1, 0, 1. */
  static SignedDigits naf(BigInteger scalar) {
    return windowed(scalar, 2);
  }

  /**
   * The width-w non-adjacent form: odd digits of at most 2^(w-1) - 1 in absolute value, with at
   * least w - 1 zeros between two of them.
   */
  static SignedDigits windowed(BigInteger scalar, int width) {
    byte[] digits = new byte[scalar.bitLength() + 1];
    int carry = 0;
    int length = 0;
    for (int i = 0; i < digits.length; ) {
      if ((scalar.testBit(i) ? 1 : 0) == carry) {
        i++;
        continue;
      }
      int digit = carry;
      for (int bit = 0; bit < width; bit++) {
        digit += scalar.testBit(i + bit) ? 1 << bit : 0;
      }
      carry = digit >> (width - 1);
      digits[i] = (byte) (digit - (carry << width));
      length = i + 1;
      i += width;
    }
    return new SignedDigits(Arrays.copyOf(digits, length));
  }

  /** Number of digits; the one at {@code length() - 1} is positive. */
  int length() {
    return digits.length;
  }

  /** The digit of 2^position; 0 beyond the length. */
  int at(int position) {
    return position < digits.length ? digits[position] : 0;
  }

  /** The largest absolute value of a digit. */
  int largest() {
    int largest = 0;
    for (byte digit : digits) {
      largest = Math.max(largest, Math.abs(digit));
    }
    return largest;
  }
}
