package io.batcherconsole.engine.verify.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The checks of membership let no point outside of the subgroups pass. Each asks whether α Q = 0
 * for an α in Z[ψ], where ψ² - t ψ + n = 0; with α's conjugate follows N(α) Q = 0. So a point that
 * passes has an order that divides N(α), as well as the order of the whole curve, and r is all that
 * these two have in common.
 */
class SubgroupTest {
  private static final long SEED = 11;
  private static final BigInteger ONE = BigInteger.ONE;

  /** a + b ψ with ψ² = t ψ - n. */
  private record Quadratic(BigInteger a, BigInteger b, BigInteger t, BigInteger n) {
    Quadratic plus(Quadratic o) {
      return new Quadratic(a.add(o.a), b.add(o.b), t, n);
    }

    Quadratic times(BigInteger k) {
      return new Quadratic(a.multiply(k), b.multiply(k), t, n);
    }

    Quadratic timesPsi() {
      return new Quadratic(b.multiply(n).negate(), a.add(b.multiply(t)), t, n);
    }

    BigInteger norm() {
      return a.pow(2).add(a.multiply(b).multiply(t)).add(b.pow(2).multiply(n));
    }
  }

  /**
   * A group whose members are checked.
   *
   * @param order of the whole curve
   * @param norm of what the check multiplies with
   */
  record Group<E>(
      String name,
      PairingEngine engine,
      Curve<E> curve,
      Membership<E> membership,
      BigInteger order,
      BigInteger norm) {
    @Override
    public String toString() {
      return name;
    }

    /** A point of the whole curve. */
    Point<E> point(Random random) {
      while (true) {
        E x = curve.field.create();
        setRandom(x, random);
        E y = curve.field.create();
        curve.rightSide(y, x);
        if (curve.field.sqrt(y, y)) {
          return curve.point(x, y);
        }
      }
    }

    private void setRandom(Object x, Random random) {
      List<Fp> parts = x instanceof Fp2 two ? List.of(two.re, two.im) : List.of((Fp) x);
      for (Fp part : parts) {
        engine.fp.set(part, engine.fp.fromBigInteger(new BigInteger(400, random)));
      }
    }
  }

  /** A check of membership. */
  private interface Membership<E> {
    boolean contains(Point<E> p);
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }

  private static BigInteger polynomial(BigInteger x, long... coefficients) {
    BigInteger value = BigInteger.ZERO;
    for (long c : coefficients) {
      value = value.multiply(x).add(big(c));
    }
    return value;
  }

  static Stream<Group<?>> groups() {
    Bn254 bn = new Bn254();
    BigInteger x = new BigInteger("4965661367192848881");
    BigInteger p = bn.fp.modulus;
    BigInteger t = polynomial(x, 6, 0, 1);
    Quadratic psi = new Quadratic(BigInteger.ZERO, ONE, t, p);
    // x + 1 + x ψ + x ψ² - 2 x ψ³
    Quadratic ofBn =
        new Quadratic(x.add(ONE), x, t, p)
            .plus(psi.timesPsi().times(x))
            .plus(psi.timesPsi().timesPsi().times(x.shiftLeft(1).negate()));
    Bls12381 bls = new Bls12381();
    BigInteger z = new BigInteger("-d201000000010000", 16);
    // Of the twist: Scott and others, "Fast hashing to G2 on pairing-friendly curves", 2009, §4
    BigInteger cofactor2 = polynomial(z, 1, -4, 5, 0, -4, 6, -4, -4, 13).divide(big(9));
    BigInteger cofactor1 = z.subtract(ONE).pow(2).divide(big(3));
    // φ, with φ² + φ + 1 = 0, and x²
    Quadratic ofG1 = new Quadratic(z.pow(2), ONE, ONE.negate(), ONE);
    Quadratic ofG2 = new Quadratic(z.negate(), ONE, z.add(ONE), bls.fp.modulus);
    return Stream.of(
        new Group<>(
            "G2 of BN254",
            bn,
            bn.g2,
            bn::isInG2,
            bn.order().multiply(p.shiftLeft(1).subtract(bn.order())),
            ofBn.norm()),
        new Group<>(
            "G1 of BLS12-381",
            bls,
            bls.g1,
            bls::isInG1,
            bls.order().multiply(cofactor1),
            ofG1.norm()),
        new Group<>(
            "G2 of BLS12-381",
            bls,
            bls.g2,
            bls::isInG2,
            bls.order().multiply(cofactor2),
            ofG2.norm()));
  }

  @ParameterizedTest
  @MethodSource("groups")
  <E> void noOtherOrderPasses(Group<E> group) {
    assertThat(group.norm().gcd(group.order())).isEqualTo(group.engine().order());
    Random random = new Random(SEED);
    for (int i = 0; i < 3; i++) {
      Point<E> p = group.point(random);
      assertThat(group.curve().multiply(p, group.order()).isInfinity())
          .as("the order of the curve, seed %d", SEED)
          .isTrue();
      assertThat(group.membership().contains(p)).isFalse();
    }
  }

  /** What the proof takes for granted of ψ, on points of the whole twist. */
  @ParameterizedTest
  @MethodSource("groups")
  <E> void psiHasItsCharacteristicPolynomial(Group<E> group) {
    PairingEngine e = group.engine();
    if (group.curve() != e.g2) {
      return;
    }
    BigInteger x = e instanceof Bn254 ? new BigInteger("4965661367192848881") : null;
    BigInteger t = x != null ? polynomial(x, 6, 0, 1) : new BigInteger("-d20100000000ffff", 16);
    @SuppressWarnings("unchecked")
    Point<Fp2> q = (Point<Fp2>) group.point(new Random(SEED));
    Point<Fp2> psi = e.psi(q);
    Point<Fp2> tPsi = e.g2.multiply(psi, t.abs());
    Point<Fp2> sum =
        e.g2.add(
            e.g2.add(e.psi(psi), t.signum() > 0 ? e.g2.negate(tPsi) : tPsi),
            e.g2.multiply(q, e.fp.modulus));
    assertThat(sum.isInfinity()).isTrue();
  }

  /** Points of a small order, where additions meet equal and opposite points. */
  @ParameterizedTest
  @MethodSource("groups")
  <E> void pointsOfSmallOrderDoNotPass(Group<E> group) {
    Random random = new Random(SEED);
    List<Integer> orders = new ArrayList<>();
    for (int prime = 3; prime < 20_000; prime += 2) {
      BigInteger l = big(prime);
      if (!l.isProbablePrime(40) || group.order().mod(l).signum() != 0) {
        continue;
      }
      BigInteger rest = group.order();
      while (rest.mod(l).signum() == 0) {
        rest = rest.divide(l);
      }
      Point<E> p = group.curve().multiply(group.point(random), rest);
      while (!p.isInfinity()) {
        assertThat(group.membership().contains(p)).as("of order %d^n", prime).isFalse();
        orders.add(prime);
        p = group.curve().multiply(p, l);
      }
    }
    assertThat(orders).isNotEmpty();
  }
}
