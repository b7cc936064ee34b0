package io.batcherconsole.engine.verify.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation against BigInteger, on edge values and random ones; assertions check the bounds.
 */
class PrimeFieldTest {
  private static final long SEED = 1;

  static Stream<PrimeField> fields() {
    return Stream.of(new Bn254Fp(), new Bls12381Fp());
  }

  private static List<BigInteger> values(PrimeField fp) {
    List<BigInteger> values = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      values.add(BigInteger.valueOf(i));
      values.add(fp.modulus.subtract(BigInteger.valueOf(i + 1)));
      values.add(fp.modulus.shiftRight(1).add(BigInteger.valueOf(i)));
    }
    for (int bit = 50; bit < fp.modulus.bitLength(); bit += 51) {
      values.add(BigInteger.ONE.shiftLeft(bit));
      values.add(BigInteger.ONE.shiftLeft(bit).subtract(BigInteger.ONE));
    }
    Random random = new Random(SEED);
    for (int i = 0; i < 40; i++) {
      values.add(new BigInteger(fp.modulus.bitLength() + 8, random).mod(fp.modulus));
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("fields")
  void agreesWithBigInteger(PrimeField fp) {
    List<BigInteger> values = values(fp);
    BigInteger p = fp.modulus;
    Fp r = fp.create();
    for (BigInteger x : values) {
      Fp a = fp.fromBigInteger(x);
      assertThat(fp.toBigInteger(a)).isEqualTo(x);
      fp.neg(r, a);
      assertValue(fp, r, x.negate(), "-%s", x);
      fp.sqr(r, a);
      assertValue(fp, r, x.multiply(x), "%s²", x);
      boolean square = fp.sqrt(r, a);
      assertThat(square).isEqualTo(x.modPow(p.shiftRight(1), p).compareTo(BigInteger.ONE) <= 0);
      if (square) {
        fp.sqr(r, r);
        assertValue(fp, r, x, "√%s", x);
      }
      if (x.signum() != 0) {
        fp.inv(r, a);
        assertValue(fp, r, x.modInverse(p), "1/%s", x);
      }
      assertThat(fp.isZero(a)).isEqualTo(x.signum() == 0);
      assertThat(fp.isLarger(a)).isEqualTo(x.compareTo(p.shiftRight(1)) > 0);
      for (BigInteger y : values) {
        Fp b = fp.fromBigInteger(y);
        fp.mul(r, a, b);
        assertValue(fp, r, x.multiply(y), "%s · %s", x, y);
        fp.add(r, a, b);
        assertValue(fp, r, x.add(y), "%s + %s", x, y);
        fp.sub(r, a, b);
        assertValue(fp, r, x.subtract(y), "%s - %s", x, y);
        fp.mulAdd(r, a, b, b, b);
        assertValue(fp, r, x.multiply(y).add(y.multiply(y)), "mulAdd of %s and %s", x, y);
        fp.mulSub(r, a, b, a, a);
        assertValue(fp, r, x.multiply(y).subtract(x.multiply(x)), "mulSub of %s and %s", x, y);
        fp.linear(r, 9, a, -2, b);
        BigInteger linear = x.multiply(BigInteger.valueOf(9)).subtract(y.shiftLeft(1));
        assertValue(fp, r, linear, "9 · %s - 2 · %s", x, y);
        assertThat(fp.areEqual(a, b)).isEqualTo(x.equals(y));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void sumsStayRightWithoutCarriesAndAfterReduction(PrimeField fp) {
    Random random = new Random(SEED);
    Fp sum = fp.create();
    BigInteger expected = BigInteger.ZERO;
    for (BigInteger x : values(fp)) {
      Fp term = fp.fromBigInteger(x);
      if (random.nextBoolean()) {
        fp.add(sum, sum, term);
        expected = expected.add(x);
      } else {
        fp.sub(sum, sum, term);
        expected = expected.subtract(x);
      }
      if (random.nextInt(4) == 0) {
        fp.reduce(sum);
      }
      assertValue(fp, sum, expected, "the sum up to %s", x);
    }
  }

  /** Zero is any multiple of p, and next to it is none. */
  @ParameterizedTest
  @MethodSource("fields")
  void zeroIsToldInAllItsForms(PrimeField fp) {
    Fp one = fp.fromBigInteger(BigInteger.ONE);
    for (BigInteger x : values(fp)) {
      Fp up = fp.create();
      Fp down = fp.create();
      for (int k = 1; k <= 24; k++) {
        fp.add(up, up, fp.fromBigInteger(x));
        fp.add(up, up, fp.fromBigInteger(fp.modulus.subtract(x)));
        fp.sub(down, down, fp.fromBigInteger(x));
        fp.sub(down, down, fp.fromBigInteger(fp.modulus.subtract(x)));
        for (Fp zero : List.of(up, down)) {
          assertThat(fp.isZero(zero)).as("%d times p, of %s", k, x).isTrue();
          Fp next = fp.create();
          fp.add(next, zero, one);
          assertThat(fp.isZero(next)).as("%d times p and 1, of %s", k, x).isFalse();
          fp.sub(next, zero, one);
          assertThat(fp.isZero(next)).as("%d times p less 1, of %s", k, x).isFalse();
        }
      }
    }
  }

  /** Up to where the assertions let them, limbs of any sign make no column overflow. */
  @ParameterizedTest
  @MethodSource("fields")
  void productsOfTheLargestLimbsAreRight(PrimeField fp) {
    Random random = new Random(SEED);
    long most = largestLimb(a -> fp.productFits(a, a), fp);
    long mostSquared = largestLimb(fp::squareFits, fp);
    long mostOfTwo = largestLimb(a -> fp.productsFit(a, a, a, a), fp);
    Fp r = fp.create();
    for (int round = 0; round < 200; round++) {
      boolean mixed = round % 2 == 0;
      Fp a = withLimbs(fp, most, mixed ? random : null);
      Fp b = withLimbs(fp, most, random);
      fp.mul(r, a, b);
      assertValue(fp, r, value(fp, a).multiply(value(fp, b)), "product %d", round);
      Fp base = withLimbs(fp, mostSquared, random);
      fp.sqr(r, base);
      assertValue(fp, r, value(fp, base).pow(2), "square %d", round);
      Fp c = withLimbs(fp, mostOfTwo, mixed ? random : null);
      Fp d = withLimbs(fp, mostOfTwo, random);
      BigInteger cd = value(fp, c).multiply(value(fp, d));
      fp.mulAdd(r, c, d, c, d);
      assertValue(fp, r, cd.shiftLeft(1), "sum of products %d", round);
      fp.mulSub(r, c, d, d, d);
      assertValue(fp, r, cd.subtract(value(fp, d).pow(2)), "difference of products %d", round);
    }
  }

  /** Where the doubled operand of a square would lose its sign bit, the assertion says so. */
  @ParameterizedTest
  @MethodSource("fields")
  void squaresOfLimbsThatAreTooLargeAreRefused(PrimeField fp) {
    Fp a = fp.create();
    a.limbs[0] = 1L << (fp.isTight() ? 58 : 56);
    assertThat(fp.squareFits(a)).isFalse();
  }

  private static long largestLimb(Predicate<Fp> fits, PrimeField fp) {
    long limb = 0;
    for (int bit = 61; bit >= 0; bit--) {
      Fp a = fp.create();
      a.limbs[0] = limb | 1L << bit;
      limb = fits.test(a) ? a.limbs[0] : limb;
    }
    return limb;
  }

  /** The limb everywhere but on top, where it would be a value of thousands of p. */
  private static Fp withLimbs(PrimeField fp, long limb, @Nullable Random signs) {
    Fp a = fp.create();
    for (int i = 0; i < a.limbs.length - 1; i++) {
      a.limbs[i] = signs != null && signs.nextBoolean() ? -limb : limb;
    }
    return a;
  }

  private static BigInteger value(PrimeField fp, Fp a) {
    int bits = fp.isTight() ? 56 : 52;
    BigInteger value = BigInteger.ZERO;
    for (int i = a.limbs.length - 1; i >= 0; i--) {
      value = value.shiftLeft(bits).add(BigInteger.valueOf(a.limbs[i]));
    }
    BigInteger radix = BigInteger.ONE.shiftLeft(bits * a.limbs.length);
    return value.multiply(radix.modInverse(fp.modulus)).mod(fp.modulus);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void resultsMayOverwriteOperands(PrimeField fp) {
    BigInteger x = values(fp).getLast();
    Fp a = fp.fromBigInteger(x);
    fp.mul(a, a, a);
    assertValue(fp, a, x.pow(2), "%s²", x);
    fp.mulAdd(a, a, a, a, a);
    assertValue(fp, a, x.pow(4).shiftLeft(1), "2 · %s⁴", x);
    fp.sub(a, a, a);
    assertThat(fp.isZero(a)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void readsOnlyCanonicalNumbers(PrimeField fp) {
    Fp r = fp.create();
    for (BigInteger x : values(fp)) {
      byte[] bytes = new byte[fp.byteLength + 1];
      fp.write(fp.fromBigInteger(x), bytes, 1);
      assertThat(new BigInteger(1, bytes)).isEqualTo(x);
      assertThat(fp.read(r, bytes, 1, 0xff)).isTrue();
      assertThat(fp.toBigInteger(r)).isEqualTo(x);
    }
    for (int above = 0; above < 3; above++) {
      byte[] tooLarge = fp.modulus.add(BigInteger.valueOf(above)).toByteArray();
      int offset = tooLarge.length - fp.byteLength;
      assertThat(fp.read(r, tooLarge, offset, 0xff)).isFalse();
    }
  }

  private static void assertValue(
      PrimeField fp, Fp actual, BigInteger expected, String description, Object... arguments) {
    assertThat(fp.toBigInteger(actual))
        .as(description, arguments)
        .isEqualTo(expected.mod(fp.modulus));
  }
}
