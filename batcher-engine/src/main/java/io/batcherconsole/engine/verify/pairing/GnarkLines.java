package io.batcherconsole.engine.verify.pairing;

import java.math.BigInteger;

/**
 * The lines of a point's Miller loop as gnark-crypto stores them in a KZG key since the version
 * that gnark 0.11 uses: in a first table a line for each digit of the loop, in a second one another
 * where the digit is not 0, and 2T + Q is (T + Q) + T. A line is its slope λ and λ x - y. Numbers
 * are Montgomery limbs with R = 2^256 or 2^384, the least significant limb first, each limb
 * big-endian (verification.md §3).
 */
final class GnarkLines {
  private final PairingEngine engine;
  private final Fp2Field fp2;
  private final int count;
  private final byte[] out;
  private Point<Fp2> at;

  private GnarkLines(PairingEngine engine, Point<Fp2> q) {
    this.engine = engine;
    fp2 = engine.fp2;
    count = engine.gnarkLines();
    out = new byte[engine.gnarkLineBytes() / 2];
    at = q;
  }

  /** Both tables for q, which is not infinity, one after the other. */
  static byte[] of(PairingEngine engine, Point<Fp2> q) {
    GnarkLines lines = new GnarkLines(engine, q);
    lines.walk(q);
    return lines.out;
  }

  private void walk(Point<Fp2> q) {
    SignedDigits loop = engine.loop();
    Point<Fp2> negated = engine.g2.negate(q);
    for (int i = loop.length() - 2; i >= 0; i--) {
      if (loop.at(i) == 0) {
        step(0, i, at);
      } else if (at == q) {
        step(0, i, at);
        step(1, i, q);
      } else {
        Point<Fp2> before = at;
        step(0, i, loop.at(i) > 0 ? q : negated);
        step(1, i, before);
      }
    }
    if (engine instanceof Bn254) {
      Point<Fp2> psi = engine.psi(q);
      step(1, count - 1, psi);
      step(0, count - 1, engine.g2.negate(engine.psi(psi)));
    }
  }

  /** Writes the line through the current point and {@code other}, and adds them. */
  private void step(int table, int index, Point<Fp2> other) {
    Fp2 slope = fp2.create();
    Fp2 denominator = fp2.create();
    if (other == at) {
      fp2.sqr(slope, at.x);
      fp2.linear(slope, 3, slope, 0, slope);
      fp2.dbl(denominator, at.y);
    } else {
      fp2.sub(slope, other.y, at.y);
      fp2.sub(denominator, other.x, at.x);
    }
    fp2.inv(denominator, denominator);
    fp2.mul(slope, slope, denominator);
    Fp2 constant = fp2.create();
    fp2.mul(constant, slope, at.x);
    fp2.sub(constant, constant, at.y);
    int offset = 4 * engine.fp.byteLength * (table * count + index);
    write(slope.re, offset);
    write(slope.im, offset + engine.fp.byteLength);
    write(constant.re, offset + 2 * engine.fp.byteLength);
    write(constant.im, offset + 3 * engine.fp.byteLength);
    at = engine.g2.add(at, other);
  }

  private void write(Fp value, int offset) {
    BigInteger montgomery =
        engine.fp.toBigInteger(value).shiftLeft(8 * engine.fp.byteLength).mod(engine.fp.modulus);
    for (int i = 0; i < engine.fp.byteLength; i++) {
      int limb = i / Long.BYTES;
      int shift = 64 * limb + 8 * (Long.BYTES - 1 - i % Long.BYTES);
      out[offset + i] = montgomery.shiftRight(shift).byteValue();
    }
  }
}
