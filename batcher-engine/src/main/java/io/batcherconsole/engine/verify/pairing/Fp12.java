package io.batcherconsole.engine.verify.pairing;

/** An element c0 + c1 w of Fp12 = Fp6[w]/(w² - v); the values of a pairing lie here. */
public final class Fp12 {
  final Fp6 c0;
  final Fp6 c1;

  /** Zero. */
  Fp12(PrimeField fp) {
    c0 = new Fp6(fp);
    c1 = new Fp6(fp);
  }
}
