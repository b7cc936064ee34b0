package io.batcherconsole.engine.verify.pairing;

/**
 * A finite field whose elements are mutable boxes of type {@code E}; what {@link Curve} needs of
 * it. Every operation writes to {@code r}, which may be one of the operands.
 *
 * <p>Sums and differences are not reduced. Code that adds up more than a few elements calls {@link
 * #reduce} before it multiplies; the fields assert that it did.
 */
abstract class FiniteField<E> {
  /** A new element with the value 0. */
  abstract E create();

  /** r = a. */
  abstract void set(E r, E a);

  /** r = 0. */
  abstract void setZero(E r);

  /** r = 1. */
  abstract void setOne(E r);

  /** r = a + b. */
  abstract void add(E r, E a, E b);

  /** r = a - b. */
  abstract void sub(E r, E a, E b);

  /** r = -a. */
  abstract void neg(E r, E a);

  /** r = a b. */
  abstract void mul(E r, E a, E b);

  /** r = a². */
  abstract void sqr(E r, E a);

  /** r = 1 / a; 0 for a = 0. */
  abstract void inv(E r, E a);

  /** r = a root of a, and true; false when a is not a square, and r is undefined then. */
  abstract boolean sqrt(E r, E a);

  /** Makes the representation of r small again; its value stays. */
  abstract void reduce(E r);

  /** Whether a = 0. */
  abstract boolean isZero(E a);

  /** Whether a = b. */
  abstract boolean areEqual(E a, E b);

  /**
   * Whether a comes after -a in the order of the encodings (gnark's "lexicographically largest").
   */
  abstract boolean isLarger(E a);

  /** r = 2 a. */
  final void dbl(E r, E a) {
    add(r, a, a);
  }

  /** A new element with the value of a. */
  final E copy(E a) {
    E r = create();
    set(r, a);
    return r;
  }
}
