package io.batcherconsole.engine.verify.pairing;

/** An element re + im u of Fp2 = Fp[u]/(u² + 1). */
public final class Fp2 {
  final Fp re;
  final Fp im;

  /** Zero. */
  Fp2(PrimeField fp) {
    re = fp.create();
    im = fp.create();
  }
}
