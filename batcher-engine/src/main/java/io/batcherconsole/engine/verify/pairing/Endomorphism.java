package io.batcherconsole.engine.verify.pairing;

import java.math.BigInteger;
import java.util.function.UnaryOperator;

/**
 * A map that multiplies every point of a group by a number λ and costs next to nothing. A scalar s
 * is s₁ + s₂ λ mod r with parts of half its length, which halves the doublings of s P = s₁ P + s₂
 * image(P). R. Gallant, R. Lambert, S. Vanstone, "Faster point multiplication on elliptic curves
 * with efficient endomorphisms", 2001.
 *
 * <p>The vectors (a, b) with a + b λ = 0 mod r are a lattice. Of (s, 0) is left what the lattice's
 * point next to it leaves, which is about as short as the two vectors that span the lattice (L.
 * Babai, "On Lovász' lattice reduction and the nearest lattice point problem", 1986).
 *
 * @param order r
 * @param first a short vector of the lattice
 * @param second another, such that first.a second.b - first.b second.a = r
 * @param image λ times a point of the group; something else outside of it
 */
record Endomorphism<E>(
    BigInteger order, Vector first, Vector second, UnaryOperator<Point<E>> image) {
  /** a + b λ. */
  record Vector(BigInteger a, BigInteger b) {}

  /** Whether a scalar is no longer than its parts would be. */
  boolean isShort(BigInteger scalar) {
    return scalar.bitLength() <= order.bitLength() / 2 + 1;
  }

  /** The parts of a scalar, of either sign. */
  Vector split(BigInteger scalar) {
    BigInteger c1 = scalar.multiply(second.b).divide(order);
    BigInteger c2 = scalar.multiply(first.b).negate().divide(order);
    return new Vector(
        scalar.subtract(c1.multiply(first.a)).subtract(c2.multiply(second.a)),
        c1.multiply(first.b).add(c2.multiply(second.b)).negate());
  }
}
