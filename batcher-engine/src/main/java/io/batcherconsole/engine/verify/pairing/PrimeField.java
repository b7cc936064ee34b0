package io.batcherconsole.engine.verify.pairing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A prime field Fp with p = 3 mod 4 in signed reduced-radix Montgomery form.
 *
 * <p>An element has n signed limbs of w bits, least significant first, with the value {@code Σ
 * limb[i] 2^(wi) · R^-1 mod p} and R = 2^(wn). Between 2^w and the sign bit there is room: {@link
 * #add}, {@link #sub} and {@link #neg} work limb by limb and never carry. A product leaves limbs in
 * [0, 2^w) but for the top one, which is small and carries the sign; {@link #reduce} does that
 * without multiplying.
 *
 * <p><b>Bounds.</b> A product adds up columns. Each column gets at most n high halves |a|·|b| / 2^w
 * of limb products a product, n of quotient times modulus (below 2^w each) and 2n + 2 low halves
 * (below 2^w each). {@link #productFits} asserts that this stays below 2^63 for the operands at
 * hand, and a test that it does so for all that can come, by running everything on bounds of limbs
 * instead of limbs. Montgomery's quotients make the value of the result (|ab| + pR) / R: with R / p
 * = 2^6.4 (BN254) and 2^11.3 (BLS12-381), operands of some multiples of p give a result within
 * (-2p, 2p).
 *
 * <p>P. L. Montgomery, "Modular multiplication without trial division", 1985; row-wise operand
 * scanning as in Koç, Acar, Kaliski, "Analyzing and comparing Montgomery multiplication
 * algorithms", 1996. Immutable; all threads may share one instance.
 */
abstract class PrimeField extends FiniteField<Fp> {
  private static final long MOST_MULTIPLE = 1L << 20;

  final BigInteger modulus;

  /** Length of an encoded element in bytes. */
  final int byteLength;

  private final int limbs;
  private final int bits;
  private final long[] p;
  private final Fp one;
  private final Fp rSquared;
  private final Fp plainOne;

  /** (p - 1) / 2 as plain limbs. */
  private final long[] half;

  private final BigInteger rootExponent;

  /** 1 / p mod 2^64; the lowest limb of p serves mod 2^w. */
  private final long inverseOfP;

  PrimeField(int limbs, int bits, BigInteger modulus) {
    this.limbs = limbs;
    this.bits = bits;
    this.modulus = modulus;
    byteLength = (modulus.bitLength() + 7) / 8;
    BigInteger r = BigInteger.ONE.shiftLeft(bits * limbs);
    p = split(modulus);
    one = new Fp(split(r.mod(modulus)));
    rSquared = new Fp(split(r.multiply(r).mod(modulus)));
    plainOne = new Fp(split(BigInteger.ONE));
    half = split(modulus.shiftRight(1));
    inverseOfP = modulus.modInverse(BigInteger.ONE.shiftLeft(Long.SIZE)).longValue();
    rootExponent = modulus.add(BigInteger.ONE).shiftRight(2);
  }

  /** r = a b + u v. */
  abstract void mulAdd(Fp r, Fp a, Fp b, Fp u, Fp v);

  /** r = a b - u v. */
  abstract void mulSub(Fp r, Fp a, Fp b, Fp u, Fp v);

  /** r = ka a + kb b, reduced; ka and kb are small. */
  abstract void linear(Fp r, long ka, Fp a, long kb, Fp b);

  /** Whether limbs are so wide that sums of products must be reduced more often. */
  final boolean isTight() {
    return bits > 52;
  }

  @Override
  final Fp create() {
    return new Fp(new long[limbs]);
  }

  @Override
  final void set(Fp r, Fp a) {
    System.arraycopy(a.limbs, 0, r.limbs, 0, limbs);
  }

  @Override
  final void setZero(Fp r) {
    Arrays.fill(r.limbs, 0);
  }

  @Override
  void setOne(Fp r) {
    set(r, one);
  }

  /**
   * A multiple j p that fits the limbs has |j| < 2^20, and the lowest limb tells j mod 2^w. So
   * nearly every other element is told apart by one product.
   */
  @Override
  boolean isZero(Fp a) {
    int unused = Long.SIZE - bits;
    long j = ((a.limbs[0] * inverseOfP) << unused) >> unused;
    if (Math.abs(j) >= MOST_MULTIPLE) {
      return false;
    }
    Fp t = copy(a);
    canonicalise(t);
    long all = 0;
    for (long limb : t.limbs) {
      all |= limb;
    }
    return all == 0;
  }

  @Override
  final boolean areEqual(Fp a, Fp b) {
    Fp difference = create();
    sub(difference, a, b);
    return isZero(difference);
  }

  /** Through BigInteger, whose modInverse takes as long as some 300 products. */
  @Override
  void inv(Fp r, Fp a) {
    BigInteger value = toBigInteger(a);
    if (value.signum() == 0) {
      setZero(r);
    } else {
      set(r, fromBigInteger(value.modInverse(modulus)));
    }
  }

  /** a^((p+1)/4), which is a root when there is one because p = 3 mod 4. */
  @Override
  final boolean sqrt(Fp r, Fp a) {
    Fp original = copy(a);
    pow(r, a, rootExponent);
    Fp square = create();
    sqr(square, r);
    return areEqual(square, original);
  }

  /** Whether the canonical value exceeds (p - 1) / 2. */
  @Override
  final boolean isLarger(Fp a) {
    return compare(toPlain(a), half) > 0;
  }

  /** r = a^exponent for an exponent of at least 0, with windows of four bits. */
  final void pow(Fp r, Fp a, BigInteger exponent) {
    List<Fp> powers = new ArrayList<>(16);
    powers.add(one);
    powers.add(copy(a));
    reduce(powers.getLast());
    for (int i = 2; i < 16; i++) {
      Fp power = create();
      mul(power, powers.get(i - 1), powers.get(1));
      powers.add(power);
    }
    Fp result = copy(one);
    for (int window = (exponent.bitLength() + 3) / 4 - 1; window >= 0; window--) {
      sqr(result, result);
      sqr(result, result);
      sqr(result, result);
      sqr(result, result);
      int digit = exponent.shiftRight(4 * window).intValue() & 15;
      if (digit != 0) {
        mul(result, result, powers.get(digit));
      }
    }
    set(r, result);
  }

  /** A new element with that value mod p. */
  final Fp fromBigInteger(BigInteger value) {
    Fp r = new Fp(split(value.mod(modulus)));
    mul(r, r, rSquared);
    return r;
  }

  /** The canonical value, from 0 to p - 1. */
  final BigInteger toBigInteger(Fp a) {
    byte[] bytes = new byte[byteLength];
    write(a, bytes, 0);
    return new BigInteger(1, bytes);
  }

  /**
   * Reads {@link #byteLength} bytes, most significant first.
   *
   * @param firstByteMask bits of the first byte that belong to the number
   * @return false when the number is not below p
   */
  final boolean read(Fp r, byte[] in, int offset, int firstByteMask) {
    long mask = (1L << bits) - 1;
    setZero(r);
    for (int i = 0; i < byteLength; i++) {
      long value = in[offset + i] & (i == 0 ? firstByteMask : 0xff);
      int bit = 8 * (byteLength - 1 - i);
      int limb = bit / bits;
      int shift = bit % bits;
      r.limbs[limb] |= (value << shift) & mask;
      if (shift > bits - 8 && limb + 1 < limbs) {
        r.limbs[limb + 1] |= value >>> (bits - shift);
      }
    }
    if (compare(r.limbs, p) >= 0) {
      return false;
    }
    mul(r, r, rSquared);
    return true;
  }

  /** Writes the canonical value into {@link #byteLength} bytes, most significant first. */
  final void write(Fp a, byte[] out, int offset) {
    long[] plain = toPlain(a);
    for (int i = 0; i < byteLength; i++) {
      int bit = 8 * (byteLength - 1 - i);
      int limb = bit / bits;
      int shift = bit % bits;
      long value = plain[limb] >>> shift;
      if (shift > bits - 8 && limb + 1 < limbs) {
        value |= plain[limb + 1] << (bits - shift);
      }
      out[offset + i] = (byte) value;
    }
  }

  /** For assertions: whether a b cannot overflow a column. */
  final boolean productFits(Fp a, Fp b) {
    return columnFits(largest(a) * largest(b));
  }

  /** For assertions: whether a², which doubles a first, cannot overflow. */
  final boolean squareFits(Fp a) {
    return productFits(a, a) && 2 * largest(a) < 1L << (63 - (64 - bits) / 2);
  }

  /** For assertions: whether a b ± u v cannot overflow a column. */
  final boolean productsFit(Fp a, Fp b, Fp u, Fp v) {
    return columnFits(largest(a) * largest(b) + largest(u) * largest(v));
  }

  /** For assertions: whether a reduction's quotient times a limb of p stays below 2^62. */
  final boolean quotientFits(long quotient) {
    return Math.abs(quotient) < 1L << (62 - bits);
  }

  /** See the class comment; {@code products} is a bound of the limb products of one row. */
  private boolean columnFits(double products) {
    double base = 1L << bits;
    return limbs * products / base + (4.0 * limbs + 4) * base < 0x1p63;
  }

  private double largest(Fp a) {
    long largest = 0;
    for (long limb : a.limbs) {
      largest = Math.max(largest, Math.abs(limb));
    }
    // Operands are shifted left by half of the free bits before their high half is taken.
    return largest < 1L << (63 - (64 - bits) / 2) ? largest : Double.POSITIVE_INFINITY;
  }

  /** The canonical value as limbs, out of Montgomery form. */
  private long[] toPlain(Fp a) {
    Fp t = create();
    mul(t, a, plainOne);
    canonicalise(t);
    return t.limbs;
  }

  /** Brings t into [0, p). */
  private void canonicalise(Fp t) {
    reduce(t);
    while (t.limbs[limbs - 1] < 0) {
      addMultipleOfP(t.limbs, 1);
    }
    while (compare(t.limbs, p) >= 0) {
      addMultipleOfP(t.limbs, -1);
    }
  }

  private void addMultipleOfP(long[] t, int factor) {
    long carry = 0;
    for (int i = 0; i < limbs - 1; i++) {
      long sum = t[i] + factor * p[i] + carry;
      t[i] = sum & ((1L << bits) - 1);
      carry = sum >> bits;
    }
    t[limbs - 1] += factor * p[limbs - 1] + carry;
  }

  /** Compares plain limbs without signs. */
  private int compare(long[] a, long[] b) {
    for (int i = limbs - 1; i >= 0; i--) {
      if (a[i] != b[i]) {
        return Long.compare(a[i], b[i]);
      }
    }
    return 0;
  }

  private long[] split(BigInteger value) {
    long[] result = new long[limbs];
    for (int i = 0; i < limbs; i++) {
      result[i] = value.shiftRight(bits * i).longValue() & ((1L << bits) - 1);
    }
    return result;
  }
}
