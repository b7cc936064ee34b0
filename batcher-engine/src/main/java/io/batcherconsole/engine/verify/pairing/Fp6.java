package io.batcherconsole.engine.verify.pairing;

/** An element c0 + c1 v + c2 v² of Fp6 = Fp2[v]/(v³ - ξ). */
final class Fp6 {
  final Fp2 c0;
  final Fp2 c1;
  final Fp2 c2;

  /** Zero. */
  Fp6(PrimeField fp) {
    c0 = new Fp2(fp);
    c1 = new Fp2(fp);
    c2 = new Fp2(fp);
  }
}
