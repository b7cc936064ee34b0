package io.batcherconsole.engine.verify.pairing;

import io.batcherconsole.engine.verify.pairing.Endomorphism.Vector;
import java.math.BigInteger;

/**
 * BN254, also called alt_bn128 (EIP-196, EIP-197): y² = x³ + 3 with a D-type sextic twist y² = x³ +
 * 3/ξ, ξ = 9 + u. Barreto, Naehrig, "Pairing-friendly elliptic curves of prime order", 2005, with
 * the parameter x = 4965661367192848881.
 */
public final class Bn254 extends PairingEngine {
  private static final BigInteger X = BigInteger.valueOf(4965661367192848881L);

  /** 6 x + 2. */
  private static final BigInteger LOOP = X.multiply(BigInteger.valueOf(6)).add(BigInteger.TWO);

  private static final BigInteger ORDER =
      new BigInteger(
          "21888242871839275222246405745257275088548364400416034343698204186575808495617");

  /** A number with φ(P) = λ P and λ² + λ + 1 = 0 mod r. */
  private static final BigInteger LAMBDA =
      polynomial(36, 18, 6).multiply(X).add(BigInteger.TWO).negate().mod(ORDER);

  /** A cube root of unity with φ(x, y) = (beta x, y). */
  private final Fp beta;

  private final Endomorphism<Fp> endomorphism;
  private final SignedDigits xDigits = SignedDigits.naf(X);

  /** 14 digits that are not 0; the non-adjacent form has 24. */
  private final SignedDigits xWindows = SignedDigits.windowed(X, 4);

  /** An engine with its own constants and scratch space; takes some milliseconds to make. */
  public Bn254() {
    this(new Fp2Field(new Bn254Fp(), 9));
  }

  /** Over a field that a test brings to look at what happens to its elements. */
  Bn254(Fp2Field fp2) {
    super(fp2, 3, twistB(fp2), ORDER, SignedDigits.naf(LOOP));
    beta = fp.create();
    BigInteger three = BigInteger.valueOf(3);
    fp.pow(beta, fp.fromBigInteger(three), fp.modulus.divide(three)); // 2 is a cube, 3 is none
    Point<Fp> g = generator1();
    if (!g1.areEqual(g1.toJacobian(phi(g)), g1.toJacobian(g1.multiply(g, LAMBDA)))) {
      fp.sqr(beta, beta);
    }
    BigInteger short1 = polynomial(0, 2, 1);
    endomorphism =
        new Endomorphism<>(
            ORDER,
            new Vector(polynomial(6, 2, 0), short1.negate()),
            new Vector(short1, polynomial(6, 4, 1)),
            this::phi);
  }

  /** a x² + b x + c. */
  private static BigInteger polynomial(long a, long b, long c) {
    return BigInteger.valueOf(a)
        .multiply(X)
        .add(BigInteger.valueOf(b))
        .multiply(X)
        .add(BigInteger.valueOf(c));
  }

  private static Fp2 twistB(Fp2Field fp2) {
    Fp2 b = fp2.create();
    fp2.inv(b, fp2.xi());
    fp2.mulFp(b, b, fp2.fp.fromBigInteger(BigInteger.valueOf(3)));
    return b;
  }

  @Override
  public BigInteger scalarGenerator() {
    return BigInteger.valueOf(5);
  }

  @Override
  public boolean hasPointsOutsideG1() {
    return false;
  }

  @Override
  public Point<Fp> generator1() {
    return g1.point(fp.fromBigInteger(BigInteger.ONE), fp.fromBigInteger(BigInteger.TWO));
  }

  @Override
  int gnarkLines() {
    return 66;
  }

  @Override
  PointFormat format() {
    return PointFormat.BN254;
  }

  /** EIP-197. */
  @Override
  public Point<Fp2> generator2() {
    return g2.point(
        fp2.element(
            new BigInteger(
                "10857046999023057135944570762232829481370756359578518086990519993285655852781"),
            new BigInteger(
                "11559732032986387107991004021392285783925812861821192530917403151452391805634")),
        fp2.element(
            new BigInteger(
                "8495653923123431417604973247489272438418190587263600148770280649306958101930"),
            new BigInteger(
                "4082367875863433681332203403145435568316851327593401208105741076214120093531")));
  }

  /** The curve's order is r itself: every point is in G1. */
  @Override
  boolean isInG1(Point<Fp> p) {
    return g1.isOnCurve(p);
  }

  /**
   * ψ³([2x]Q) = [x + 1]Q + ψ([x]Q) + ψ²([x]Q): Y. Dai, K. Lin, C.-A. Zhao, Z. Zhou, "Fast subgroup
   * membership testings for G1, G2 and GT on pairing-friendly curves", 2022, §4.2.
   */
  @Override
  boolean isInG2(Point<Fp2> q) {
    if (q.isInfinity()) {
      return true;
    }
    if (!g2.isOnCurve(q)) {
      return false;
    }
    JacobianPoint<Fp2> xq = g2.multiply(q, xDigits);
    JacobianPoint<Fp2> psi = psi(xq);
    JacobianPoint<Fp2> psi2 = psi(psi);
    JacobianPoint<Fp2> left = psi(psi2);
    g2.dbl(left);
    JacobianPoint<Fp2> right = xq;
    g2.add(right, q);
    g2.add(right, psi);
    g2.add(right, psi2);
    return g2.areEqual(left, right);
  }

  /** φ with λ = -(36x³ + 18x² + 6x + 2), whose lattice has vectors of polynomials in x. */
  @Override
  Endomorphism<Fp> endomorphism1() {
    return endomorphism;
  }

  /** φ(x, y) = (beta x, y). */
  private Point<Fp> phi(Point<Fp> p) {
    Fp x = fp.create();
    fp.mul(x, p.x, beta);
    return g1.point(x, p.y);
  }

  /** Lines through ψ(Q) and -ψ²(Q). Vercauteren, §IV.B. */
  @Override
  void finishLines(LineCollector lines, Point<Fp2> q) {
    Point<Fp2> psi = psi(q);
    lines.add(psi);
    lines.add(g2.negate(psi(psi)));
  }

  @Override
  void mulByLine(Fp12 f, Fp2 ofY, Fp2 ofX, Fp2 constant) {
    fp12.mulByLineD(f, ofY, ofX, constant);
  }

  /** Nothing: the loop's scalar 6x + 2 is positive. */
  @Override
  void finishMiller(Fp12 f) {}

  /**
   * f^(2x (6x² + 3x + 1) (p⁴ - p² + 1) / r). L. Fuentes-Castañeda, E. Knapp, F.
   * Rodríguez-Henríquez, "Faster hashing to G2", 2011, §5.
   */
  @Override
  Fp12 hardPart(Fp12 f) {
    Fp12 t = fp12.create();
    Fp12 f2x = power(f);
    fp12.sqrCyclotomic(f2x, f2x);
    Fp12 f6x = fp12.create();
    fp12.sqrCyclotomic(f6x, f2x);
    fp12.mul(f6x, f6x, f2x);
    Fp12 f6x2 = power(f6x);
    fp12.sqrCyclotomic(t, f6x2);
    Fp12 f12x3 = power(t);
    // a = f^(12x³ + 6x² + 6x), b = a / f^(2x)
    Fp12 a = fp12.create();
    fp12.mul(a, f12x3, f6x2);
    fp12.mul(a, a, f6x);
    Fp12 b = fp12.create();
    fp12.conjugate(b, f2x);
    fp12.mul(b, b, a);
    // a f^(6x²) f · b^p · a^(p²) · (b / f)^(p³)
    Fp12 r = fp12.create();
    fp12.mul(r, a, f6x2);
    fp12.mul(r, r, f);
    fp12.frobenius(t, b, 1);
    fp12.mul(r, r, t);
    fp12.frobenius(t, a, 2);
    fp12.mul(r, r, t);
    fp12.conjugate(t, f);
    fp12.mul(b, b, t);
    fp12.frobenius(t, b, 3);
    fp12.mul(r, r, t);
    return r;
  }

  /** A new element f^x. */
  private Fp12 power(Fp12 f) {
    Fp12 r = fp12.create();
    fp12.powCyclotomic(r, f, xWindows);
    return r;
  }
}
