package io.batcherconsole.engine.verify.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No limb and no column overflows, whatever points and scalars come: all of a pairing's code runs
 * on {@link LimbBounds} instead of elements, from bounds to which its results keep again.
 */
class LimbBoundsTest {
  /** What is stored between operations is within (-8p, 8p). */
  private static final long STORED = 8;

  static Stream<PairingEngine> engines() {
    return Stream.of(
        new Bn254(new Fp2Field(new LimbBounds(new Bn254Fp(), 5, 52), 9)),
        new Bls12381(new Fp2Field(new LimbBounds(new Bls12381Fp(), 7, 56), 1)));
  }

  private static LimbBounds field(PairingEngine engine) {
    return (LimbBounds) engine.fp;
  }

  private static Fp2 stored2(PairingEngine engine) {
    Fp2 r = engine.fp2.create();
    engine.fp.set(r.re, field(engine).upTo(STORED));
    engine.fp.set(r.im, field(engine).upTo(STORED));
    return r;
  }

  private static Fp6 stored6(PairingEngine engine) {
    Fp6 r = new Fp6(engine.fp);
    List.of(r.c0, r.c1, r.c2).forEach(c -> engine.fp2.set(c, stored2(engine)));
    return r;
  }

  private static Fp12 stored12(PairingEngine engine) {
    Fp12 r = engine.fp12.create();
    Fp6 half = stored6(engine);
    for (Fp6 c : List.of(r.c0, r.c1)) {
      engine.fp2.set(c.c0, half.c0);
      engine.fp2.set(c.c1, half.c1);
      engine.fp2.set(c.c2, half.c2);
    }
    return r;
  }

  private static void assertStored(String name, PairingEngine engine, Fp2... elements) {
    LimbBounds fp = field(engine);
    for (Fp2 element : elements) {
      assertThat(List.of(element.re, element.im))
          .as(name)
          .allMatch(c -> fp.isWithin(c, fp.upTo(STORED)));
    }
  }

  private static void assertStored(String name, PairingEngine engine, Fp12 a) {
    for (Fp6 half : List.of(a.c0, a.c1)) {
      assertStored(name, engine, half.c0, half.c1, half.c2);
    }
  }

  /** Also of elements that were conjugated, whose limbs are negative. */
  @ParameterizedTest
  @MethodSource("engines")
  void elementsOfFp12StayWithinTheirBounds(PairingEngine engine) {
    Fp12Field field = engine.fp12;
    Fp12 stored = stored12(engine);
    Fp12 conjugate = field.create();
    field.conjugate(conjugate, stored);
    Fp2 line = stored2(engine);
    for (Fp12 a : List.of(stored, conjugate)) {
      Map<String, Consumer<Fp12>> operations =
          Map.of(
              "mul", r -> field.mul(r, r, a),
              "mul by a conjugate", r -> field.mul(r, r, conjugate),
              "sqr", r -> field.sqr(r, r),
              "sqrCyclotomic", r -> field.sqrCyclotomic(r, r),
              "inv", r -> field.inv(r, r),
              "frobenius", r -> field.frobenius(r, r, 1),
              "frobenius 2", r -> field.frobenius(r, r, 2),
              "frobenius 3", r -> field.frobenius(r, r, 3),
              "line", r -> engine.mulByLine(r, line, line, line));
      operations.forEach(
          (name, operation) -> {
            Fp12 r = field.copy(a);
            operation.accept(r);
            assertStored(name, engine, r);
          });
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void pointsStayWithinTheirBounds(PairingEngine engine) {
    Fp2 stored = stored2(engine);
    assertPointsStay(engine.g2, stored, (name, r) -> assertStored(name, engine, r.x, r.y, r.z));
    LimbBounds fp = field(engine);
    assertPointsStay(
        engine.g1,
        fp.upTo(STORED),
        (name, r) ->
            assertThat(List.of(r.x, r.y, r.z))
                .as(name)
                .allMatch(c -> fp.isWithin(c, fp.upTo(STORED))));
  }

  private static <E> void assertPointsStay(
      Curve<E> curve, E stored, BiConsumer<String, JacobianPoint<E>> check) {
    Point<E> q = curve.point(stored, stored);
    JacobianPoint<E> all = new JacobianPoint<>(stored, stored, stored);
    JacobianPoint<E> r = curve.copy(all);
    curve.dbl(r);
    check.accept("doubled", r);
    r = curve.copy(all);
    curve.add(r, q);
    check.accept("sum with an affine point", r);
    r = curve.copy(all);
    curve.add(r, all);
    check.accept("sum", r);
    check.accept("affine", curve.toJacobian(curve.toAffine(all)));
    check.accept("affine of several", curve.toJacobian(curve.toAffine(List.of(all, all)).get(0)));
    check.accept("negated", curve.toJacobian(curve.negate(q)));
    curve.isOnCurve(q);
    curve.areEqual(all, all);
    E y = curve.field.create();
    curve.rightSide(y, stored);
    curve.field.sqrt(y, y);
  }

  /** A whole verification's work, with the digits that steer it. */
  @ParameterizedTest
  @MethodSource("engines")
  void aPairingStaysWithinItsBounds(PairingEngine engine) {
    Fp stored = field(engine).upTo(STORED);
    Point<Fp> p = engine.g1.point(stored, stored);
    Point<Fp2> q = engine.g2.point(stored2(engine), stored2(engine));
    engine.isInG1(p);
    engine.isInG2(q);
    BigInteger scalar = engine.order().subtract(BigInteger.TWO);
    Point<Fp> sum = engine.multiply1(List.of(p, p), List.of(scalar, BigInteger.TEN));
    PreparedPoint prepared = engine.prepare(q);
    prepared.lines.forEach(
        line -> assertStored("line", engine, line.ofY(), line.ofX(), line.constant()));
    assertStored(
        "product",
        engine,
        engine.product(List.of(sum, p, p), List.of(prepared, prepared, prepared)));
  }
}
