package io.batcherconsole.engine.verify.pairing;

/** {@link PairingBenchmark} on BLS12-381. */
public class Bls12381Benchmark extends PairingBenchmark {
  public Bls12381Benchmark() {
    super(new Bls12381());
  }
}
