package io.batcherconsole.engine.verify.pairing;

import io.batcherconsole.engine.verify.pairing.Endomorphism.Vector;
import java.math.BigInteger;

/**
 * BLS12-381: y² = x³ + 4 with an M-type sextic twist y² = x³ + 4ξ, ξ = 1 + u, and the negative
 * parameter x = -0xd201000000010000. Barreto, Lynn, Scott, "Constructing elliptic curves with
 * prescribed embedding degrees", 2002; constants after the CFRG draft "Pairing-friendly curves".
 */
public final class Bls12381 extends PairingEngine {
  /** -x. */
  private static final BigInteger X = new BigInteger("d201000000010000", 16);

  private static final BigInteger ORDER =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

  private final SignedDigits xDigits = SignedDigits.naf(X);

  /** A cube root of unity with φ(x, y) = (beta x, y) = -x² (x, y) on G1. */
  private final Fp beta;

  private final Endomorphism<Fp> endomorphism;

  /** An engine with its own constants and scratch space; takes some milliseconds to make. */
  public Bls12381() {
    this(new Fp2Field(new Bls12381Fp(), 1));
  }

  /** Over a field that a test brings to look at what happens to its elements. */
  Bls12381(Fp2Field fp2) {
    super(fp2, 4, twistB(fp2), ORDER, SignedDigits.binary(X));
    fp2.inv(psiX, psiX);
    fp2.inv(psiY, psiY);
    beta = fp.create();
    fp.pow(beta, fp.fromBigInteger(BigInteger.TWO), fp.modulus.divide(BigInteger.valueOf(3)));
    if (!isEndomorphismScalar(generator1())) {
      fp.sqr(beta, beta);
    }
    BigInteger x2 = X.multiply(X);
    endomorphism =
        new Endomorphism<>(
            ORDER,
            new Vector(x2, BigInteger.ONE.negate()),
            new Vector(BigInteger.ONE, x2.subtract(BigInteger.ONE)),
            this::timesX2);
  }

  private static Fp2 twistB(Fp2Field fp2) {
    Fp2 b = fp2.create();
    fp2.mulFp(b, fp2.xi(), fp2.fp.fromBigInteger(BigInteger.valueOf(4)));
    return b;
  }

  @Override
  int gnarkLines() {
    return 63;
  }

  @Override
  PointFormat format() {
    return PointFormat.BLS12_381;
  }

  @Override
  public BigInteger scalarGenerator() {
    return BigInteger.valueOf(7);
  }

  @Override
  public boolean hasPointsOutsideG1() {
    return true;
  }

  @Override
  public Point<Fp> generator1() {
    return g1.point(
        fp.fromBigInteger(
            hex(
                "17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905"
                    + "a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb")),
        fp.fromBigInteger(
            hex(
                "08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af6"
                    + "00db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1")));
  }

  @Override
  public Point<Fp2> generator2() {
    return g2.point(
        fp2.element(
            hex(
                "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02"
                    + "b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"),
            hex(
                "13e02b6052719f607dacd3a088274f65596bd0d09920b61a"
                    + "b5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e")),
        fp2.element(
            hex(
                "0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a7"
                    + "6d429a695160d12c923ac9cc3baca289e193548608b82801"),
            hex(
                "0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af"
                    + "267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be")));
  }

  private static BigInteger hex(String digits) {
    return new BigInteger(digits, 16);
  }

  /** φ(P) = -x² P: M. Scott, "A note on group membership tests for G1, G2 and GT", 2021, §6. */
  @Override
  boolean isInG1(Point<Fp> p) {
    return p.isInfinity() || (g1.isOnCurve(p) && isEndomorphismScalar(p));
  }

  private boolean isEndomorphismScalar(Point<Fp> p) {
    JacobianPoint<Fp> x2p = g1.multiply(g1.multiply(g1.toJacobian(p), xDigits), xDigits);
    return g1.areEqual(g1.toJacobian(timesX2(p)), x2p);
  }

  /** -φ(P) = x² P. */
  private Point<Fp> timesX2(Point<Fp> p) {
    Fp imageX = fp.create();
    fp.mul(imageX, p.x, beta);
    return g1.negate(g1.point(imageX, p.y));
  }

  /** -φ, which multiplies by x²; r is x⁴ - x² + 1. */
  @Override
  Endomorphism<Fp> endomorphism1() {
    return endomorphism;
  }

  /** ψ(Q) = x Q: Scott, §4. */
  @Override
  boolean isInG2(Point<Fp2> q) {
    if (q.isInfinity()) {
      return true;
    }
    return g2.isOnCurve(q)
        && g2.areEqual(psi(g2.toJacobian(g2.negate(q))), g2.multiply(q, xDigits));
  }

  /** None: the loop's scalar is x itself. */
  @Override
  void finishLines(LineCollector lines, Point<Fp2> q) {}

  @Override
  void mulByLine(Fp12 f, Fp2 ofY, Fp2 ofX, Fp2 constant) {
    fp12.mulByLineM(f, constant, ofX, ofY);
  }

  /** A conjugation, because x is negative. */
  @Override
  void finishMiller(Fp12 f) {
    fp12.conjugate(f, f);
  }

  /**
   * f^(3 (p⁴ - p² + 1) / r) = f^((x - 1)² (x + p)(x² + p² - 1) + 3). D. Hayashida, K. Hayasaka, T.
   * Teruya, "Efficient final exponentiation via cyclotomic structure", 2020, §4.
   */
  @Override
  Fp12 hardPart(Fp12 f) {
    Fp12 t = fp12.create();
    Fp12 a = powerLessOne(powerLessOne(f));
    // b = a^(x + p)
    Fp12 b = power(a);
    fp12.frobenius(t, a, 1);
    fp12.mul(b, b, t);
    // c = b^(x² + p² - 1)
    Fp12 c = power(power(b));
    fp12.frobenius(t, b, 2);
    fp12.mul(c, c, t);
    fp12.conjugate(t, b);
    fp12.mul(c, c, t);
    // c f³
    fp12.sqrCyclotomic(t, f);
    fp12.mul(t, t, f);
    fp12.mul(c, c, t);
    return c;
  }

  /** A new element f^(x - 1). */
  private Fp12 powerLessOne(Fp12 f) {
    Fp12 r = power(f);
    Fp12 inverse = fp12.create();
    fp12.conjugate(inverse, f);
    fp12.mul(r, r, inverse);
    return r;
  }

  /** A new element f^x. */
  private Fp12 power(Fp12 f) {
    Fp12 r = fp12.create();
    fp12.powCyclotomic(r, f, xDigits);
    fp12.conjugate(r, r);
    return r;
  }
}
