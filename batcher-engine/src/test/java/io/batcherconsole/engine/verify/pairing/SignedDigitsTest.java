package io.batcherconsole.engine.verify.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedDigitsTest {
  private static final long SEED = 4;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 7})
  void digitsAddUpAndAreSparse(int width) {
    Random random = new Random(SEED);
    for (int i = 0; i < 500; i++) {
      BigInteger scalar = i < 100 ? BigInteger.valueOf(i) : new BigInteger(1 + i / 2, random);
      SignedDigits digits = SignedDigits.windowed(scalar, width);
      BigInteger sum = BigInteger.ZERO;
      int last = -width;
      for (int position = 0; position < digits.length(); position++) {
        int digit = digits.at(position);
        sum = sum.add(BigInteger.valueOf(digit).shiftLeft(position));
        if (digit != 0) {
          assertThat(Math.abs(digit) % 2).isEqualTo(1);
          assertThat(Math.abs(digit)).isLessThan(1 << (width - 1));
          assertThat(position - last).isGreaterThanOrEqualTo(width);
          last = position;
        }
      }
      assertThat(sum).as("digits of %s, width %d", scalar, width).isEqualTo(scalar);
      assertThat(digits.at(digits.length() + 3)).isZero();
      if (scalar.signum() > 0) {
        assertThat(digits.at(digits.length() - 1)).isPositive();
      }
    }
  }
}
