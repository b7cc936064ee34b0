package io.batcherconsole.engine.verify.make;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.Fp2;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.Point;
import java.math.BigInteger;
import java.util.List;

/** How a kind of Groth16 is encoded. */
interface Groth16Writer {
  record Proof(Point<Fp> a, Point<Fp2> b, Point<Fp> c) {}

  /** The points of a verifying key; gnark has β and δ in both groups. */
  record Key(
      Point<Fp> alpha,
      Point<Fp> beta1,
      Point<Fp2> beta2,
      Point<Fp2> gamma,
      Point<Fp> delta1,
      Point<Fp2> delta2,
      List<Point<Fp>> k) {}

  Bytes proof(PairingEngine engine, Proof proof);

  /** With both coordinates of every point, so that points off the curve can be told. */
  Bytes uncompressed(PairingEngine engine, Proof proof);

  Bytes key(PairingEngine engine, Key key);

  Bytes inputs(PairingEngine engine, List<BigInteger> inputs);
}
