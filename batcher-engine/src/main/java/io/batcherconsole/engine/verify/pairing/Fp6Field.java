package io.batcherconsole.engine.verify.pairing;

/** Fp6 = Fp2[v]/(v³ - ξ); only what {@link Fp12Field} needs. */
final class Fp6Field {
  private final Fp2Field fp2;
  private final Fp2 t0;
  private final Fp2 t1;
  private final Fp2 t2;
  private final Fp2 t3;
  private final Fp2 t4;
  private final Fp2 t5;
  private final Fp2 t6;

  Fp6Field(Fp2Field fp2) {
    this.fp2 = fp2;
    t0 = fp2.create();
    t1 = fp2.create();
    t2 = fp2.create();
    t3 = fp2.create();
    t4 = fp2.create();
    t5 = fp2.create();
    t6 = fp2.create();
  }

  Fp6 create() {
    return new Fp6(fp2.fp);
  }

  void set(Fp6 r, Fp6 a) {
    fp2.set(r.c0, a.c0);
    fp2.set(r.c1, a.c1);
    fp2.set(r.c2, a.c2);
  }

  void add(Fp6 r, Fp6 a, Fp6 b) {
    fp2.add(r.c0, a.c0, b.c0);
    fp2.add(r.c1, a.c1, b.c1);
    fp2.add(r.c2, a.c2, b.c2);
  }

  void sub(Fp6 r, Fp6 a, Fp6 b) {
    fp2.sub(r.c0, a.c0, b.c0);
    fp2.sub(r.c1, a.c1, b.c1);
    fp2.sub(r.c2, a.c2, b.c2);
  }

  void neg(Fp6 r, Fp6 a) {
    fp2.neg(r.c0, a.c0);
    fp2.neg(r.c1, a.c1);
    fp2.neg(r.c2, a.c2);
  }

  void reduce(Fp6 r) {
    fp2.reduce(r.c0);
    fp2.reduce(r.c1);
    fp2.reduce(r.c2);
  }

  /** Reduces where sums of two elements are already too big to multiply their sums. */
  void reduceIfTight(Fp6 r) {
    if (fp2.fp.isTight()) {
      reduce(r);
    }
  }

  /** r = v a: (ξ c2, c0, c1). */
  void mulV(Fp6 r, Fp6 a) {
    fp2.mulXi(t0, a.c2);
    fp2.set(r.c2, a.c1);
    fp2.set(r.c1, a.c0);
    fp2.set(r.c0, t0);
  }

  /** Karatsuba: Devegili, Ó hÉigeartaigh, Scott, Dahab, "Multiplication and squaring", 2006, §4. */
  void mul(Fp6 r, Fp6 a, Fp6 b) {
    fp2.mul(t0, a.c0, b.c0);
    fp2.mul(t1, a.c1, b.c1);
    fp2.mul(t2, a.c2, b.c2);
    // t3 = ξ ((a1 + a2)(b1 + b2) - a1 b1 - a2 b2) + a0 b0
    fp2.add(t3, a.c1, a.c2);
    fp2.add(t4, b.c1, b.c2);
    fp2.mul(t3, t3, t4);
    fp2.sub(t3, t3, t1);
    fp2.sub(t3, t3, t2);
    fp2.mulXi(t3, t3);
    fp2.add(t3, t3, t0);
    // t4 = (a0 + a1)(b0 + b1) - a0 b0 - a1 b1 + ξ a2 b2
    fp2.add(t4, a.c0, a.c1);
    fp2.add(t5, b.c0, b.c1);
    fp2.mul(t4, t4, t5);
    fp2.sub(t4, t4, t0);
    fp2.sub(t4, t4, t1);
    fp2.mulXi(t5, t2);
    fp2.add(t4, t4, t5);
    // c2 = (a0 + a2)(b0 + b2) - a0 b0 - a2 b2 + a1 b1
    fp2.add(t5, a.c0, a.c2);
    fp2.add(t6, b.c0, b.c2);
    fp2.mul(t5, t5, t6);
    fp2.sub(t5, t5, t0);
    fp2.sub(t5, t5, t2);
    fp2.add(r.c2, t5, t1);
    fp2.set(r.c0, t3);
    fp2.set(r.c1, t4);
  }

  /** r = a (b0 + b1 v). */
  void mulBy01(Fp6 r, Fp6 a, Fp2 b0, Fp2 b1) {
    fp2.mul(t0, a.c0, b0);
    fp2.mul(t1, a.c1, b1);
    // t2 = a0 b0 + ξ a2 b1
    fp2.mul(t2, a.c2, b1);
    fp2.mulXi(t2, t2);
    fp2.add(t2, t2, t0);
    // t3 = (a0 + a1)(b0 + b1) - a0 b0 - a1 b1
    fp2.add(t3, a.c0, a.c1);
    fp2.add(t4, b0, b1);
    fp2.mul(t3, t3, t4);
    fp2.sub(t3, t3, t0);
    fp2.sub(t3, t3, t1);
    // c2 = a2 b0 + a1 b1
    fp2.mul(t4, a.c2, b0);
    fp2.add(r.c2, t4, t1);
    fp2.set(r.c0, t2);
    fp2.set(r.c1, t3);
  }

  /** r = b1 v a. */
  void mulBy1(Fp6 r, Fp6 a, Fp2 b1) {
    fp2.mul(t0, a.c2, b1);
    fp2.mulXi(t0, t0);
    fp2.mul(t1, a.c0, b1);
    fp2.mul(r.c2, a.c1, b1);
    fp2.set(r.c0, t0);
    fp2.set(r.c1, t1);
  }

  /** r = b0 a. */
  void mulBy0(Fp6 r, Fp6 a, Fp2 b0) {
    fp2.mul(r.c0, a.c0, b0);
    fp2.mul(r.c1, a.c1, b0);
    fp2.mul(r.c2, a.c2, b0);
  }

  /** By the adjoint: (A, B, C) / (a0 A + ξ (a2 B + a1 C)). Beuchat et al. 2010, algorithm 17. */
  void inv(Fp6 r, Fp6 a) {
    // t0 = A = a0² - ξ a1 a2, t1 = B = ξ a2² - a0 a1, t2 = C = a1² - a0 a2
    fp2.sqr(t0, a.c0);
    fp2.mul(t3, a.c1, a.c2);
    fp2.mulXi(t3, t3);
    fp2.sub(t0, t0, t3);
    fp2.sqr(t1, a.c2);
    fp2.mulXi(t1, t1);
    fp2.mul(t3, a.c0, a.c1);
    fp2.sub(t1, t1, t3);
    fp2.sqr(t2, a.c1);
    fp2.mul(t3, a.c0, a.c2);
    fp2.sub(t2, t2, t3);
    // t3 = 1 / (a0 A + ξ (a2 B + a1 C))
    fp2.mul(t3, a.c2, t1);
    fp2.mul(t4, a.c1, t2);
    fp2.add(t3, t3, t4);
    fp2.mulXi(t3, t3);
    fp2.mul(t4, a.c0, t0);
    fp2.add(t3, t3, t4);
    fp2.inv(t3, t3);
    fp2.reduce(t0);
    fp2.reduce(t1);
    fp2.reduce(t2);
    fp2.mul(r.c0, t0, t3);
    fp2.mul(r.c1, t1, t3);
    fp2.mul(r.c2, t2, t3);
  }
}
