package io.batcherconsole.engine.verify.pairing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Σ scalars[i] · points[i] by interleaved width-5 windows: one chain of doublings for all, mixed
 * additions from tables of odd multiples. Hankerson, Menezes, Vanstone, "Guide to Elliptic Curve
 * Cryptography", algorithm 3.51.
 */
final class MultiScalarMultiplication<E> {
  private static final int WIDTH = 5;

  private final Curve<E> curve;

  MultiScalarMultiplication(Curve<E> curve) {
    this.curve = curve;
  }

  /**
   * @param digits of the scalar
   * @param first index of the point's odd multiples 1, 3, 5, … in the table
   */
  private record Term(SignedDigits digits, int first) {}

  JacobianPoint<E> run(List<Point<E>> points, List<BigInteger> scalars) {
    List<Term> terms = new ArrayList<>();
    List<JacobianPoint<E>> multiples = new ArrayList<>();
    int length = 0;
    for (int i = 0; i < points.size(); i++) {
      if (!points.get(i).isInfinity() && scalars.get(i).signum() != 0) {
        SignedDigits digits = SignedDigits.windowed(scalars.get(i), WIDTH);
        terms.add(new Term(digits, multiples.size()));
        addOddMultiples(multiples, points.get(i), digits.largest());
        length = Math.max(length, digits.length());
      }
    }
    List<Point<E>> table = curve.toAffine(multiples);
    List<Point<E>> negated = table.stream().map(curve::negate).toList();
    JacobianPoint<E> sum = curve.infinity();
    for (int position = length - 1; position >= 0; position--) {
      curve.dbl(sum);
      for (Term term : terms) {
        int digit = term.digits.at(position);
        if (digit != 0) {
          curve.add(sum, (digit > 0 ? table : negated).get(term.first + Math.abs(digit) / 2));
        }
      }
    }
    return sum;
  }

  /** Appends 1p, 3p, 5p, … up to the largest digit that occurs. */
  private void addOddMultiples(List<JacobianPoint<E>> out, Point<E> p, int largest) {
    JacobianPoint<E> multiple = curve.toJacobian(p);
    out.add(multiple);
    if (largest == 1) {
      return;
    }
    JacobianPoint<E> twice = curve.copy(multiple);
    curve.dbl(twice);
    for (int k = 3; k <= largest; k += 2) {
      multiple = curve.copy(multiple);
      curve.add(multiple, twice);
      out.add(multiple);
    }
  }
}
