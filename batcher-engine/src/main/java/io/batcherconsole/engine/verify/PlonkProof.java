package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.Point;
import java.math.BigInteger;
import java.util.List;

/**
 * A proof of gnark's PLONK.
 *
 * @param wires commitments to L, R, O
 * @param z commitment to the permutation's grand product
 * @param quotient commitments to the quotient's three chunks
 * @param opening of everything at ζ at once
 * @param claimed the values at ζ: linearised polynomial, l, r, o, s₁, s₂, then one for each Qcp
 * @param shiftedOpening of z at ω ζ
 * @param shiftedValue z(ω ζ)
 * @param commitments BSB22 commitments
 */
record PlonkProof(
    List<Point<Fp>> wires,
    Point<Fp> z,
    List<Point<Fp>> quotient,
    Point<Fp> opening,
    List<BigInteger> claimed,
    Point<Fp> shiftedOpening,
    BigInteger shiftedValue,
    List<Point<Fp>> commitments) {
  /** Claimed values of a proof without commitments. */
  static final int FIXED_VALUES = 6;

  BigInteger linearised() {
    return claimed.get(0);
  }

  BigInteger left() {
    return claimed.get(1);
  }

  BigInteger right() {
    return claimed.get(2);
  }

  BigInteger out() {
    return claimed.get(3);
  }

  BigInteger firstPermutation() {
    return claimed.get(4);
  }

  BigInteger secondPermutation() {
    return claimed.get(5);
  }

  List<BigInteger> commitmentSelectors() {
    return claimed.subList(FIXED_VALUES, claimed.size());
  }
}
