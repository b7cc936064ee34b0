package io.batcherconsole.engine.verify.pairing;

/** {@link PairingBenchmark} on BN254. */
public class Bn254Benchmark extends PairingBenchmark {
  public Bn254Benchmark() {
    super(new Bn254());
  }
}
