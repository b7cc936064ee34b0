package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.Point;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proof of gnark's PLONK.
 *
 * @param wires commitments to L, R, O
 * @param z commitment to the permutation's grand product
 * @param quotient commitments to the quotient's three chunks
 * @param opening of everything at ζ at once
 * @param linearised the linearised polynomial's value at ζ, which follows from the others; null in
 *     the encoding for the EVM, which leaves it out
 * @param claimed the other values at ζ: l, r, o, s₁, s₂, then one for each Qcp
 * @param shiftedOpening of z at ω ζ
 * @param shiftedValue z(ω ζ)
 * @param commitments BSB22 commitments
 */
record PlonkProof(
    List<Point<Fp>> wires,
    Point<Fp> z,
    List<Point<Fp>> quotient,
    Point<Fp> opening,
    @Nullable BigInteger linearised,
    List<BigInteger> claimed,
    Point<Fp> shiftedOpening,
    BigInteger shiftedValue,
    List<Point<Fp>> commitments) {
  /** Claimed values of a proof without commitments. */
  static final int FIXED_VALUES = 5;

  /** The same without the value that follows from the others. */
  PlonkProof withoutLinearised() {
    return new PlonkProof(
        wires, z, quotient, opening, null, claimed, shiftedOpening, shiftedValue, commitments);
  }

  BigInteger left() {
    return claimed.get(0);
  }

  BigInteger right() {
    return claimed.get(1);
  }

  BigInteger out() {
    return claimed.get(2);
  }

  BigInteger firstPermutation() {
    return claimed.get(3);
  }

  BigInteger secondPermutation() {
    return claimed.get(4);
  }

  List<BigInteger> commitmentSelectors() {
    return claimed.subList(FIXED_VALUES, claimed.size());
  }
}
