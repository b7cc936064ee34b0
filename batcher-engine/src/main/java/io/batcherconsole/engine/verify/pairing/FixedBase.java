package io.batcherconsole.engine.verify.pairing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Multiplies one point by many scalars: every multiple of every byte of a scalar is in a table, so
 * that a product is 32 additions. The table takes some megabytes and a tenth of a second. Not
 * thread-safe.
 *
 * @param <E> the field of the coordinates
 */
public final class FixedBase<E> {
  private static final int WINDOWS = 32;
  private static final int DIGITS = 256;

  private final Curve<E> curve;
  private final BigInteger order;

  /** Multiples 1 to 255 of 256^i times the point, for i from 0 to 31. */
  private final List<List<Point<E>>> table = new ArrayList<>(WINDOWS);

  FixedBase(Curve<E> curve, BigInteger order, Point<E> point) {
    this.curve = curve;
    this.order = order;
    JacobianPoint<E> base = curve.toJacobian(point);
    for (int window = 0; window < WINDOWS; window++) {
      List<JacobianPoint<E>> multiples = new ArrayList<>(DIGITS);
      JacobianPoint<E> multiple = curve.copy(base);
      for (int digit = 1; digit < DIGITS; digit++) {
        multiples.add(curve.copy(multiple));
        curve.add(multiple, base);
      }
      table.add(curve.toAffine(multiples));
      base = multiple;
    }
  }

  /** scalar times the point, for any scalar. */
  public Point<E> multiply(BigInteger scalar) {
    byte[] bytes = scalar.mod(order).toByteArray();
    JacobianPoint<E> sum = curve.infinity();
    for (int i = 0; i < bytes.length; i++) {
      int digit = bytes[bytes.length - 1 - i] & 0xff;
      if (digit != 0) {
        curve.add(sum, table.get(i).get(digit - 1));
      }
    }
    return curve.toAffine(sum);
  }
}
