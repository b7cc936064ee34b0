package io.batcherconsole.engine.verify.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tower's axioms and special forms, on random elements. */
class Fp12FieldTest {
  private static final long SEED = 3;
  private static final int ROUNDS = 20;

  private final Random random = new Random(SEED);

  static Stream<Fp2Field> towers() {
    return Stream.of(new Fp2Field(new Bn254Fp(), 9), new Fp2Field(new Bls12381Fp(), 1));
  }

  private Fp2 random2(Fp2Field fp2) {
    return fp2.element(new BigInteger(400, random), new BigInteger(400, random));
  }

  private Fp12 random12(Fp2Field fp2) {
    Fp12 r = new Fp12(fp2.fp);
    for (Fp6 half : new Fp6[] {r.c0, r.c1}) {
      fp2.set(half.c0, random2(fp2));
      fp2.set(half.c1, random2(fp2));
      fp2.set(half.c2, random2(fp2));
    }
    return r;
  }

  private static void assertSame(Fp12Field field, Fp12 actual, Fp12 expected) {
    assertThat(field.areEqual(actual, expected)).as("seed %d", SEED).isTrue();
  }

  @ParameterizedTest
  @MethodSource("towers")
  void quadraticExtension(Fp2Field fp2) {
    for (int i = 0; i < ROUNDS; i++) {
      Fp2 a = random2(fp2);
      Fp2 b = random2(fp2);
      Fp2 expected = fp2.create();
      Fp2 r = fp2.create();
      fp2.mul(expected, a, a);
      fp2.sqr(r, a);
      assertThat(fp2.areEqual(r, expected)).isTrue();
      assertThat(fp2.sqrt(r, expected)).isTrue();
      fp2.sqr(r, r);
      assertThat(fp2.areEqual(r, expected)).isTrue();
      fp2.mul(expected, a, fp2.xi());
      fp2.mulXi(r, a);
      assertThat(fp2.areEqual(r, expected)).isTrue();
      fp2.mul(r, a, b);
      fp2.inv(b, b);
      fp2.mul(r, r, b);
      assertThat(fp2.areEqual(r, a)).isTrue();
    }
  }

  /** u² = -1, w⁶ = ξ. */
  @ParameterizedTest
  @MethodSource("towers")
  void definingEquations(Fp2Field fp2) {
    Fp2 u = fp2.element(BigInteger.ZERO, BigInteger.ONE);
    fp2.sqr(u, u);
    assertThat(fp2.areEqual(u, fp2.element(BigInteger.ONE.negate(), BigInteger.ZERO))).isTrue();
    Fp12Field field = new Fp12Field(fp2);
    Fp12 w = field.create();
    fp2.setOne(w.c1.c0);
    Fp12 power = field.copy(w);
    for (int i = 1; i < 6; i++) {
      field.mul(power, power, w);
    }
    Fp12 xi = field.create();
    fp2.set(xi.c0.c0, fp2.xi());
    assertSame(field, power, xi);
  }

  @ParameterizedTest
  @MethodSource("towers")
  void squaresOfRealsHaveRoots(Fp2Field fp2) {
    for (int i = 0; i < ROUNDS; i++) {
      Fp2 a = fp2.element(new BigInteger(400, random), BigInteger.ZERO);
      Fp2 r = fp2.create();
      assertThat(fp2.sqrt(r, a)).isTrue();
      fp2.sqr(r, r);
      assertThat(fp2.areEqual(r, a)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("towers")
  void fieldAxioms(Fp2Field fp2) {
    Fp12Field field = new Fp12Field(fp2);
    for (int i = 0; i < ROUNDS; i++) {
      Fp12 a = random12(fp2);
      Fp12 b = random12(fp2);
      Fp12 c = random12(fp2);
      Fp12 r = field.create();
      Fp12 s = field.create();
      field.mul(r, a, b);
      field.mul(s, b, a);
      assertSame(field, r, s);
      field.mul(r, r, c);
      field.mul(s, b, c);
      field.mul(s, a, s);
      assertSame(field, r, s);
      field.sqr(r, a);
      field.mul(s, a, a);
      assertSame(field, r, s);
      field.inv(r, a);
      field.mul(r, r, a);
      assertSame(field, r, field.one());
    }
  }

  @ParameterizedTest
  @MethodSource("towers")
  void frobeniusIsAHomomorphismOfOrderTwelve(Fp2Field fp2) {
    Fp12Field field = new Fp12Field(fp2);
    Fp12 a = random12(fp2);
    Fp12 b = random12(fp2);
    Fp12 r = field.create();
    Fp12 s = field.create();
    for (int k = 1; k <= 3; k++) {
      Fp12 ab = field.create();
      field.mul(ab, a, b);
      field.frobenius(ab, ab, k);
      field.frobenius(r, a, k);
      field.frobenius(s, b, k);
      field.mul(r, r, s);
      assertSame(field, ab, r);
    }
    field.frobenius(r, a, 1);
    field.frobenius(s, r, 1);
    field.frobenius(r, a, 2);
    assertSame(field, r, s);
    field.frobenius(s, s, 1);
    field.frobenius(r, a, 3);
    assertSame(field, r, s);
    field.frobenius(r, r, 3);
    field.conjugate(s, a);
    assertSame(field, r, s);
    // a^p by square and multiply
    Fp12 power = field.one();
    for (int i = fp2.fp.modulus.bitLength() - 1; i >= 0; i--) {
      field.sqr(power, power);
      if (fp2.fp.modulus.testBit(i)) {
        field.mul(power, power, a);
      }
    }
    field.frobenius(r, a, 1);
    assertSame(field, r, power);
  }

  @ParameterizedTest
  @MethodSource("towers")
  void sparseProductsAreProducts(Fp2Field fp2) {
    Fp12Field field = new Fp12Field(fp2);
    for (int i = 0; i < ROUNDS; i++) {
      Fp12 a = random12(fp2);
      Fp12 line = field.create();
      fp2.set(line.c0.c0, random2(fp2));
      fp2.set(line.c1.c0, random2(fp2));
      fp2.set(line.c1.c1, random2(fp2));
      Fp12 expected = field.create();
      field.mul(expected, a, line);
      Fp12 r = field.copy(a);
      field.mulByLineD(r, line.c0.c0, line.c1.c0, line.c1.c1);
      assertSame(field, r, expected);

      line = field.create();
      fp2.set(line.c0.c0, random2(fp2));
      fp2.set(line.c0.c1, random2(fp2));
      fp2.set(line.c1.c1, random2(fp2));
      field.mul(expected, a, line);
      r = field.copy(a);
      field.mulByLineM(r, line.c0.c0, line.c0.c1, line.c1.c1);
      assertSame(field, r, expected);
    }
  }

  @ParameterizedTest
  @MethodSource("towers")
  void cyclotomicSquaresAndPowers(Fp2Field fp2) {
    Fp12Field field = new Fp12Field(fp2);
    for (int i = 0; i < ROUNDS; i++) {
      Fp12 a = cyclotomic(field, random12(fp2));
      Fp12 r = field.create();
      Fp12 s = field.create();
      field.sqrCyclotomic(r, a);
      field.sqr(s, a);
      assertSame(field, r, s);
      Fp12 power = field.one();
      for (int exponent = 1; exponent < 80; exponent++) {
        field.mul(power, power, a);
        for (int width = 2; width <= 5; width++) {
          SignedDigits digits = SignedDigits.windowed(BigInteger.valueOf(exponent), width);
          field.powCyclotomic(r, a, digits);
          assertSame(field, r, power);
        }
      }
    }
  }

  /** a^((p⁶ - 1)(p² + 1)). */
  private static Fp12 cyclotomic(Fp12Field field, Fp12 a) {
    Fp12 r = field.create();
    Fp12 s = field.create();
    field.conjugate(r, a);
    field.inv(s, a);
    field.mul(r, r, s);
    field.frobenius(s, r, 2);
    field.mul(r, r, s);
    return r;
  }
}
