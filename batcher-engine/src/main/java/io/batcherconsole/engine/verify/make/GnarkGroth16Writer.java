package io.batcherconsole.engine.verify.make;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.PointWriter;
import java.math.BigInteger;
import java.util.List;

/** gnark's binary encoding, keys as of gnark 0.11 (verification.md §3). */
final class GnarkGroth16Writer implements Groth16Writer {
  @Override
  public Bytes proof(PairingEngine engine, Proof proof) {
    PointWriter out = new PointWriter(engine);
    out.point1(proof.a()).point2(proof.b()).point1(proof.c());
    out.u32(0).point1(engine.infinity1());
    return Bytes.wrap(out.toByteArray());
  }

  @Override
  public Bytes uncompressed(PairingEngine engine, Proof proof) {
    PointWriter out = new PointWriter(engine);
    out.rawPoint1(proof.a()).rawPoint2(proof.b()).rawPoint1(proof.c());
    out.u32(0).rawPoint1(engine.infinity1());
    return Bytes.wrap(out.toByteArray());
  }

  @Override
  public Bytes key(PairingEngine engine, Key key) {
    PointWriter out = new PointWriter(engine);
    out.point1(key.alpha()).point1(key.beta1()).point2(key.beta2());
    out.point2(key.gamma()).point1(key.delta1()).point2(key.delta2());
    out.u32(key.k().size()).points1(key.k());
    out.u32(0).u32(0); // no commitments, no keys of them
    return Bytes.wrap(out.toByteArray());
  }

  @Override
  public Bytes inputs(PairingEngine engine, List<BigInteger> inputs) {
    return witness(engine, inputs);
  }

  /** gnark's public witness, which its PLONK shares. */
  static Bytes witness(PairingEngine engine, List<BigInteger> inputs) {
    PointWriter out = new PointWriter(engine).u32(inputs.size()).u32(0).u32(inputs.size());
    inputs.forEach(out::scalar);
    return Bytes.wrap(out.toByteArray());
  }
}
