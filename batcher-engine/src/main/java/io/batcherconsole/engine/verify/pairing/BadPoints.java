package io.batcherconsole.engine.verify.pairing;

import java.math.BigInteger;
import java.util.Random;

/** Makes points that decoders must refuse. */
public final class BadPoints {
  private final PairingEngine engine;

  public BadPoints(PairingEngine engine) {
    this.engine = engine;
  }

  /** Coordinates that are not on the curve of G1: those of p, which is not infinity, with y + 1. */
  public Point<Fp> offCurve(Point<Fp> p) {
    Fp y = engine.fp.create();
    engine.fp.setOne(y);
    engine.fp.add(y, y, p.y);
    return engine.g1.point(p.x, y);
  }

  /** A point on the curve of G1 but not in G1; there is none on BN254, whose cofactor is 1. */
  public Point<Fp> outsideG1(Random random) {
    while (true) {
      Fp x = engine.fp.fromBigInteger(number(random));
      Fp y = engine.fp.create();
      engine.g1.rightSide(y, x);
      if (engine.fp.sqrt(y, y) && !engine.isInG1(engine.g1.point(x, y))) {
        return engine.g1.point(x, y);
      }
    }
  }

  /** A point on the twist but not in G2. */
  public Point<Fp2> outsideG2(Random random) {
    while (true) {
      Fp2 x = engine.fp2.element(number(random), number(random));
      Fp2 y = engine.fp2.create();
      engine.g2.rightSide(y, x);
      if (engine.fp2.sqrt(y, y) && !engine.isInG2(engine.g2.point(x, y))) {
        return engine.g2.point(x, y);
      }
    }
  }

  private BigInteger number(Random random) {
    return new BigInteger(engine.fp.modulus.bitLength(), random);
  }
}
