package io.batcherconsole.engine.verify.pairing;

import java.math.BigInteger;

/** Fp2 = Fp[u]/(u² + 1), and the multiplication with ξ = ξ₀ + u that the tower above needs. */
final class Fp2Field extends FiniteField<Fp2> {
  final PrimeField fp;
  private final int xiRe;
  private final Fp half;
  private final Fp s0;
  private final Fp s1;
  private final Fp s2;

  /**
   * @param xiRe ξ₀: 9 for BN254, 1 for BLS12-381
   */
  Fp2Field(PrimeField fp, int xiRe) {
    this.fp = fp;
    this.xiRe = xiRe;
    half = fp.fromBigInteger(fp.modulus.add(BigInteger.ONE).shiftRight(1));
    s0 = fp.create();
    s1 = fp.create();
    s2 = fp.create();
  }

  /** A new element re + im u. */
  Fp2 element(BigInteger re, BigInteger im) {
    Fp2 r = create();
    fp.set(r.re, fp.fromBigInteger(re));
    fp.set(r.im, fp.fromBigInteger(im));
    return r;
  }

  /** A new element ξ. */
  Fp2 xi() {
    return element(BigInteger.valueOf(xiRe), BigInteger.ONE);
  }

  @Override
  Fp2 create() {
    return new Fp2(fp);
  }

  @Override
  void set(Fp2 r, Fp2 a) {
    fp.set(r.re, a.re);
    fp.set(r.im, a.im);
  }

  @Override
  void setZero(Fp2 r) {
    fp.setZero(r.re);
    fp.setZero(r.im);
  }

  @Override
  void setOne(Fp2 r) {
    fp.setOne(r.re);
    fp.setZero(r.im);
  }

  @Override
  void add(Fp2 r, Fp2 a, Fp2 b) {
    fp.add(r.re, a.re, b.re);
    fp.add(r.im, a.im, b.im);
  }

  @Override
  void sub(Fp2 r, Fp2 a, Fp2 b) {
    fp.sub(r.re, a.re, b.re);
    fp.sub(r.im, a.im, b.im);
  }

  @Override
  void neg(Fp2 r, Fp2 a) {
    fp.neg(r.re, a.re);
    fp.neg(r.im, a.im);
  }

  /** A new element -a. */
  Fp2 negated(Fp2 a) {
    Fp2 r = create();
    neg(r, a);
    return r;
  }

  /** r = the conjugate re - im u, which is a^p. */
  void conjugate(Fp2 r, Fp2 a) {
    fp.set(r.re, a.re);
    fp.neg(r.im, a.im);
  }

  /** Schoolbook: two fused products cost less than Karatsuba's three with their own reductions. */
  @Override
  void mul(Fp2 r, Fp2 a, Fp2 b) {
    fp.mulSub(s0, a.re, b.re, a.im, b.im);
    fp.mulAdd(r.im, a.re, b.im, a.im, b.re);
    fp.set(r.re, s0);
  }

  /** (re + im)(re - im) + (2 re) im u: doubled before the product, whose limbs are small. */
  @Override
  void sqr(Fp2 r, Fp2 a) {
    fp.add(s0, a.re, a.im);
    fp.sub(s1, a.re, a.im);
    fp.dbl(s2, a.re);
    fp.mul(r.im, s2, a.im);
    fp.mul(r.re, s0, s1);
  }

  /** r = k a with k in Fp. */
  void mulFp(Fp2 r, Fp2 a, Fp k) {
    fp.mul(r.re, a.re, k);
    fp.mul(r.im, a.im, k);
  }

  /** r = a / 2. */
  void halve(Fp2 r, Fp2 a) {
    mulFp(r, a, half);
  }

  /** r = ξ a, reduced. */
  void mulXi(Fp2 r, Fp2 a) {
    fp.linear(s0, xiRe, a.re, -1, a.im);
    fp.linear(r.im, xiRe, a.im, 1, a.re);
    fp.set(r.re, s0);
  }

  /** r = ka a + kb b, reduced; ka and kb are small. */
  void linear(Fp2 r, long ka, Fp2 a, long kb, Fp2 b) {
    fp.linear(r.re, ka, a.re, kb, b.re);
    fp.linear(r.im, ka, a.im, kb, b.im);
  }

  /** The conjugate over the norm re² + im². */
  @Override
  void inv(Fp2 r, Fp2 a) {
    fp.mulAdd(s0, a.re, a.re, a.im, a.im);
    fp.inv(s0, s0);
    fp.mul(r.re, a.re, s0);
    fp.mul(s1, a.im, s0);
    fp.neg(r.im, s1);
  }

  /**
   * The complex method: with d = √(re² + im²), re(root)² is (re + d)/2 or (re - d)/2, and im(root)
   * = im / 2 re(root). M. Scott, "Implementing cryptographic pairings", 2007.
   */
  @Override
  boolean sqrt(Fp2 r, Fp2 a) {
    if (fp.isZero(a.im)) {
      return sqrtOfReal(r, a.re);
    }
    Fp norm = fp.create();
    Fp d = fp.create();
    fp.mulAdd(norm, a.re, a.re, a.im, a.im);
    if (!fp.sqrt(d, norm)) {
      return false;
    }
    Fp square = fp.create();
    Fp re = fp.create();
    fp.add(square, a.re, d);
    fp.mul(square, square, half);
    if (!fp.sqrt(re, square)) {
      fp.sub(square, a.re, d);
      fp.mul(square, square, half);
      if (!fp.sqrt(re, square)) {
        return false;
      }
    }
    fp.dbl(d, re);
    fp.inv(d, d);
    fp.mul(r.im, a.im, d);
    fp.set(r.re, re);
    return true;
  }

  /** One of a and -a is a square in Fp; the root of -a times u is one of a. */
  private boolean sqrtOfReal(Fp2 r, Fp a) {
    Fp value = fp.copy(a);
    if (fp.sqrt(r.re, value)) {
      fp.setZero(r.im);
      return true;
    }
    fp.neg(value, value);
    fp.setZero(r.re);
    return fp.sqrt(r.im, value);
  }

  /** r = a^exponent, for constants. */
  void pow(Fp2 r, Fp2 a, BigInteger exponent) {
    Fp2 base = copy(a);
    setOne(r);
    for (int i = exponent.bitLength() - 1; i >= 0; i--) {
      sqr(r, r);
      if (exponent.testBit(i)) {
        mul(r, r, base);
      }
    }
  }

  @Override
  void reduce(Fp2 r) {
    fp.reduce(r.re);
    fp.reduce(r.im);
  }

  @Override
  boolean isZero(Fp2 a) {
    return fp.isZero(a.re) && fp.isZero(a.im);
  }

  @Override
  boolean areEqual(Fp2 a, Fp2 b) {
    return fp.areEqual(a.re, b.re) && fp.areEqual(a.im, b.im);
  }

  /** The imaginary part decides; the real part when it is 0. */
  @Override
  boolean isLarger(Fp2 a) {
    return fp.isZero(a.im) ? fp.isLarger(a.re) : fp.isLarger(a.im);
  }
}
