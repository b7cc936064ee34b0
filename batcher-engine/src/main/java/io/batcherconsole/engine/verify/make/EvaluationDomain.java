package io.batcherconsole.engine.verify.make;

import io.batcherconsole.engine.verify.ScalarField;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The roots of unity ω⁰ … ω^(n-1) on which a PLONK circuit's polynomials are given by values. */
final class EvaluationDomain {
  private final ScalarField fr;
  private final int size;
  private final BigInteger inverseSize;

  /** ω⁰, ω¹, … */
  private final List<BigInteger> elements = new ArrayList<>();

  /**
   * @param size a power of two
   * @param nonResidue a generator of the field's multiplicative group
   */
  EvaluationDomain(ScalarField fr, int size, BigInteger nonResidue) {
    this.fr = fr;
    this.size = size;
    inverseSize = BigInteger.valueOf(size).modInverse(fr.order());
    BigInteger exponent = fr.order().subtract(BigInteger.ONE).divide(BigInteger.valueOf(size));
    BigInteger generator = nonResidue.modPow(exponent, fr.order());
    BigInteger element = BigInteger.ONE;
    for (int i = 0; i < size; i++) {
      elements.add(element);
      element = fr.mul(element, generator);
    }
  }

  int size() {
    return size;
  }

  BigInteger inverseSize() {
    return inverseSize;
  }

  BigInteger generator() {
    return elements.get(1);
  }

  BigInteger element(int i) {
    return elements.get(i);
  }

  /**
   * A place to evaluate polynomials at.
   *
   * @param lagrange L₀(x), L₁(x), …
   * @param vanishing x^n - 1
   */
  record Place(BigInteger x, List<BigInteger> lagrange, BigInteger vanishing) {}

  /** The place x, which is not in the domain: Lᵢ(x) = (x^n - 1) ωⁱ / (n (x - ωⁱ)). */
  Place place(BigInteger x) {
    BigInteger vanishing = fr.sub(fr.pow(x, size), BigInteger.ONE);
    BigInteger factor = fr.mul(vanishing, inverseSize);
    List<BigInteger> lagrange = new ArrayList<>(size);
    for (BigInteger element : elements) {
      BigInteger inverse = fr.sub(x, element).modInverse(fr.order());
      lagrange.add(fr.mul(factor, element, inverse));
    }
    return new Place(x, lagrange, vanishing);
  }

  /** The place ωx: Lᵢ(ωx) = Lᵢ₋₁(x). */
  Place next(Place place) {
    List<BigInteger> lagrange = new ArrayList<>(size);
    lagrange.add(place.lagrange().getLast());
    lagrange.addAll(place.lagrange().subList(0, size - 1));
    return new Place(fr.mul(place.x(), generator()), lagrange, place.vanishing());
  }

  /**
   * A polynomial by its values on the domain, hidden by a multiple of the vanishing polynomial.
   *
   * @param blinding coefficients of that multiple, lowest first
   */
  record Polynomial(List<BigInteger> values, List<BigInteger> blinding) {
    Polynomial(List<BigInteger> values) {
      this(values, List.of());
    }
  }

  /** The polynomial's value. */
  BigInteger evaluate(Polynomial polynomial, Place place) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < polynomial.values().size(); i++) {
      sum = sum.add(polynomial.values().get(i).multiply(place.lagrange().get(i)));
    }
    BigInteger blind = BigInteger.ZERO;
    for (BigInteger coefficient : polynomial.blinding().reversed()) {
      blind = fr.add(fr.mul(blind, place.x()), coefficient);
    }
    return fr.add(sum, fr.mul(blind, place.vanishing()));
  }
}
