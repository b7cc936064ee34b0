package io.batcherconsole.engine.verify.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PointReaderTest {
  private static final long SEED = 5;

  static Stream<PairingEngine> engines() {
    return Stream.of(new Bn254(), new Bls12381());
  }

  private static void assertMalformed(ThrowingCallable read, String message) {
    assertThatThrownBy(read).isInstanceOf(MalformedException.class).hasMessageContaining(message);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void readsWhatTheWriterWrites(PairingEngine e) throws MalformedException {
    Random random = new Random(SEED);
    for (int i = 0; i < 10; i++) {
      BigInteger scalar = i == 0 ? BigInteger.ZERO : new BigInteger(250, random);
      Point<Fp> p = e.multiply1(e.generator1(), scalar);
      Point<Fp2> q = e.multiply2(e.generator2(), scalar);
      byte[] bytes =
          new PointWriter(e)
              .point1(p)
              .rawPoint1(p)
              .point2(q)
              .rawPoint2(q)
              .u32(7)
              .u64(8)
              .scalar(scalar)
              .toByteArray();
      PointReader in = new PointReader(e, bytes);
      assertThat(isSame(e.g1, in.point1("p"), p)).isTrue();
      assertThat(isSame(e.g1, in.point1("p"), p)).isTrue();
      assertThat(isSame(e.g2, in.point2("q"), q)).isTrue();
      assertThat(isSame(e.g2, in.point2("q"), q)).isTrue();
      assertThat(in.u32("n")).isEqualTo(7);
      assertThat(in.smallU64("n")).isEqualTo(8);
      assertThat(in.scalar("s")).isEqualTo(scalar);
      in.end("all");
    }
  }

  private static <E> boolean isSame(Curve<E> curve, Point<E> p, Point<E> q) {
    return curve.areEqual(curve.toJacobian(p), curve.toJacobian(q));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void refusesPointsOffTheCurveAndOutOfTheSubgroup(PairingEngine e) {
    byte[] p = new PointWriter(e).rawPoint1(e.generator1()).toByteArray();
    p[p.length - 1] ^= 1;
    assertMalformed(() -> new PointReader(e, p).point1("A"), "A: the point is not in G1");
    byte[] q = new PointWriter(e).rawPoint2(e.generator2()).toByteArray();
    q[q.length - 1] ^= 1;
    assertMalformed(() -> new PointReader(e, q).point2("B"), "B: the point is not in G2");
    // the first x on the twist: its point is not in the subgroup
    Fp2 x = e.fp2.create();
    Fp2 y = e.fp2.create();
    do {
      e.fp2.add(x, x, e.fp2.element(BigInteger.ONE, BigInteger.ONE));
      e.g2.rightSide(y, x);
    } while (!e.fp2.sqrt(y, y));
    byte[] outside = new PointWriter(e).point2(e.g2.point(x, y)).toByteArray();
    assertMalformed(() -> new PointReader(e, outside).point2("B"), "B: the point is not in G2");
  }

  @ParameterizedTest
  @MethodSource("engines")
  void refusesNumbersThatAreNotCanonical(PairingEngine e) {
    byte[] p = new byte[2 * e.fp.byteLength];
    byte[] modulus = e.fp.modulus.toByteArray();
    System.arraycopy(modulus, 0, p, 0, modulus.length);
    assertMalformed(() -> new PointReader(e, p).point1("A"), "A: a coordinate is not below");
    byte[] order = Arrays.copyOf(e.order().toByteArray(), 32);
    assertMalformed(() -> new PointReader(e, order).scalar("s"), "s: the number is not below");
  }

  @ParameterizedTest
  @MethodSource("engines")
  void refusesShortAndLongInputs(PairingEngine e) throws MalformedException {
    byte[] bytes = new PointWriter(e).point1(e.generator1()).u32(0).toByteArray();
    for (int length = 0; length < bytes.length - 4; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertMalformed(() -> new PointReader(e, cut).point1("A"), "A: ");
    }
    PointReader in = new PointReader(e, bytes);
    in.point1("A");
    assertMalformed(() -> in.end("proof"), "proof: 4 bytes too many");
  }

  @ParameterizedTest
  @MethodSource("engines")
  void boundsCountsByTheBytesThatRemain(PairingEngine e) throws MalformedException {
    byte[] huge = new PointWriter(e).u32(-1).u32(0).toByteArray();
    assertMalformed(
        () -> new PointReader(e, huge).count(32, "K"), "K: a count of 4294967295, but only 4");
    byte[] fits = new PointWriter(e).u32(1).u32(0).toByteArray();
    assertThat(new PointReader(e, fits).count(4, "K")).isEqualTo(1);
    byte[] large = new PointWriter(e).u64(1L << 40).toByteArray();
    assertMalformed(() -> new PointReader(e, large).smallU64("i"), "i: the number is too large");
  }

  @Test
  void refusesAnInfinityWithCoordinates() {
    Bn254 e = new Bn254();
    byte[] bytes = new PointWriter(e).point1(e.infinity1()).toByteArray();
    bytes[31] = 1;
    assertMalformed(() -> new PointReader(e, bytes).point1("A"), "A: a point at infinity with");
  }

  @Test
  void refusesAnXWithoutAPoint() {
    Bn254 e = new Bn254();
    int without = 0;
    for (int x = 0; x < 16; x++) {
      byte[] bytes = new byte[32];
      bytes[0] = (byte) 0x80;
      bytes[31] = (byte) x;
      try {
        new PointReader(e, bytes).point1("A");
      } catch (MalformedException malformed) {
        assertThat(malformed).hasMessage("A: there is no point with this x");
        without++;
      }
    }
    assertThat(without).isBetween(2, 14);
  }
}
