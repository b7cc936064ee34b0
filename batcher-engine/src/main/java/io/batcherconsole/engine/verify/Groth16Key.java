package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.Fp12;
import io.batcherconsole.engine.verify.pairing.Fp2;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.Point;
import io.batcherconsole.engine.verify.pairing.PreparedPoint;
import java.util.List;

/**
 * A Groth16 verifying key.
 *
 * @param k one point for the constant 1, one for each public input, one for each commitment
 * @param commitments gnark's extension by commitments (BSB22); empty without it
 */
record Groth16Key(
    Point<Fp> alpha,
    Point<Fp2> beta,
    Point<Fp2> gamma,
    Point<Fp2> delta,
    List<Point<Fp>> k,
    List<Commitment> commitments) {

  /**
   * A commitment that the circuit makes: e(commitment, forCommitment) e(pok, forProof) = 1 holds
   * for an honest one.
   *
   * @param committed the public values that it binds, numbered from 1: public inputs, then earlier
   *     commitments
   * @param forProof the same in all commitments of a key
   */
  record Commitment(List<Integer> committed, Point<Fp2> forCommitment, Point<Fp2> forProof) {}

  /** Public inputs that a proof must bring. */
  int publicInputs() {
    return k.size() - 1 - commitments.size();
  }

  /** What every verification with this key needs again; worth its time from the second one on. */
  Prepared prepare(PairingEngine engine) {
    return new Prepared(
        this,
        engine.prepare(engine.negate2(gamma)),
        engine.prepare(engine.negate2(delta)),
        engine.product(List.of(alpha), List.of(engine.prepare(beta))));
  }

  /** A key with e(α, β) and the lines of -γ and -δ. Immutable, some 80 kB. */
  record Prepared(
      Groth16Key key, PreparedPoint gammaNegated, PreparedPoint deltaNegated, Fp12 alphaBeta) {}
}
