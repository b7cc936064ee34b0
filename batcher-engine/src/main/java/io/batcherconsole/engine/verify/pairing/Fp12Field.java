package io.batcherconsole.engine.verify.pairing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Fp12 = Fp6[w]/(w² - v), so that w⁶ = ξ. */
final class Fp12Field {
  private final Fp2Field fp2;
  private final Fp6Field fp6;

  /** frobenius[k - 1][i] = ξ^(i (p^k - 1) / 6), which is w^(i (p^k - 1)). */
  private final Fp2[][] frobenius = new Fp2[3][6];

  private final Fp6 t0;
  private final Fp6 t1;
  private final Fp6 t2;
  private final Fp6 t3;
  private final Fp2 s0;
  private final Fp2 s1;
  private final Fp2 s2;
  private final Fp2 s3;
  private final Fp2 s4;
  private final Fp2 s5;
  private final Fp2 s6;
  private final Fp2 s7;
  private final Fp2 s8;

  Fp12Field(Fp2Field fp2) {
    this.fp2 = fp2;
    fp6 = new Fp6Field(fp2);
    t0 = fp6.create();
    t1 = fp6.create();
    t2 = fp6.create();
    t3 = fp6.create();
    s0 = fp2.create();
    s1 = fp2.create();
    s2 = fp2.create();
    s3 = fp2.create();
    s4 = fp2.create();
    s5 = fp2.create();
    s6 = fp2.create();
    s7 = fp2.create();
    s8 = fp2.create();
    Fp2 xi = fp2.xi();
    for (int k = 1; k <= 3; k++) {
      BigInteger sixth =
          fp2.fp.modulus.pow(k).subtract(BigInteger.ONE).divide(BigInteger.valueOf(6));
      Fp2 step = fp2.create();
      fp2.pow(step, xi, sixth);
      Fp2 power = fp2.create();
      fp2.setOne(power);
      for (int i = 0; i < 6; i++) {
        frobenius[k - 1][i] = fp2.copy(power);
        fp2.mul(power, power, step);
      }
    }
  }

  Fp12 create() {
    return new Fp12(fp2.fp);
  }

  /** A new element with the value of a. */
  Fp12 copy(Fp12 a) {
    Fp12 r = create();
    set(r, a);
    return r;
  }

  /** A new element 1. */
  Fp12 one() {
    Fp12 r = create();
    fp2.setOne(r.c0.c0);
    return r;
  }

  void set(Fp12 r, Fp12 a) {
    fp6.set(r.c0, a.c0);
    fp6.set(r.c1, a.c1);
  }

  boolean areEqual(Fp12 a, Fp12 b) {
    return areEqual(a.c0, b.c0) && areEqual(a.c1, b.c1);
  }

  private boolean areEqual(Fp6 a, Fp6 b) {
    return fp2.areEqual(a.c0, b.c0) && fp2.areEqual(a.c1, b.c1) && fp2.areEqual(a.c2, b.c2);
  }

  private void reduce(Fp12 r) {
    fp6.reduce(r.c0);
    fp6.reduce(r.c1);
  }

  /** Karatsuba. */
  void mul(Fp12 r, Fp12 a, Fp12 b) {
    fp6.mul(t0, a.c0, b.c0);
    fp6.mul(t1, a.c1, b.c1);
    fp6.add(t2, a.c0, a.c1);
    fp6.add(t3, b.c0, b.c1);
    fp6.reduceIfTight(t2);
    fp6.reduceIfTight(t3);
    fp6.mul(t2, t2, t3);
    recombine(r);
  }

  /** r = t0 + v t1 + (t2 - t0 - t1) w: the end of every Karatsuba multiplication here. */
  private void recombine(Fp12 r) {
    fp6.sub(t2, t2, t0);
    fp6.sub(r.c1, t2, t1);
    fp6.mulV(t1, t1);
    fp6.add(r.c0, t0, t1);
    reduce(r);
  }

  /** The complex method: c0² + v c1² = (c0 + c1)(c0 + v c1) - c0 c1 - v c0 c1. */
  void sqr(Fp12 r, Fp12 a) {
    fp6.mulV(t1, a.c1);
    fp6.add(t1, t1, a.c0);
    fp6.add(t0, a.c0, a.c1);
    fp6.reduceIfTight(t0);
    fp6.reduceIfTight(t1);
    fp6.mul(t0, t0, t1);
    fp6.mul(t2, a.c0, a.c1);
    fp6.sub(t0, t0, t2);
    fp6.mulV(t1, t2);
    fp6.sub(r.c0, t0, t1);
    fp6.add(r.c1, t2, t2);
    reduce(r);
  }

  /** r = a^(p⁶) = c0 - c1 w, the inverse of a in the cyclotomic subgroup. */
  void conjugate(Fp12 r, Fp12 a) {
    fp6.set(r.c0, a.c0);
    fp6.neg(r.c1, a.c1);
  }

  /** r = (c0 - c1 w) / (c0² - v c1²). */
  void inv(Fp12 r, Fp12 a) {
    fp6.mul(t0, a.c0, a.c0);
    fp6.mul(t1, a.c1, a.c1);
    fp6.mulV(t1, t1);
    fp6.sub(t0, t0, t1);
    fp6.reduce(t0);
    fp6.inv(t0, t0);
    fp6.mul(t1, a.c1, t0);
    fp6.mul(r.c0, a.c0, t0);
    fp6.neg(r.c1, t1);
    reduce(r);
  }

  /** r = a^(p^k) for k from 1 to 3: conjugates for odd k, times a constant for each power of w. */
  void frobenius(Fp12 r, Fp12 a, int k) {
    Fp2[] constants = frobenius[k - 1];
    boolean odd = k % 2 == 1;
    frobenius(r.c0.c0, a.c0.c0, odd, constants[0]);
    frobenius(r.c1.c0, a.c1.c0, odd, constants[1]);
    frobenius(r.c0.c1, a.c0.c1, odd, constants[2]);
    frobenius(r.c1.c1, a.c1.c1, odd, constants[3]);
    frobenius(r.c0.c2, a.c0.c2, odd, constants[4]);
    frobenius(r.c1.c2, a.c1.c2, odd, constants[5]);
  }

  private void frobenius(Fp2 r, Fp2 a, boolean conjugate, Fp2 constant) {
    if (conjugate) {
      fp2.conjugate(s0, a);
    } else {
      fp2.set(s0, a);
    }
    fp2.mul(r, s0, constant);
  }

  /** r = r (l0 + (l1 + l3 v) w): a line of a D-type twist. */
  void mulByLineD(Fp12 r, Fp2 l0, Fp2 l1, Fp2 l3) {
    fp6.mulBy0(t0, r.c0, l0);
    fp6.mulBy01(t1, r.c1, l1, l3);
    fp2.add(s0, l0, l1);
    fp6.add(t2, r.c0, r.c1);
    if (fp2.fp.isTight()) {
      fp2.reduce(s0);
      fp6.reduce(t2);
    }
    fp6.mulBy01(t2, t2, s0, l3);
    recombine(r);
  }

  /** r = r (l0 + l2 v + l3 v w): a line of an M-type twist. */
  void mulByLineM(Fp12 r, Fp2 l0, Fp2 l2, Fp2 l3) {
    fp6.mulBy01(t0, r.c0, l0, l2);
    fp6.mulBy1(t1, r.c1, l3);
    fp2.add(s0, l2, l3);
    fp6.add(t2, r.c0, r.c1);
    if (fp2.fp.isTight()) {
      fp2.reduce(s0);
      fp6.reduce(t2);
    }
    fp6.mulBy01(t2, t2, l0, s0);
    recombine(r);
  }

  /**
   * r = a² for a in the cyclotomic subgroup, where three squares in Fp4 suffice. R. Granger, M.
   * Scott, "Faster squaring in the cyclotomic subgroup of sixth degree extensions", 2010, §3.2.
   */
  void sqrCyclotomic(Fp12 r, Fp12 a) {
    sqrFp4(s0, s1, a.c0.c0, a.c1.c1);
    sqrFp4(s2, s3, a.c1.c0, a.c0.c2);
    sqrFp4(s4, s5, a.c0.c1, a.c1.c2);
    fp2.mulXi(s5, s5);
    fp2.linear(r.c0.c0, 3, s0, -2, a.c0.c0);
    fp2.linear(r.c1.c1, 3, s1, 2, a.c1.c1);
    fp2.linear(r.c1.c0, 3, s5, 2, a.c1.c0);
    fp2.linear(r.c0.c2, 3, s4, -2, a.c0.c2);
    fp2.linear(r.c0.c1, 3, s2, -2, a.c0.c1);
    fp2.linear(r.c1.c2, 3, s3, 2, a.c1.c2);
  }

  /** r0 + r1 y = (a + b y)² in Fp4 = Fp2[y]/(y² - ξ). */
  private void sqrFp4(Fp2 r0, Fp2 r1, Fp2 a, Fp2 b) {
    fp2.sqr(s6, a);
    fp2.sqr(s7, b);
    fp2.add(s8, a, b);
    fp2.sqr(s8, s8);
    fp2.sub(s8, s8, s6);
    fp2.sub(r1, s8, s7);
    fp2.mulXi(s7, s7);
    fp2.add(r0, s6, s7);
  }

  /**
   * r = a^exponent for a in the cyclotomic subgroup, where inverses are free; r must not be a.
   *
   * @param exponent as {@link SignedDigits#windowed}
   */
  void powCyclotomic(Fp12 r, Fp12 a, SignedDigits exponent) {
    List<Fp12> powers = oddPowers(a, exponent.largest());
    Fp12 inverse = create();
    set(r, powers.get(exponent.at(exponent.length() - 1) / 2));
    for (int i = exponent.length() - 2; i >= 0; i--) {
      sqrCyclotomic(r, r);
      int digit = exponent.at(i);
      if (digit > 0) {
        mul(r, r, powers.get(digit / 2));
      } else if (digit < 0) {
        conjugate(inverse, powers.get(-digit / 2));
        mul(r, r, inverse);
      }
    }
  }

  /** a, a³, a⁵, … up to the largest exponent. */
  private List<Fp12> oddPowers(Fp12 a, int largest) {
    List<Fp12> powers = new ArrayList<>();
    powers.add(a);
    Fp12 square = create();
    if (largest > 1) {
      sqrCyclotomic(square, a);
    }
    for (int k = 3; k <= largest; k += 2) {
      Fp12 power = create();
      mul(power, powers.getLast(), square);
      powers.add(power);
    }
    return powers;
  }
}
