package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.Fp2;
import io.batcherconsole.engine.verify.pairing.Point;
import java.util.List;

/**
 * A Groth16 proof.
 *
 * @param commitments gnark's extension by commitments (BSB22); empty without it
 * @param pok proof of knowledge of what the commitments commit to; infinity without any
 */
record Groth16Proof(
    Point<Fp> a, Point<Fp2> b, Point<Fp> c, List<Point<Fp>> commitments, Point<Fp> pok) {}
