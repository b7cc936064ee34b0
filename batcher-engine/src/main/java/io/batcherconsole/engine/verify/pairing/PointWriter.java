package io.batcherconsole.engine.verify.pairing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.List;

/** Writes gnark's binary encodings (verification.md §3); the counterpart of {@link PointReader}. */
public final class PointWriter {
  private final PairingEngine engine;
  private final PointFormat format;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public PointWriter(PairingEngine engine) {
    this.engine = engine;
    this.format = engine.format();
  }

  /** What was written so far. */
  public byte[] toByteArray() {
    return out.toByteArray();
  }

  /** An unsigned 32-bit number. */
  public PointWriter u32(int value) {
    return number(value, 4);
  }

  /** A 64-bit number. */
  public PointWriter u64(long value) {
    return number(value, 8);
  }

  private PointWriter number(long value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (value >>> (8 * i)));
    }
    return this;
  }

  /** A number from 0 to 2^256 - 1 in 32 bytes. */
  public PointWriter scalar(BigInteger value) {
    byte[] minimal = value.toByteArray();
    byte[] bytes = new byte[32];
    int length = Math.min(32, minimal.length); // without the sign's byte
    System.arraycopy(minimal, minimal.length - length, bytes, 32 - length, length);
    out.writeBytes(bytes);
    return this;
  }

  /** Compressed points of G1. */
  public PointWriter points1(List<Point<Fp>> points) {
    points.forEach(this::point1);
    return this;
  }

  /** A compressed point of G1. */
  public PointWriter point1(Point<Fp> p) {
    byte[] bytes = new byte[engine.fp.byteLength];
    if (!p.isInfinity()) {
      engine.fp.write(p.x, bytes, 0);
    }
    return flagged(bytes, p, engine.fp);
  }

  /** A compressed point of G2. */
  public PointWriter point2(Point<Fp2> q) {
    byte[] bytes = new byte[2 * engine.fp.byteLength];
    if (!q.isInfinity()) {
      write(q.x, bytes, 0);
    }
    return flagged(bytes, q, engine.fp2);
  }

  /** The lines of two points of G2, not infinity, as a KZG key of gnark has them. */
  public PointWriter gnarkLines(Point<Fp2> first, Point<Fp2> second) {
    out.writeBytes(GnarkLines.of(engine, first));
    out.writeBytes(GnarkLines.of(engine, second));
    return this;
  }

  /** An uncompressed point of G1. */
  public PointWriter rawPoint1(Point<Fp> p) {
    byte[] bytes = new byte[2 * engine.fp.byteLength];
    if (p.isInfinity()) {
      bytes[0] = (byte) format.flag(PointFormat.Kind.UNCOMPRESSED_INFINITY);
    } else {
      engine.fp.write(p.x, bytes, 0);
      engine.fp.write(p.y, bytes, engine.fp.byteLength);
    }
    out.writeBytes(bytes);
    return this;
  }

  /** An uncompressed point of G2. */
  public PointWriter rawPoint2(Point<Fp2> q) {
    byte[] bytes = new byte[4 * engine.fp.byteLength];
    if (q.isInfinity()) {
      bytes[0] = (byte) format.flag(PointFormat.Kind.UNCOMPRESSED_INFINITY);
    } else {
      write(q.x, bytes, 0);
      write(q.y, bytes, 2 * engine.fp.byteLength);
    }
    out.writeBytes(bytes);
    return this;
  }

  /** Imaginary part first. */
  private void write(Fp2 a, byte[] bytes, int offset) {
    engine.fp.write(a.im, bytes, offset);
    engine.fp.write(a.re, bytes, offset + engine.fp.byteLength);
  }

  private <E> PointWriter flagged(byte[] bytes, Point<E> p, FiniteField<E> field) {
    PointFormat.Kind kind = PointFormat.Kind.COMPRESSED_INFINITY;
    if (!p.isInfinity()) {
      kind = field.isLarger(p.y) ? PointFormat.Kind.LARGER_Y : PointFormat.Kind.SMALLER_Y;
    }
    bytes[0] |= (byte) format.flag(kind);
    out.writeBytes(bytes);
    return this;
  }
}
