package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.Bn254;
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
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VerificationBenchmark {
  private final EnginePool<Bn254> engines = new EnginePool<>(Bn254::new);
  private final ProofVerifier groth16 = new GnarkGroth16Bn254Verifier();
  private final ProofVerifier circom = new CircomGroth16Verifier();
  private final ProofVerifier plonkBn254 = GnarkPlonkVerifier.bn254();
  private final ProofVerifier plonkBls12381 = GnarkPlonkVerifier.bls12381();
  private final VerificationData groth16Data =
      gnark(ProvingSystem.GNARK_GROTH16_BN254, "gnark_groth16_bn254", "groth16.vk");
  private final VerificationData circomData =
      sample(
          ProvingSystem.CIRCOM_GROTH16_BN256,
          "circom_groth16_bn256/",
          "valid_0.proof.json",
          "valid_0.public.json",
          "verification_key.json");
  private final VerificationData plonkBn254Data =
      gnark(ProvingSystem.GNARK_PLONK_BN254, "gnark_plonk_bn254", "plonk.vk");
  private final VerificationData plonkBls12381Data =
      gnark(ProvingSystem.GNARK_PLONK_BLS12_381, "gnark_plonk_bls12_381", "plonk.vk");

  private static VerificationData gnark(ProvingSystem system, String folder, String key) {
    return sample(system, folder + "/", "valid_0.proof", "valid_0.pub", key);
  }

  private static VerificationData sample(
      ProvingSystem system, String folder, String proof, String input, String key) {
    return new VerificationData(
        system,
        SampleProofs.read(folder + proof),
        SampleProofs.read(folder + input),
        SampleProofs.read(folder + key),
        null,
        Address.ZERO);
  }

  @Benchmark
  public Verdict gnarkGroth16Bn254() {
    return groth16.verify(groth16Data);
  }

  /** A new verifier has seen no key: decoded and used once. */
  @Benchmark
  public Verdict gnarkGroth16Bn254WithAFreshKey() {
    return new GnarkGroth16Bn254Verifier(engines).verify(groth16Data);
  }

  @Benchmark
  public Verdict circomGroth16() {
    return circom.verify(circomData);
  }

  @Benchmark
  public Verdict gnarkPlonkBn254() {
    return plonkBn254.verify(plonkBn254Data);
  }

  @Benchmark
  public Verdict gnarkPlonkBls12381() {
    return plonkBls12381.verify(plonkBls12381Data);
  }
}
