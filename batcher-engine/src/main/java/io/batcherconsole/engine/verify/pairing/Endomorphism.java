package io.batcherconsole.engine.verify.pairing;

import java.math.BigInteger;
import java.util.function.UnaryOperator;

/**
 * A map that multiplies every point of a group by a number and costs next to nothing. With a number
 * of half the order's length it halves the doublings of a scalar multiplication: s P = (s mod
 * number) P + (s / number) image(P). R. Gallant, R. Lambert, S. Vanstone, "Faster point
 * multiplication on elliptic curves with efficient endomorphisms", 2001.
 *
 * @param number above 0
 * @param image number times a point of the group; something else outside of it
 */
record Endomorphism<E>(BigInteger number, UnaryOperator<Point<E>> image) {}
