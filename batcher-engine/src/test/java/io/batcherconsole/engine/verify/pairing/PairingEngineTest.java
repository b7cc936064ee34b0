package io.batcherconsole.engine.verify.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairingEngineTest {
  private static final long SEED = 2;

  private final Random random = new Random(SEED);

  static Stream<PairingEngine> engines() {
    return Stream.of(new Bn254(), new Bls12381());
  }

  private BigInteger scalar(PairingEngine e) {
    return new BigInteger(300, random).mod(e.order());
  }

  private static Fp12 pair(PairingEngine e, Point<Fp> p, Point<Fp2> q) {
    return e.product(List.of(p), List.of(e.prepare(q)));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void isBilinear(PairingEngine e) {
    for (int i = 0; i < 4; i++) {
      BigInteger a = scalar(e);
      BigInteger b = scalar(e);
      BigInteger ab = a.multiply(b).mod(e.order());
      Fp12 both = pair(e, e.multiply1(e.generator1(), a), e.multiply2(e.generator2(), b));
      assertThat(e.areEqual(both, pair(e, e.multiply1(e.generator1(), ab), e.generator2())))
          .as("e(aP, bQ) = e(abP, Q), seed %d", SEED)
          .isTrue();
      assertThat(e.areEqual(both, pair(e, e.generator1(), e.multiply2(e.generator2(), ab))))
          .as("e(aP, bQ) = e(P, abQ), seed %d", SEED)
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void isNotDegenerateAndOfOrderR(PairingEngine e) {
    Fp12 g = pair(e, e.generator1(), e.generator2());
    assertThat(e.areEqual(g, e.fp12.one())).isFalse();
    Fp12 power = e.fp12.create();
    e.fp12.powCyclotomic(power, g, SignedDigits.naf(e.order()));
    assertThat(e.areEqual(power, e.fp12.one())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void productsOfPairings(PairingEngine e) {
    BigInteger a = scalar(e);
    Point<Fp> p = e.multiply1(e.generator1(), a);
    Point<Fp2> q = e.multiply2(e.generator2(), a);
    PreparedPoint g2 = e.prepare(e.generator2());
    assertThat(e.isProductOne(List.of(p, e.negate1(e.generator1())), List.of(g2, e.prepare(q))))
        .as("e(aP, Q) e(-P, aQ) = 1")
        .isTrue();
    assertThat(e.isProductOne(List.of(p, e.generator1()), List.of(g2, e.prepare(q)))).isFalse();
    assertThat(e.isProductOne(List.of(), List.of())).isTrue();
    assertThat(e.isProductOne(List.of(e.infinity1()), List.of(g2))).isTrue();
    assertThat(e.isProductOne(List.of(p), List.of(e.prepare(e.g2.infinity)))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void groupLaws(PairingEngine e) {
    groupLaws(e.g1, e.generator1(), e.order());
    groupLaws(e.g2, e.generator2(), e.order());
  }

  private <E> void groupLaws(Curve<E> curve, Point<E> generator, BigInteger order) {
    BigInteger a = new BigInteger(250, random);
    BigInteger b = new BigInteger(250, random);
    Point<E> p = curve.multiply(generator, a);
    Point<E> q = curve.multiply(generator, b);
    Point<E> o = curve.infinity;
    assertThat(curve.isOnCurve(generator)).isTrue();
    assertThat(curve.isOnCurve(p)).isTrue();
    assertSame(curve, curve.add(p, q), curve.add(q, p));
    assertSame(curve, curve.add(curve.add(p, q), generator), curve.add(p, curve.add(q, generator)));
    assertSame(curve, curve.add(p, q), curve.multiply(generator, a.add(b)));
    assertSame(curve, curve.add(p, o), p);
    assertSame(curve, curve.add(o, p), p);
    assertSame(curve, curve.add(o, o), o);
    assertSame(curve, curve.add(p, p), curve.multiply(p, BigInteger.TWO));
    assertSame(curve, curve.add(p, curve.negate(p)), o);
    assertSame(curve, curve.multiply(generator, order), o);
    assertSame(curve, curve.multiply(p, order.subtract(BigInteger.ONE)), curve.negate(p));
    for (int k = 0; k < 40; k++) {
      assertSame(curve, curve.multiply(p, BigInteger.valueOf(k)), sumOf(curve, p, k));
    }
    assertJacobianAddition(curve, p, q);
  }

  /** General addition against mixed addition, with all exceptional cases. */
  private <E> void assertJacobianAddition(Curve<E> curve, Point<E> p, Point<E> q) {
    for (Point<E> left : List.of(p, q, curve.infinity)) {
      for (Point<E> right : List.of(p, curve.negate(p), q, curve.infinity)) {
        JacobianPoint<E> sum = scaled(curve, left);
        curve.add(sum, scaled(curve, right));
        assertSame(curve, curve.toAffine(sum), curve.add(left, right));
      }
    }
  }

  /** The point with a denominator that is not 1. */
  private static <E> JacobianPoint<E> scaled(Curve<E> curve, Point<E> p) {
    JacobianPoint<E> r = curve.toJacobian(p);
    curve.dbl(r);
    curve.add(r, curve.negate(p));
    return r;
  }

  private static <E> Point<E> sumOf(Curve<E> curve, Point<E> p, int times) {
    Point<E> sum = curve.infinity;
    for (int i = 0; i < times; i++) {
      sum = curve.add(sum, p);
    }
    return sum;
  }

  private static <E> void assertSame(Curve<E> curve, Point<E> actual, Point<E> expected) {
    assertThat(curve.areEqual(curve.toJacobian(actual), curve.toJacobian(expected)))
        .as("seed %d", SEED)
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void multiScalarMultiplicationIsTheSumOfMultiplications(PairingEngine e) {
    List<BigInteger> scalars =
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.valueOf(31),
            e.order().subtract(BigInteger.ONE),
            scalar(e),
            scalar(e));
    List<Point<Fp>> points =
        scalars.stream().map(s -> e.multiply1(e.generator1(), scalar(e))).toList();
    Point<Fp> expected = e.infinity1();
    for (int i = 0; i < points.size(); i++) {
      expected = e.add1(expected, e.multiply1(points.get(i), scalars.get(i)));
    }
    assertSame(e.g1, e.multiply1(points, scalars), expected);
    assertSame(e.g1, e.multiply1(List.of(), List.<BigInteger>of()), e.infinity1());
    assertSame(
        e.g1,
        e.multiply1(
            List.of(e.infinity1(), points.getFirst()), List.of(BigInteger.TEN, BigInteger.ONE)),
        points.getFirst());
  }

  /** Scalars at the places where they are split, and beyond the order. */
  @ParameterizedTest
  @MethodSource("engines")
  void multiplicationWithTheEndomorphismIsThatWithoutIt(PairingEngine e) {
    Endomorphism<Fp> endomorphism = e.endomorphism1();
    Endomorphism.Vector first = endomorphism.first();
    Endomorphism.Vector second = endomorphism.second();
    assertThat(first.a().multiply(second.b()).subtract(first.b().multiply(second.a())))
        .isEqualTo(e.order());
    BigInteger lambda = first.a().negate().multiply(first.b().modInverse(e.order())).mod(e.order());
    assertThat(second.a().add(second.b().multiply(lambda)).mod(e.order())).isZero();
    Point<Fp> p = e.g1.multiply(e.generator1(), scalar(e));
    assertSame(e.g1, endomorphism.image().apply(p), e.g1.multiply(p, lambda));
    assertSame(e.g1, e.multiply1(p, BigInteger.ONE), p);
    assertThat(e.multiply1(p, BigInteger.ZERO).isInfinity()).isTrue();
    for (BigInteger around :
        List.of(
            BigInteger.ONE.shiftLeft(127),
            BigInteger.ONE.shiftLeft(128),
            first.a(),
            second.b(),
            lambda,
            e.order().subtract(lambda),
            e.order().shiftRight(1),
            e.order(),
            e.order().shiftLeft(40),
            scalar(e),
            scalar(e))) {
      for (int off = -1; off <= 1; off++) {
        BigInteger scalar = around.add(BigInteger.valueOf(off));
        Endomorphism.Vector parts = endomorphism.split(scalar);
        assertThat(parts.a().add(parts.b().multiply(lambda)).subtract(scalar).mod(e.order()))
            .isZero();
        assertThat(Math.max(parts.a().bitLength(), parts.b().bitLength())).isLessThan(130);
        assertSame(e.g1, e.multiply1(p, scalar), e.g1.multiply(p, scalar));
      }
    }
  }

  /** Points of the curve that are found by their x are nearly never in the subgroup. */
  @ParameterizedTest
  @MethodSource("engines")
  void membershipAgreesWithMultiplicationByTheOrder(PairingEngine e) {
    int outside = 0;
    for (int i = 1; i < 40; i++) {
      Fp2 x = e.fp2.element(BigInteger.valueOf(i), BigInteger.valueOf(7L * i + 1));
      Fp2 y = e.fp2.create();
      e.g2.rightSide(y, x);
      if (!e.fp2.sqrt(y, y)) {
        continue;
      }
      Point<Fp2> q = e.g2.point(x, y);
      assertThat(e.g2.isOnCurve(q)).isTrue();
      boolean inside = e.multiply2(q, e.order()).isInfinity();
      assertThat(e.isInG2(q)).as("x = %d + %d u", i, 7 * i + 1).isEqualTo(inside);
      outside += inside ? 0 : 1;
    }
    assertThat(outside).isGreaterThan(10);
    assertThat(e.isInG2(e.multiply2(e.generator2(), scalar(e)))).isTrue();
    assertThat(e.isInG2(e.g2.infinity)).isTrue();
    assertThat(e.isInG1(e.multiply1(e.generator1(), scalar(e)))).isTrue();
    assertThat(e.isInG1(e.g1.point(e.generator1().x, e.generator1().x))).isFalse();
    assertThat(e.isInG2(e.g2.point(e.generator2().x, e.generator2().x))).isFalse();
  }
}
