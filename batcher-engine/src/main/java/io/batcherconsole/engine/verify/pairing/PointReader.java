package io.batcherconsole.engine.verify.pairing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads gnark's binary encodings strictly: numbers are canonical, points are on the curve and in
 * the subgroup, counts are bounded by the bytes that remain, and {@link #end} refuses what is left
 * over (verification.md §3). All integers are big-endian. Each method names the part it reads in
 * its error.
 */
public final class PointReader {
  private static final int SCALAR_BYTES = 32;

  private final PairingEngine engine;
  private final PointFormat format;
  private final byte[] in;
  private int position;

  /**
   * @param in read from its start, never written to
   */
  public PointReader(PairingEngine engine, byte[] in) {
    this.engine = engine;
    this.format = engine.format();
    this.in = in;
  }

  /** Bytes not read yet. */
  public int remaining() {
    return in.length - position;
  }

  /** An unsigned 32-bit number that counts things of at least {@code size} bytes each. */
  public int count(int size, String part) throws MalformedException {
    long count = number(4, part);
    if (count * size > remaining()) {
      throw new MalformedException(
          "%s: a count of %d, but only %d bytes follow".formatted(part, count, remaining()));
    }
    return (int) count;
  }

  /** An unsigned 32-bit number. */
  public long u32(String part) throws MalformedException {
    return number(4, part);
  }

  /** A 64-bit number that fits an int. */
  public int smallU64(String part) throws MalformedException {
    long value = number(8, part);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new MalformedException(part + ": the number is too large");
    }
    return (int) value;
  }

  private long number(int bytes, String part) throws MalformedException {
    need(bytes, part);
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = (value << 8) | (in[position++] & 0xff);
    }
    return value;
  }

  /** A canonical scalar of 32 bytes, below the group order. */
  public BigInteger scalar(String part) throws MalformedException {
    need(SCALAR_BYTES, part);
    BigInteger value = new BigInteger(1, in, position, SCALAR_BYTES);
    position += SCALAR_BYTES;
    if (value.compareTo(engine.order()) >= 0) {
      throw new MalformedException(part + ": the number is not below the group order");
    }
    return value;
  }

  /** {@code count} scalars. */
  public List<BigInteger> scalars(int count, String part) throws MalformedException {
    List<BigInteger> result = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      result.add(scalar(part));
    }
    return result;
  }

  /** {@code count} points of G1. */
  public List<Point<Fp>> points1(int count, String part) throws MalformedException {
    List<Point<Fp>> result = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      result.add(point1(part));
    }
    return result;
  }

  /** Skips bytes that are deliberately not read. */
  public void skip(int bytes, String part) throws MalformedException {
    need(bytes, part);
    position += bytes;
  }

  /** A point of G1, compressed or not as its flag says. */
  public Point<Fp> point1(String part) throws MalformedException {
    int length = engine.fp.byteLength;
    PointFormat.Kind kind = kind(length, part);
    if (kind.isInfinity()) {
      return engine.g1.infinity;
    }
    Fp x = engine.fp.create();
    Fp y = engine.fp.create();
    coordinate(x, format.valueMask(), part);
    if (kind.isCompressed()) {
      lift(engine.g1, x, y, kind, part);
    } else {
      coordinate(y, 0xff, part);
    }
    Point<Fp> p = engine.g1.point(x, y);
    if (!engine.isInG1(p)) {
      throw new MalformedException(part + ": the point is not in G1");
    }
    return p;
  }

  /** A point of G2, compressed or not as its flag says; imaginary parts come first. */
  public Point<Fp2> point2(String part) throws MalformedException {
    int length = 2 * engine.fp.byteLength;
    PointFormat.Kind kind = kind(length, part);
    if (kind.isInfinity()) {
      return engine.g2.infinity;
    }
    Fp2 x = engine.fp2.create();
    Fp2 y = engine.fp2.create();
    coordinate(x.im, format.valueMask(), part);
    coordinate(x.re, 0xff, part);
    if (kind.isCompressed()) {
      lift(engine.g2, x, y, kind, part);
    } else {
      coordinate(y.im, 0xff, part);
      coordinate(y.re, 0xff, part);
    }
    Point<Fp2> q = engine.g2.point(x, y);
    if (!engine.isInG2(q)) {
      throw new MalformedException(part + ": the point is not in G2");
    }
    return q;
  }

  /** Fails when bytes are left. */
  public void end(String what) throws MalformedException {
    if (remaining() > 0) {
      throw new MalformedException("%s: %d bytes too many".formatted(what, remaining()));
    }
  }

  /** Looks at the flag; reads an infinity to its end, and nothing of another point. */
  private PointFormat.Kind kind(int length, String part) throws MalformedException {
    need(length, part);
    PointFormat.Kind kind = format.kindOf(in[position] & 0xff);
    if (kind == null) {
      throw new MalformedException(
          "%s: unknown flag in the first byte 0x%s"
              .formatted(part, HexFormat.of().toHexDigits(in[position])));
    }
    int total = kind.isCompressed() ? length : 2 * length;
    need(total, part);
    boolean zero = isZero(position, total);
    if (!kind.isInfinity() && !kind.isCompressed() && zero && format.zerosAreInfinity()) {
      kind = PointFormat.Kind.UNCOMPRESSED_INFINITY;
    }
    if (kind.isInfinity()) {
      if (!zero) {
        throw new MalformedException(part + ": a point at infinity with coordinates");
      }
      position += total;
    }
    return kind;
  }

  private boolean isZero(int from, int length) {
    int all = in[from] & format.valueMask();
    for (int i = 1; i < length; i++) {
      all |= in[from + i];
    }
    return all == 0;
  }

  private void coordinate(Fp r, int firstByteMask, String part) throws MalformedException {
    if (!engine.fp.read(r, in, position, firstByteMask)) {
      throw new MalformedException(part + ": a coordinate is not below the modulus");
    }
    position += engine.fp.byteLength;
  }

  /** y = √(x³ + b) with the sign that the flag tells. */
  private static <E> void lift(Curve<E> curve, E x, E y, PointFormat.Kind kind, String part)
      throws MalformedException {
    curve.rightSide(y, x);
    if (!curve.field.sqrt(y, y)) {
      throw new MalformedException(part + ": there is no point with this x");
    }
    if (curve.field.isLarger(y) != (kind == PointFormat.Kind.LARGER_Y)) {
      curve.field.neg(y, y);
      curve.field.reduce(y);
    }
  }

  private void need(int bytes, String part) throws MalformedException {
    if (bytes > remaining()) {
      throw new MalformedException(
          "%s: %d bytes needed, %d left".formatted(part, bytes, remaining()));
    }
  }
}
