package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.Fp2;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.Point;
import io.batcherconsole.engine.verify.pairing.PointReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** gnark's binary PLONK proofs and keys, read strictly (verification.md §3). */
final class GnarkPlonkFormat {
  private static final int LEAST_POINT_BYTES = 32;
  private static final int SCALAR_BYTES = 32;

  /** Nine points, five values, z(ωζ); and for each commitment a point and a value. */
  private static final int EVM_BYTES = 9 * 64 + 6 * SCALAR_BYTES;

  private static final int EVM_COMMITMENT_BYTES = 64 + SCALAR_BYTES;

  /** More than any circuit has; bounds the work of one verification. */
  private static final int MOST_COMMITMENTS = 64;

  private GnarkPlonkFormat() {}

  /** L R O | Z | H₀ H₁ H₂ | opening | claimed values | shifted opening | its value | BSB22. */
  static PlonkProof proof(PairingEngine engine, byte[] bytes) throws MalformedException {
    PointReader in = new PointReader(engine, bytes);
    List<Point<Fp>> wires = in.points1(3, "proof, L R O");
    Point<Fp> z = in.point1("proof, Z");
    List<Point<Fp>> quotient = in.points1(3, "proof, H");
    Point<Fp> opening = in.point1("proof, opening");
    int values = bounded(in.count(SCALAR_BYTES, "proof, claimed values"));
    if (values == 0) {
      throw new MalformedException("proof, claimed values: there are none");
    }
    BigInteger linearised = in.scalar("proof, claimed values");
    List<BigInteger> claimed = in.scalars(values - 1, "proof, claimed values");
    Point<Fp> shiftedOpening = in.point1("proof, shifted opening");
    BigInteger shiftedValue = in.scalar("proof, shifted value");
    int count = bounded(in.count(LEAST_POINT_BYTES, "proof, commitments"));
    List<Point<Fp>> commitments = in.points1(count, "proof, commitments");
    in.end("proof");
    return new PlonkProof(
        wires,
        z,
        quotient,
        opening,
        linearised,
        claimed,
        shiftedOpening,
        shiftedValue,
        commitments);
  }

  /**
   * L R O | H₀ H₁ H₂ | l r o s₁ s₂ | Z | z(ωζ) | opening | shifted opening | values of Qcp | BSB22:
   * uncompressed, as gnark's verifier in Solidity takes it. Nothing counts the commitments but the
   * length.
   */
  static PlonkProof evmProof(PairingEngine engine, byte[] bytes) throws MalformedException {
    int count = bounded(Math.max(0, bytes.length - EVM_BYTES) / EVM_COMMITMENT_BYTES);
    if (bytes.length != EVM_BYTES + count * EVM_COMMITMENT_BYTES) {
      throw new MalformedException(
          "proof: no PLONK proof for contracts has %d bytes".formatted(bytes.length));
    }
    PointReader in = new PointReader(engine, bytes);
    List<Point<Fp>> wires = in.points1(3, "proof, L R O");
    List<Point<Fp>> quotient = in.points1(3, "proof, H");
    List<BigInteger> claimed =
        new ArrayList<>(in.scalars(PlonkProof.FIXED_VALUES, "proof, claimed values"));
    Point<Fp> z = in.point1("proof, Z");
    BigInteger shiftedValue = in.scalar("proof, shifted value");
    Point<Fp> opening = in.point1("proof, opening");
    Point<Fp> shiftedOpening = in.point1("proof, shifted opening");
    claimed.addAll(in.scalars(count, "proof, values of Qcp"));
    List<Point<Fp>> commitments = in.points1(count, "proof, commitments");
    in.end("proof");
    return new PlonkProof(
        wires, z, quotient, opening, null, claimed, shiftedOpening, shiftedValue, commitments);
  }

  /**
   * Domain | S₁ S₂ S₃ | Ql Qr Qm Qo Qk | Qcp | KZG key | commitment indexes. The KZG key carries
   * the lines of its two points in a layout that differs between versions of gnark; they are
   * computed anew instead of read, which is the same for every honest key and safer for others.
   */
  static PlonkKey key(PairingEngine engine, byte[] bytes) throws MalformedException {
    PointReader in = new PointReader(engine, bytes);
    int size = in.smallU64("verification key, domain size");
    BigInteger inverseSize = in.scalar("verification key, inverse of the domain size");
    BigInteger generator = in.scalar("verification key, generator of the domain");
    int publicInputs = in.smallU64("verification key, number of public inputs");
    BigInteger cosetShift = in.scalar("verification key, coset shift");
    List<Point<Fp>> permutation = in.points1(3, "verification key, S");
    List<Point<Fp>> selectors = in.points1(5, "verification key, Q");
    int count = bounded(in.count(LEAST_POINT_BYTES, "verification key, Qcp"));
    List<Point<Fp>> commitmentSelectors = in.points1(count, "verification key, Qcp");
    Point<Fp> g1 = in.point1("verification key, KZG generator of G1");
    Point<Fp2> g2 = in.point2("verification key, KZG generator of G2");
    Point<Fp2> tauG2 = in.point2("verification key, KZG point of G2");
    in.skip(engine.gnarkLineBytes(), "verification key, KZG lines");
    int indexes = in.count(Long.BYTES, "verification key, commitment indexes");
    if (indexes != count) {
      throw new MalformedException(
          "verification key: %d commitment indexes for %d commitments".formatted(indexes, count));
    }
    List<Integer> commitmentIndexes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      commitmentIndexes.add(in.smallU64("verification key, commitment indexes"));
    }
    in.end("verification key");
    return new PlonkKey(
        size,
        inverseSize,
        generator,
        publicInputs,
        cosetShift,
        permutation,
        selectors,
        commitmentSelectors,
        g1,
        g2,
        tauG2,
        commitmentIndexes);
  }

  private static int bounded(int count) throws MalformedException {
    if (count > MOST_COMMITMENTS) {
      throw new MalformedException(
          "%d commitments or values, at most %d are verified here"
              .formatted(count, MOST_COMMITMENTS));
    }
    return count;
  }
}
