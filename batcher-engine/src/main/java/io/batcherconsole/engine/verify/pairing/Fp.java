package io.batcherconsole.engine.verify.pairing;

/** An element of a {@link PrimeField}, which alone knows what the limbs mean. */
public final class Fp {
  final long[] limbs;

  Fp(long[] limbs) {
    this.limbs = limbs;
  }
}
