package io.batcherconsole.engine.verify.pairing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The curve y² = x³ + b over a field, with complete addition: neutral elements, equal and opposite
 * points are handled.
 *
 * <p>Formulas: D. J. Bernstein, T. Lange, "Explicit-Formulas Database", short Weierstrass curves
 * with a = 0 in Jacobian coordinates. Not thread-safe.
 *
 * @param <E> the field of the coordinates
 */
final class Curve<E> {
  final FiniteField<E> field;
  final Point<E> infinity;
  final E b;
  private final E t0;
  private final E t1;
  private final E t2;
  private final E t3;
  private final E t4;
  private final E t5;
  private final E t6;

  Curve(FiniteField<E> field, E b) {
    this.field = field;
    this.b = b;
    infinity = new Point<>(field.create(), field.create(), true);
    t0 = field.create();
    t1 = field.create();
    t2 = field.create();
    t3 = field.create();
    t4 = field.create();
    t5 = field.create();
    t6 = field.create();
  }

  /** A point with these coordinates, which it takes over; not checked. */
  Point<E> point(E x, E y) {
    return new Point<>(x, y, false);
  }

  boolean isOnCurve(Point<E> p) {
    if (p.isInfinity()) {
      return true;
    }
    rightSide(t0, p.x);
    field.sqr(t1, p.y);
    return field.areEqual(t0, t1);
  }

  /** r = x³ + b; r must not be x. */
  void rightSide(E r, E x) {
    field.sqr(r, x);
    field.mul(r, r, x);
    field.add(r, r, b);
  }

  Point<E> negate(Point<E> p) {
    if (p.isInfinity()) {
      return p;
    }
    E y = field.create();
    field.neg(y, p.y);
    field.reduce(y);
    return point(p.x, y);
  }

  Point<E> add(Point<E> p, Point<E> q) {
    JacobianPoint<E> sum = toJacobian(p);
    add(sum, q);
    return toAffine(sum);
  }

  JacobianPoint<E> toJacobian(Point<E> p) {
    if (p.isInfinity()) {
      return infinity();
    }
    JacobianPoint<E> r = new JacobianPoint<>(field.copy(p.x), field.copy(p.y), field.create());
    field.setOne(r.z);
    return r;
  }

  /** A new point at infinity. */
  JacobianPoint<E> infinity() {
    JacobianPoint<E> r = new JacobianPoint<>(field.create(), field.create(), field.create());
    setInfinity(r);
    return r;
  }

  JacobianPoint<E> copy(JacobianPoint<E> p) {
    return new JacobianPoint<>(field.copy(p.x), field.copy(p.y), field.copy(p.z));
  }

  Point<E> toAffine(JacobianPoint<E> p) {
    if (field.isZero(p.z)) {
      return infinity;
    }
    E inverse = field.create();
    field.inv(inverse, p.z);
    return toAffine(p, inverse);
  }

  private Point<E> toAffine(JacobianPoint<E> p, E inverseOfZ) {
    E x = field.create();
    E y = field.create();
    field.sqr(t0, inverseOfZ);
    field.mul(x, p.x, t0);
    field.mul(t0, t0, inverseOfZ);
    field.mul(y, p.y, t0);
    return point(x, y);
  }

  private void setInfinity(JacobianPoint<E> p) {
    field.setOne(p.x);
    field.setOne(p.y);
    field.setZero(p.z);
  }

  /** Whether both are the same point: x1 z2² = x2 z1² and y1 z2³ = y2 z1³. */
  boolean areEqual(JacobianPoint<E> p, JacobianPoint<E> q) {
    boolean atInfinity = field.isZero(p.z);
    if (atInfinity || field.isZero(q.z)) {
      return atInfinity && field.isZero(q.z);
    }
    field.sqr(t0, p.z);
    field.sqr(t1, q.z);
    field.mul(t2, p.x, t1);
    field.mul(t3, q.x, t0);
    if (!field.areEqual(t2, t3)) {
      return false;
    }
    field.mul(t0, t0, p.z);
    field.mul(t1, t1, q.z);
    field.mul(t2, p.y, t1);
    field.mul(t3, q.y, t0);
    return field.areEqual(t2, t3);
  }

  /** p = 2 p ("dbl-2009-l"). */
  void dbl(JacobianPoint<E> p) {
    // t0 = A = x², t1 = B = y², t2 = C = B², t3 = D = 2 ((x + B)² - A - C), t4 = E = 3 A
    field.sqr(t0, p.x);
    field.sqr(t1, p.y);
    field.sqr(t2, t1);
    field.add(t3, p.x, t1);
    field.sqr(t3, t3);
    field.sub(t3, t3, t0);
    field.sub(t3, t3, t2);
    field.dbl(t3, t3);
    field.reduce(t3);
    field.dbl(t4, t0);
    field.add(t4, t4, t0);
    field.reduce(t4);
    // z = 2 y z
    field.mul(t5, p.y, p.z);
    field.dbl(p.z, t5);
    field.reduce(p.z);
    // x = E² - 2 D
    field.sqr(t5, t4);
    field.sub(t5, t5, t3);
    field.sub(p.x, t5, t3);
    field.reduce(p.x);
    // y = E (D - x) - 8 C
    field.sub(t3, t3, p.x);
    field.mul(t3, t3, t4);
    field.dbl(t2, t2);
    field.dbl(t2, t2);
    field.dbl(t2, t2);
    field.sub(p.y, t3, t2);
    field.reduce(p.y);
  }

  /** p = p + q with q affine ("madd"). */
  void add(JacobianPoint<E> p, Point<E> q) {
    if (!q.isInfinity()) {
      add(p, q.x, q.y);
    }
  }

  /** p = p + (x, y). */
  private void add(JacobianPoint<E> p, E x, E y) {
    if (field.isZero(p.z)) {
      field.set(p.x, x);
      field.set(p.y, y);
      field.setOne(p.z);
      return;
    }
    // H = x z² - p.x, R = y z³ - p.y
    field.sqr(t0, p.z);
    field.mul(t1, x, t0);
    field.mul(t2, t0, p.z);
    field.mul(t2, t2, y);
    field.sub(t1, t1, p.x);
    field.sub(t2, t2, p.y);
    finishAddition(p, p.x, p.y, p.z);
  }

  /** p = p + q ("add"). */
  void add(JacobianPoint<E> p, JacobianPoint<E> q) {
    if (field.isZero(q.z)) {
      return;
    }
    if (field.isZero(p.z)) {
      field.set(p.x, q.x);
      field.set(p.y, q.y);
      field.set(p.z, q.z);
      return;
    }
    // U1 = p.x q.z², S1 = p.y q.z³, H = q.x p.z² - U1, R = q.y p.z³ - S1
    field.sqr(t3, p.z);
    field.sqr(t4, q.z);
    field.mul(t1, q.x, t3);
    field.mul(t2, q.y, t3);
    field.mul(t2, t2, p.z);
    field.mul(t6, p.y, t4);
    field.mul(t6, t6, q.z);
    field.mul(t5, p.x, t4);
    field.mul(t0, p.z, q.z);
    field.sub(t1, t1, t5);
    field.sub(t2, t2, t6);
    finishAddition(p, t5, t6, t0);
  }

  /**
   * Sets p to the sum, given t1 = H and t2 = R. When H = 0 the points are equal or opposite.
   *
   * @param u1 x of the first point over the common denominator
   * @param s1 y of the first point over the common denominator
   * @param z the product of both z
   */
  private void finishAddition(JacobianPoint<E> p, E u1, E s1, E z) {
    if (field.isZero(t1)) {
      if (field.isZero(t2)) {
        dbl(p);
      } else {
        setInfinity(p);
      }
      return;
    }
    field.mul(p.z, z, t1);
    // t3 = H², t4 = H³, t5 = V = U1 H²
    field.sqr(t3, t1);
    field.mul(t4, t3, t1);
    field.mul(t5, u1, t3);
    // x = R² - H³ - 2 V
    field.sqr(t3, t2);
    field.sub(t3, t3, t4);
    field.sub(t3, t3, t5);
    field.sub(p.x, t3, t5);
    field.reduce(p.x);
    // y = R (V - x) - S1 H³
    field.sub(t5, t5, p.x);
    field.mul(t5, t5, t2);
    field.mul(t4, t4, s1);
    field.sub(p.y, t5, t4);
    field.reduce(p.y);
  }

  /**
   * scalar · p by double and add, for short fixed scalars.
   *
   * @param scalar as {@link SignedDigits#naf}
   */
  JacobianPoint<E> multiply(Point<E> p, SignedDigits scalar) {
    if (p.isInfinity()) {
      return infinity();
    }
    Point<E> negated = negate(p);
    JacobianPoint<E> r = toJacobian(p);
    for (int i = scalar.length() - 2; i >= 0; i--) {
      dbl(r);
      if (scalar.at(i) != 0) {
        add(r, scalar.at(i) > 0 ? p : negated);
      }
    }
    return r;
  }

  /** As {@link #multiply(Point, SignedDigits)}, for a point that is not worth an inversion. */
  JacobianPoint<E> multiply(JacobianPoint<E> p, SignedDigits scalar) {
    JacobianPoint<E> negated = copy(p);
    field.neg(negated.y, p.y);
    field.reduce(negated.y);
    JacobianPoint<E> r = copy(p);
    for (int i = scalar.length() - 2; i >= 0; i--) {
      dbl(r);
      if (scalar.at(i) != 0) {
        add(r, scalar.at(i) > 0 ? p : negated);
      }
    }
    return r;
  }

  /** scalar · p for a scalar of at least 0. */
  Point<E> multiply(Point<E> p, BigInteger scalar) {
    return toAffine(multiply(List.of(p), List.of(scalar)));
  }

  /**
   * Σ scalars[i] · points[i] for scalars of at least 0, by interleaved windows: one chain of
   * doublings, and a table of odd multiples a point. Hankerson, Menezes, Vanstone, algorithm 3.51.
   */
  JacobianPoint<E> multiply(List<Point<E>> points, List<BigInteger> scalars) {
    return new MultiScalarMultiplication<>(this, null).run(points, scalars);
  }

  /** The same points in affine coordinates with one inversion. H. Cohen, algorithm 10.3.4. */
  List<Point<E>> toAffine(List<JacobianPoint<E>> points) {
    List<E> products = new ArrayList<>(points.size());
    E product = field.create();
    field.setOne(product);
    for (JacobianPoint<E> p : points) {
      products.add(field.copy(product));
      if (!field.isZero(p.z)) {
        field.mul(product, product, p.z);
      }
    }
    E inverse = field.create();
    field.inv(inverse, product);
    List<Point<E>> result = new ArrayList<>(Collections.nCopies(points.size(), infinity));
    for (int i = points.size() - 1; i >= 0; i--) {
      JacobianPoint<E> p = points.get(i);
      if (!field.isZero(p.z)) {
        field.mul(product, inverse, products.get(i));
        field.mul(inverse, inverse, p.z);
        result.set(i, toAffine(p, product));
      }
    }
    return result;
  }
}
