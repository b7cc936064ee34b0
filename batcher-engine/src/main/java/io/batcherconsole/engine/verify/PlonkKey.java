package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.Fp2;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.Point;
import io.batcherconsole.engine.verify.pairing.PointWriter;
import io.batcherconsole.engine.verify.pairing.PreparedPoint;
import java.math.BigInteger;
import java.util.List;

/**
 * A verifying key of gnark's PLONK.
 *
 * @param size of the domain, a power of two
 * @param inverseSize 1 / size
 * @param generator of the domain, ω
 * @param publicInputs that a proof must bring
 * @param cosetShift u: the permutation's cosets are 1, u, u²
 * @param permutation commitments to S₁, S₂, S₃
 * @param selectors commitments to Ql, Qr, Qm, Qo, Qk
 * @param commitmentSelectors commitments to the selectors of BSB22 commitments, Qcp
 * @param g1 the KZG setup's generator of G1
 * @param g2 the KZG setup's generator of G2
 * @param tauG2 τ times it
 * @param commitmentIndexes rows of the BSB22 commitments after the public inputs
 */
record PlonkKey(
    long size,
    BigInteger inverseSize,
    BigInteger generator,
    int publicInputs,
    BigInteger cosetShift,
    List<Point<Fp>> permutation,
    List<Point<Fp>> selectors,
    List<Point<Fp>> commitmentSelectors,
    Point<Fp> g1,
    Point<Fp2> g2,
    Point<Fp2> tauG2,
    List<Integer> commitmentIndexes) {

  Prepared prepare(PairingEngine engine) {
    PointWriter bound = new PointWriter(engine);
    permutation.forEach(bound::rawPoint1);
    selectors.forEach(bound::rawPoint1);
    commitmentSelectors.forEach(bound::rawPoint1);
    return new Prepared(
        this, Bytes.wrap(bound.toByteArray()), engine.prepare(g2), engine.prepare(tauG2));
  }

  /**
   * A key with the lines of its points in G2. Immutable, some 80 kB.
   *
   * @param bound what the transcript binds of the key
   */
  record Prepared(PlonkKey key, Bytes bound, PreparedPoint g2, PreparedPoint tauG2) {}
}
