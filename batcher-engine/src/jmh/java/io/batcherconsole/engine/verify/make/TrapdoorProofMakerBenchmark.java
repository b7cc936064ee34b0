package io.batcherconsole.engine.verify.make;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Proofs a second on one core, encoded, with one public input. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TrapdoorProofMakerBenchmark {
  private final TrapdoorProofMaker groth16 = maker(ProvingSystem.GNARK_GROTH16_BN254, false);
  private final TrapdoorProofMaker freshKeys = maker(ProvingSystem.GNARK_GROTH16_BN254, true);
  private final TrapdoorProofMaker circom = maker(ProvingSystem.CIRCOM_GROTH16_BN256, false);
  private final TrapdoorProofMaker plonkBn254 = maker(ProvingSystem.GNARK_PLONK_BN254, false);
  private final TrapdoorProofMaker plonkBls12381 =
      maker(ProvingSystem.GNARK_PLONK_BLS12_381, false);

  private static TrapdoorProofMaker maker(ProvingSystem system, boolean freshKeys) {
    return new TrapdoorProofMaker(
        system, new TrapdoorProofMaker.Settings(1, 1, freshKeys, Address.ZERO));
  }

  @Benchmark
  public VerificationData gnarkGroth16Bn254() {
    return groth16.valid();
  }

  @Benchmark
  public VerificationData gnarkGroth16Bn254WithFreshKeys() {
    return freshKeys.valid();
  }

  @Benchmark
  public VerificationData circomGroth16() {
    return circom.valid();
  }

  @Benchmark
  public VerificationData gnarkPlonkBn254() {
    return plonkBn254.valid();
  }

  @Benchmark
  public VerificationData gnarkPlonkBls12381() {
    return plonkBls12381.valid();
  }
}
