package io.batcherconsole.engine.verify.pairing;

/**
 * A point of a curve in affine coordinates, or the point at infinity. Immutable once made: the
 * coordinates are never written to.
 *
 * @param <E> the field of the coordinates
 */
public final class Point<E> {
  final E x;
  final E y;
  private final boolean infinity;

  Point(E x, E y, boolean infinity) {
    this.x = x;
    this.y = y;
    this.infinity = infinity;
  }

  /** Whether this is the neutral element. */
  public boolean isInfinity() {
    return infinity;
  }
}
