package io.batcherconsole.engine.verify.pairing;

import java.math.BigInteger;
import java.util.stream.Stream;

/**
 * A field whose elements are bounds: between which two numbers each limb of an element is at this
 * place in the code, whatever its value. What runs on it without an error runs on all elements
 * within the bounds that it began with: abstract interpretation (P. and R. Cousot, 1977), with the
 * bounds that {@link FieldGenerator}'s code has by its construction.
 *
 * <p>The upper bounds of all limbs come first, then the lower ones.
 */
final class LimbBounds extends PrimeField {
  private final PrimeField field;
  private final int n;
  private final int bits;
  private final BigInteger radix;

  /**
   * Bounds of the elements of {@code field}.
   *
   * @param n number of its limbs
   * @param bits of a limb
   */
  LimbBounds(PrimeField field, int n, int bits) {
    super(2 * n, bits, field.modulus);
    this.field = field;
    this.n = n;
    this.bits = bits;
    radix = BigInteger.ONE.shiftLeft(n * bits);
  }

  /** All elements with limbs of {@code bits} bits and a value within (-multiple p, multiple p). */
  Fp upTo(long multiple) {
    BigInteger value = modulus.multiply(BigInteger.valueOf(multiple));
    Fp r = create();
    setValue(r, value.negate(), value);
    return r;
  }

  /** Whether all elements of {@code a} are also in {@code b}. */
  boolean isWithin(Fp a, Fp b) {
    for (int i = 0; i < n; i++) {
      if (a.limbs[i] > b.limbs[i] || a.limbs[n + i] < b.limbs[n + i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  void setOne(Fp r) {
    setValue(r, BigInteger.ZERO, modulus);
  }

  @Override
  void add(Fp r, Fp a, Fp b) {
    setReducible(r, 1, a, 1, b);
  }

  @Override
  void sub(Fp r, Fp a, Fp b) {
    setReducible(r, 1, a, -1, b);
  }

  @Override
  void neg(Fp r, Fp a) {
    setReducible(r, -1, a, 0, a);
  }

  @Override
  void linear(Fp r, long ka, Fp a, long kb, Fp b) {
    setReducible(r, ka, a, kb, b);
    reduce(r);
  }

  /** r = ka a + kb b; what can be added up can be compared with 0, which reduces it. */
  private void setReducible(Fp r, long ka, Fp a, long kb, Fp b) {
    long[] sum = new long[2 * n];
    for (int i = 0; i < n; i++) {
      sum[i] = Math.addExact(most(ka, a, i), most(kb, b, i));
      sum[n + i] = -Math.addExact(most(-ka, a, i), most(-kb, b, i));
    }
    System.arraycopy(sum, 0, r.limbs, 0, 2 * n);
    long top = largestTop(r);
    for (long limb : r.limbs) {
      require(Math.abs(limb) < 1L << 61, "a limb overflows when it carries");
    }
    require(field.quotientFits(top / top(modulus) + 2), "a quotient times a limb of p overflows");
  }

  /** The largest k limb. */
  private long most(long k, Fp a, int limb) {
    return Math.multiplyExact(k, a.limbs[k >= 0 ? limb : n + limb]);
  }

  /**
   * The quotient is q = floor(c f / 2^62) of the top limb c after carrying, with f = floor(2^62 /
   * (P + 1)) of p's top limb P. With B = 2^(bits (n - 1)), |q - c / (P + 1)| is at most 1 + |c| /
   * 2^62 and above c / (P + 1) only by the latter; hence the rest is from -e to p + B + e, where e
   * = |c| (B / (P + 1) + p / 2^62).
   */
  @Override
  void reduce(Fp r) {
    BigInteger c = BigInteger.valueOf(largestTop(r));
    BigInteger base = BigInteger.ONE.shiftLeft(bits * (n - 1));
    BigInteger error =
        c.multiply(base)
            .divide(BigInteger.valueOf(top(modulus) + 1))
            .add(c.multiply(modulus).shiftRight(62))
            .add(BigInteger.TWO);
    setValue(r, error.negate(), modulus.add(base).add(error));
  }

  @Override
  void mul(Fp r, Fp a, Fp b) {
    require(field.productFits(largest(a), largest(b)), "a column of a product overflows");
    BigInteger[] ab = product(a, b);
    setProduct(r, ab[0], ab[1]);
  }

  @Override
  void sqr(Fp r, Fp a) {
    require(field.squareFits(largest(a)), "a column of a square overflows");
    mul(r, a, a);
  }

  @Override
  void mulAdd(Fp r, Fp a, Fp b, Fp u, Fp v) {
    BigInteger[] uv = products(a, b, u, v);
    BigInteger[] ab = product(a, b);
    setProduct(r, ab[0].add(uv[0]), ab[1].add(uv[1]));
  }

  @Override
  void mulSub(Fp r, Fp a, Fp b, Fp u, Fp v) {
    BigInteger[] uv = products(a, b, u, v);
    BigInteger[] ab = product(a, b);
    setProduct(r, ab[0].subtract(uv[1]), ab[1].subtract(uv[0]));
  }

  private BigInteger[] products(Fp a, Fp b, Fp u, Fp v) {
    require(
        field.productsFit(largest(a), largest(b), largest(u), largest(v)),
        "a column of two products overflows");
    return product(u, v);
  }

  /** The least and the largest value of a b. */
  private BigInteger[] product(Fp a, Fp b) {
    BigInteger[] corners =
        Stream.of(0, n)
            .flatMap(i -> Stream.of(0, n).map(j -> value(a, i).multiply(value(b, j))))
            .sorted()
            .toArray(BigInteger[]::new);
    return new BigInteger[] {corners[0], corners[3]};
  }

  /** Montgomery: (product + quotients p) / R, with quotients from 0 to R - 1. */
  private void setProduct(Fp r, BigInteger least, BigInteger most) {
    setValue(
        r,
        least.divide(radix).subtract(BigInteger.ONE),
        most.divide(radix).add(BigInteger.ONE).add(modulus));
  }

  @Override
  void inv(Fp r, Fp a) {
    mul(r, a, a);
  }

  /** Sums and differences can be reduced, which is all that it takes. */
  @Override
  boolean isZero(Fp a) {
    return false;
  }

  /** Limbs of {@code bits} bits but for the top one, which takes what is left. */
  private void setValue(Fp r, BigInteger least, BigInteger most) {
    for (int i = 0; i < n - 1; i++) {
      r.limbs[i] = (1L << bits) - 1;
      r.limbs[n + i] = 0;
    }
    r.limbs[n - 1] = top(most);
    r.limbs[2 * n - 1] = top(least);
  }

  private BigInteger value(Fp a, int from) {
    BigInteger value = BigInteger.ZERO;
    for (int i = n - 1; i >= 0; i--) {
      value = value.shiftLeft(bits).add(BigInteger.valueOf(a.limbs[from + i]));
    }
    return value;
  }

  /** The top limb when the others have {@code bits} bits. */
  private long top(BigInteger value) {
    return value.shiftRight(bits * (n - 1)).longValueExact();
  }

  /** The largest absolute value of the top limb after carrying. */
  private long largestTop(Fp a) {
    return Math.max(Math.abs(top(value(a, 0))), Math.abs(top(value(a, n)))) + 1;
  }

  /** An element of the field that has the largest limbs. */
  private Fp largest(Fp a) {
    Fp r = field.create();
    for (int i = 0; i < n; i++) {
      r.limbs[i] = Math.max(Math.abs(a.limbs[i]), Math.abs(a.limbs[n + i]));
    }
    return r;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ArithmeticException(otherwise);
    }
  }
}
