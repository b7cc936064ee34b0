package io.batcherconsole.engine.verify.pairing;

/**
 * A mutable point (x / z², y / z³); z = 0 is the point at infinity.
 *
 * @param <E> the field of the coordinates
 */
final class JacobianPoint<E> {
  final E x;
  final E y;
  final E z;

  JacobianPoint(E x, E y, E z) {
    this.x = x;
    this.y = y;
    this.z = z;
  }
}
