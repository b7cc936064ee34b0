package io.batcherconsole.engine.verify.pairing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Σ scalars[i] · points[i] by interleaved width-5 windows: one chain of doublings for all, mixed
 * additions from tables of odd multiples. Hankerson, Menezes, Vanstone, "Guide to Elliptic Curve
 * Cryptography", algorithm 3.51.
 */
final class MultiScalarMultiplication<E> {
  private static final int WIDTH = 5;

  private final Curve<E> curve;
  private final @Nullable Endomorphism<E> endomorphism;

  /**
   * @param endomorphism of all points that come; null when there is none
   */
  MultiScalarMultiplication(Curve<E> curve, @Nullable Endomorphism<E> endomorphism) {
    this.curve = curve;
    this.endomorphism = endomorphism;
  }

  /**
   * @param digits of the scalar, or of a part of it
   * @param first index of the point's odd multiples 1, 3, 5, … in the table
   * @param imaged whether it multiplies the point's image under the endomorphism
   * @param negative whether it is to be subtracted
   */
  private record Term(SignedDigits digits, int first, boolean imaged, boolean negative) {
    static Term of(BigInteger scalar, int first, boolean imaged) {
      SignedDigits digits = SignedDigits.windowed(scalar.abs(), WIDTH);
      return new Term(digits, first, imaged, scalar.signum() < 0);
    }
  }

  JacobianPoint<E> run(List<Point<E>> points, List<BigInteger> scalars) {
    List<Term> terms = new ArrayList<>();
    List<JacobianPoint<E>> multiples = new ArrayList<>();
    int length = 0;
    for (int i = 0; i < points.size(); i++) {
      if (!points.get(i).isInfinity() && scalars.get(i).signum() != 0) {
        int largest = 1;
        for (Term term : terms(scalars.get(i), multiples.size())) {
          terms.add(term);
          largest = Math.max(largest, term.digits.largest());
          length = Math.max(length, term.digits.length());
        }
        addOddMultiples(multiples, points.get(i), largest);
      }
    }
    return sum(terms, length, curve.toAffine(multiples));
  }

  private List<Term> terms(BigInteger scalar, int first) {
    if (endomorphism == null || endomorphism.isShort(scalar)) {
      return List.of(Term.of(scalar, first, false));
    }
    Endomorphism.Vector parts = endomorphism.split(scalar);
    return List.of(Term.of(parts.a(), first, false), Term.of(parts.b(), first, true));
  }

  private JacobianPoint<E> sum(List<Term> terms, int length, List<Point<E>> table) {
    List<Point<E>> negated = table.stream().map(curve::negate).toList();
    List<Point<E>> images =
        endomorphism == null ? table : table.stream().map(endomorphism.image()).toList();
    List<Point<E>> negatedImages = images.stream().map(curve::negate).toList();
    JacobianPoint<E> sum = curve.infinity();
    for (int position = length - 1; position >= 0; position--) {
      curve.dbl(sum);
      for (Term term : terms) {
        int digit = term.digits.at(position);
        if (digit != 0) {
          List<Point<E>> positive = term.imaged ? images : table;
          List<Point<E>> negative = term.imaged ? negatedImages : negated;
          boolean adds = digit > 0 != term.negative;
          curve.add(sum, (adds ? positive : negative).get(term.first + Math.abs(digit) / 2));
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
