package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
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
  private VerificationData groth16Data;

  @Setup
  public void read() throws IOException {
    groth16Data = data(ProvingSystem.GNARK_GROTH16_BN254, "gnark_groth16_bn254", "groth16.vk");
  }

  private static VerificationData data(ProvingSystem system, String folder, String key)
      throws IOException {
    Path path = Path.of(System.getProperty("assets.dir"), "proofs", folder);
    return new VerificationData(
        system,
        Bytes.wrap(Files.readAllBytes(path.resolve("valid_0.proof"))),
        Bytes.wrap(Files.readAllBytes(path.resolve("valid_0.pub"))),
        Bytes.wrap(Files.readAllBytes(path.resolve(key))),
        null,
        Address.ZERO);
  }

  @Benchmark
  public Verdict gnarkGroth16Bn254() {
    return groth16.verify(groth16Data);
  }
}
