package io.batcherconsole.engine.verify.pairing;

import io.batcherconsole.engine.verify.pairing.PreparedPoint.Line;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The groups G1 and G2 of one curve and its optimal ate pairing (F. Vercauteren, "Optimal
 * pairings", 2010). What differs between the curves is in the subclasses. Not thread-safe: each
 * thread needs its own.
 */
public abstract sealed class PairingEngine permits Bn254, Bls12381 {
  final PrimeField fp;
  final Fp2Field fp2;
  final Fp12Field fp12;
  final Curve<Fp> g1;
  final Curve<Fp2> g2;

  /**
   * The constants of ψ(x, y) = (psiX x^p, psiY y^p): untwist, Frobenius, twist. ξ^((p-1)/3) and
   * ξ^((p-1)/2) for a D-type twist, their inverses for an M-type twist.
   */
  final Fp2 psiX;

  final Fp2 psiY;
  private final BigInteger order;

  /** The Miller loop's scalar. */
  private final SignedDigits loop;

  private final Fp2 scaledX;
  private final Fp2 scaledY;

  /**
   * @param fp2 with its base field and ξ
   * @param b of G1's curve
   * @param twistB of G2's curve
   * @param order r of both groups
   * @param loop absolute value of the Miller loop's scalar
   */
  PairingEngine(Fp2Field fp2, long b, Fp2 twistB, BigInteger order, SignedDigits loop) {
    this.fp2 = fp2;
    this.order = order;
    this.loop = loop;
    fp = fp2.fp;
    fp12 = new Fp12Field(fp2);
    g1 = new Curve<>(fp, fp.fromBigInteger(BigInteger.valueOf(b)));
    g2 = new Curve<>(fp2, twistB);
    psiX = fp2.create();
    psiY = fp2.create();
    BigInteger sixth = fp.modulus.subtract(BigInteger.ONE).divide(BigInteger.valueOf(6));
    fp2.pow(psiX, fp2.xi(), sixth.shiftLeft(1));
    fp2.pow(psiY, fp2.xi(), sixth.multiply(BigInteger.valueOf(3)));
    scaledX = fp2.create();
    scaledY = fp2.create();
  }

  /** r, the prime order of G1 and G2; scalars are numbers below it. */
  public final BigInteger order() {
    return order;
  }

  /** The digits of the Miller loop's scalar. */
  final SignedDigits loop() {
    return loop;
  }

  /** How points are encoded. */
  abstract PointFormat format();

  /** Lines of the Miller loop of one point as gnark stores them in a KZG key. */
  abstract int gnarkLines();

  /** Bytes of the lines of two points in a KZG key of gnark: two elements of Fp2 a line. */
  public final int gnarkLineBytes() {
    return 2 * 2 * gnarkLines() * 4 * fp.byteLength;
  }

  /** A generator of the scalar field's multiplicative group, as gnark's domains use it. */
  public abstract BigInteger scalarGenerator();

  /** Whether there are points on the curve of G1 that are not in G1. */
  public abstract boolean hasPointsOutsideG1();

  /** The standard generator of G1. */
  public abstract Point<Fp> generator1();

  /** The standard generator of G2. */
  public abstract Point<Fp2> generator2();

  /** Whether p is on the curve and of order r. */
  abstract boolean isInG1(Point<Fp> p);

  /** A multiplication in G1 that is nearly free. */
  abstract Endomorphism<Fp> endomorphism1();

  /** Whether p is on the twist and of order r. */
  abstract boolean isInG2(Point<Fp2> p);

  /** The line steps after the loop. */
  abstract void finishLines(LineCollector lines, Point<Fp2> q);

  /** f = f · line(P), with the line's coefficients scaled by the coordinates of P. */
  abstract void mulByLine(Fp12 f, Fp2 ofY, Fp2 ofX, Fp2 constant);

  /** What follows the loop: e.g. a conjugation when the loop's scalar is negative. */
  abstract void finishMiller(Fp12 f);

  /** f^((p⁴ - p² + 1) / r), or a fixed power of it; f is in the cyclotomic subgroup. */
  abstract Fp12 hardPart(Fp12 f);

  // ---- groups

  /** The neutral element of G1. */
  public final Point<Fp> infinity1() {
    return g1.infinity;
  }

  /** The neutral element of G2. */
  public final Point<Fp2> infinity2() {
    return g2.infinity;
  }

  /**
   * A point of G1 with these coordinates.
   *
   * @param part what it is, for the error
   * @throws MalformedException when a coordinate is not canonical or the point is not in G1
   */
  public final Point<Fp> point1(BigInteger x, BigInteger y, String part) throws MalformedException {
    requireCanonical(x, part);
    requireCanonical(y, part);
    Point<Fp> p = g1.point(fp.fromBigInteger(x), fp.fromBigInteger(y));
    if (!isInG1(p)) {
      throw new MalformedException(part + ": the point is not in G1");
    }
    return p;
  }

  /** As {@link #point1(BigInteger, BigInteger, String)}, for G2, real parts first. */
  public final Point<Fp2> point2(
      BigInteger xRe, BigInteger xIm, BigInteger yRe, BigInteger yIm, String part)
      throws MalformedException {
    for (BigInteger coordinate : List.of(xRe, xIm, yRe, yIm)) {
      requireCanonical(coordinate, part);
    }
    Point<Fp2> q = g2.point(fp2.element(xRe, xIm), fp2.element(yRe, yIm));
    if (!isInG2(q)) {
      throw new MalformedException(part + ": the point is not in G2");
    }
    return q;
  }

  private void requireCanonical(BigInteger coordinate, String part) throws MalformedException {
    if (coordinate.signum() < 0 || coordinate.compareTo(fp.modulus) >= 0) {
      throw new MalformedException(part + ": a coordinate is not below the modulus");
    }
  }

  public final Point<Fp> negate1(Point<Fp> p) {
    return g1.negate(p);
  }

  public final Point<Fp2> negate2(Point<Fp2> q) {
    return g2.negate(q);
  }

  /** Whether both are the same point. */
  public final boolean areEqual2(Point<Fp2> p, Point<Fp2> q) {
    return g2.areEqual(g2.toJacobian(p), g2.toJacobian(q));
  }

  public final Point<Fp> add1(Point<Fp> p, Point<Fp> q) {
    return g1.add(p, q);
  }

  public final Point<Fp2> add2(Point<Fp2> p, Point<Fp2> q) {
    return g2.add(p, q);
  }

  /** scalar · p in G1, for a scalar of at least 0. */
  public final Point<Fp> multiply1(Point<Fp> p, BigInteger scalar) {
    return multiply1(List.of(p), List.of(scalar));
  }

  /** scalar · q for a scalar of at least 0. */
  public final Point<Fp2> multiply2(Point<Fp2> q, BigInteger scalar) {
    return g2.multiply(q, scalar);
  }

  /** Σ scalars[i] · points[i] in G1, for scalars of at least 0. */
  public final Point<Fp> multiply1(List<Point<Fp>> points, List<BigInteger> scalars) {
    if (points.size() == 1 && scalars.getFirst().equals(BigInteger.ONE)) {
      return points.getFirst(); // a proof that is checked alone, without two inversions
    }
    return g1.toAffine(new MultiScalarMultiplication<>(g1, endomorphism1()).run(points, scalars));
  }

  /** Multiplies {@code p} by many scalars. */
  public final FixedBase<Fp> fixedBase1(Point<Fp> p) {
    return new FixedBase<>(g1, order, p);
  }

  /** Multiplies {@code q} by many scalars. */
  public final FixedBase<Fp2> fixedBase2(Point<Fp2> q) {
    return new FixedBase<>(g2, order, q);
  }

  /** x and y of a point that is not infinity. */
  public final List<BigInteger> coordinates1(Point<Fp> p) {
    return List.of(fp.toBigInteger(p.x), fp.toBigInteger(p.y));
  }

  /** x and y of a point that is not infinity, real parts first. */
  public final List<BigInteger> coordinates2(Point<Fp2> q) {
    return List.of(
        fp.toBigInteger(q.x.re),
        fp.toBigInteger(q.x.im),
        fp.toBigInteger(q.y.re),
        fp.toBigInteger(q.y.im));
  }

  /** ψ(q), the Frobenius endomorphism carried over to the twist. */
  final Point<Fp2> psi(Point<Fp2> q) {
    if (q.isInfinity()) {
      return q;
    }
    JacobianPoint<Fp2> image = psi(g2.toJacobian(q));
    return g2.point(image.x, image.y);
  }

  /** ψ in Jacobian coordinates. */
  final JacobianPoint<Fp2> psi(JacobianPoint<Fp2> q) {
    JacobianPoint<Fp2> r = g2.copy(q);
    fp2.conjugate(r.x, q.x);
    fp2.mul(r.x, r.x, psiX);
    fp2.conjugate(r.y, q.y);
    fp2.mul(r.y, r.y, psiY);
    fp2.conjugate(r.z, q.z);
    return r;
  }

  // ---- pairing

  /** The lines of q's Miller loop. */
  public final PreparedPoint prepare(Point<Fp2> q) {
    if (q.isInfinity()) {
      return new PreparedPoint(true, List.of());
    }
    LineCollector lines = new LineCollector(fp2, g2.b, q);
    Point<Fp2> negated = g2.negate(q);
    for (int i = loop.length() - 2; i >= 0; i--) {
      lines.dbl();
      if (loop.at(i) != 0) {
        lines.add(loop.at(i) > 0 ? q : negated);
      }
    }
    finishLines(lines, q);
    return new PreparedPoint(false, lines.lines());
  }

  /**
   * Whether Π e(p[i], q[i]) = 1.
   *
   * @param ps points of G1, as many as {@code qs}
   */
  public final boolean isProductOne(List<Point<Fp>> ps, List<PreparedPoint> qs) {
    return fp12.areEqual(product(ps, qs), fp12.one());
  }

  /**
   * Π e(p[i], q[i]): one Miller loop, whose squarings all pairs share, and one final
   * exponentiation.
   *
   * @param ps points of G1, as many as {@code qs}
   */
  public final Fp12 product(List<Point<Fp>> ps, List<PreparedPoint> qs) {
    return finalExponentiation(millerLoop(ps, qs));
  }

  /** Whether two values of the pairing are the same. */
  public final boolean areEqual(Fp12 a, Fp12 b) {
    return fp12.areEqual(a, b);
  }

  /** a^exponent for a value of the pairing and an exponent above 0. */
  public final Fp12 power(Fp12 a, BigInteger exponent) {
    Fp12 r = fp12.create();
    fp12.powCyclotomic(r, a, SignedDigits.windowed(exponent, 4));
    return r;
  }

  final Fp12 millerLoop(List<Point<Fp>> ps, List<PreparedPoint> qs) {
    List<Point<Fp>> points = new ArrayList<>();
    List<List<Line>> lines = new ArrayList<>();
    for (int k = 0; k < ps.size(); k++) {
      if (!ps.get(k).isInfinity() && !qs.get(k).infinity) {
        points.add(ps.get(k));
        lines.add(qs.get(k).lines);
      }
    }
    Fp12 f = fp12.one();
    int step = 0;
    for (int i = loop.length() - 2; i >= 0; i--) {
      if (step > 0) {
        fp12.sqr(f, f);
      }
      mulByLines(f, points, lines, step++);
      if (loop.at(i) != 0) {
        mulByLines(f, points, lines, step++);
      }
    }
    for (; !lines.isEmpty() && step < lines.getFirst().size(); step++) {
      mulByLines(f, points, lines, step);
    }
    finishMiller(f);
    return f;
  }

  private void mulByLines(Fp12 f, List<Point<Fp>> points, List<List<Line>> lines, int step) {
    for (int k = 0; k < points.size(); k++) {
      Point<Fp> p = points.get(k);
      Line line = lines.get(k).get(step);
      fp2.mulFp(scaledY, line.ofY(), p.y);
      fp2.mulFp(scaledX, line.ofX(), p.x);
      mulByLine(f, scaledY, scaledX, line.constant());
    }
  }

  /** f^((p¹² - 1) / r), or a fixed power of it. */
  final Fp12 finalExponentiation(Fp12 f) {
    // easy part: f^((p⁶ - 1)(p² + 1))
    Fp12 a = fp12.create();
    Fp12 b = fp12.create();
    fp12.conjugate(a, f);
    fp12.inv(b, f);
    fp12.mul(a, a, b);
    fp12.frobenius(b, a, 2);
    fp12.mul(a, a, b);
    return hardPart(a);
  }
}
