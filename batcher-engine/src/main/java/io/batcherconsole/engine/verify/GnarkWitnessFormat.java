package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.PointReader;
import java.math.BigInteger;
import java.util.List;

/** gnark's binary public witnesses, read strictly (verification.md §3). */
final class GnarkWitnessFormat {
  private static final int SCALAR_BYTES = 32;

  private GnarkWitnessFormat() {}

  /** u32 public | u32 secret (0) | u32 length | values. */
  static List<BigInteger> publicInputs(PairingEngine engine, byte[] bytes)
      throws MalformedException {
    PointReader in = new PointReader(engine, bytes);
    long inputs = in.u32("public input, number of public values");
    long secrets = in.u32("public input, number of secret values");
    int count = in.count(SCALAR_BYTES, "public input, number of values");
    if (inputs != count || secrets != 0) {
      throw new MalformedException(
          "public input: %d public and %d secret values announced, %d given"
              .formatted(inputs, secrets, count));
    }
    if (count > Groth16.MOST_PUBLIC_VALUES) {
      throw new MalformedException(
          "%d public inputs, at most %d are verified here"
              .formatted(count, Groth16.MOST_PUBLIC_VALUES));
    }
    List<BigInteger> values = in.scalars(count, "public input");
    in.end("public input");
    return values;
  }
}
