package io.batcherconsole.engine.verify;

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

/** One verification on one core with a key that is cached, decoding included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VerificationBenchmark {
  private final ProofVerifier groth16 = new GnarkGroth16Bn254Verifier();
  private final VerificationData groth16Data =
      sample(ProvingSystem.GNARK_GROTH16_BN254, "gnark_groth16_bn254", "groth16.vk");

  private static VerificationData sample(ProvingSystem system, String folder, String key) {
    return new VerificationData(
        system,
        SampleProofs.read(folder + "/valid_0.proof"),
        SampleProofs.read(folder + "/valid_0.pub"),
        SampleProofs.read(folder + "/" + key),
        null,
        Address.ZERO);
  }

  @Benchmark
  public Verdict gnarkGroth16Bn254() {
    return groth16.verify(groth16Data);
  }
}
