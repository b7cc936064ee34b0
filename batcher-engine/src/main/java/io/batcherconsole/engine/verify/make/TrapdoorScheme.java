package io.batcherconsole.engine.verify.make;

import io.batcherconsole.engine.protocol.Bytes;
import java.math.BigInteger;
import java.util.List;

/** A proof system with a key whose secrets are known. */
interface TrapdoorScheme {
  /**
   * A proof, encoded.
   *
   * @param inputs not encoded yet, because they may be changed
   */
  record Made(Bytes proof, List<BigInteger> inputs, Bytes key) {}

  /** Of the scalar field. */
  BigInteger order();

  /** Makes a new key for the proofs that follow. */
  void renewKey();

  /** A key of another setup, with as many inputs; the current one stays in use. */
  Bytes anotherKey();

  /** Random public inputs. */
  List<BigInteger> newInputs();

  /**
   * A valid proof.
   *
   * @param inputs what is proved; PLONK's circuit fixes the first one, whatever it is here
   */
  Made make(List<BigInteger> inputs);

  /** A proof with a point that is not on the curve. */
  Made makeOffCurve();

  /** A proof, or a key, with a point that is on the curve but outside the subgroup. */
  Made makeOutsideSubgroup();

  Bytes encodeInputs(List<BigInteger> inputs);
}
