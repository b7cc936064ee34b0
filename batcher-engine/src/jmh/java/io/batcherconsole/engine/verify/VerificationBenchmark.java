package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.make.TrapdoorProofMaker;
import io.batcherconsole.engine.verify.pairing.Bls12381;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.Fp12;
import io.batcherconsole.engine.verify.pairing.Fp2;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.Point;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One verification on one core, decoding included; with a key that is cached unless its name says
 * otherwise. Beside them the bare pairings, which everything is measured by.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VerificationBenchmark {
  private static final int BATCH = 16;

  private final EnginePool<Bn254> engines = new EnginePool<>(Bn254::new);
  private final SecureRandom random = new SecureRandom();
  private final Proofs groth16 =
      new Proofs(new GnarkGroth16Bn254Verifier(engines), ProvingSystem.GNARK_GROTH16_BN254);
  private final Proofs circom =
      new Proofs(new CircomGroth16Verifier(engines), ProvingSystem.CIRCOM_GROTH16_BN256);
  private final Proofs plonkBn254 =
      new Proofs(GnarkPlonkVerifier.bn254(engines), ProvingSystem.GNARK_PLONK_BN254);
  private final Proofs plonkBls12381 =
      new Proofs(GnarkPlonkVerifier.bls12381(), ProvingSystem.GNARK_PLONK_BLS12_381);
  private final WrappedSample sp1Groth16 = WrappedSample.named("SP1 5 Groth16");
  private final WrappedSample sp1Plonk = WrappedSample.named("SP1 5 PLONK");
  private final WrappedSample risc0 = WrappedSample.named("RISC Zero 3.0 Groth16");
  private final PairingOnce bn254 = new PairingOnce(new Bn254());
  private final PairingOnce bls12381 = new PairingOnce(new Bls12381());

  /** Distinct proofs under one key with one public input, each verified in turn. */
  private static final class Proofs {
    private final BatchVerifier verifier;
    private final List<VerificationData> proofs;
    private int next;

    Proofs(BatchVerifier verifier, ProvingSystem system) {
      this.verifier = verifier;
      var settings = new TrapdoorProofMaker.Settings(1, 1, false, Address.ZERO);
      var maker = new TrapdoorProofMaker(system, settings);
      proofs = Stream.generate(maker::valid).limit(BATCH).toList();
    }

    Verdict one() {
      return verifier.verify(proofs.get(next++ % BATCH));
    }

    void all(SecureRandom random, Blackhole answers) {
      verifier.verifyTogether(proofs, random, (verdict, place) -> answers.consume(verdict));
    }
  }

  /** A pairing of two points, which are the same each time. */
  private static final class PairingOnce {
    private final PairingEngine engine;
    private final Point<Fp> p;
    private final Point<Fp2> q;

    PairingOnce(PairingEngine engine) {
      this.engine = engine;
      BigInteger scalar = engine.order().shiftRight(1);
      p = engine.multiply1(engine.generator1(), scalar);
      q = engine.multiply2(engine.generator2(), scalar);
    }

    Fp12 run() {
      return engine.product(List.of(p), List.of(engine.prepare(q)));
    }
  }

  @Benchmark
  public Fp12 pairingBn254() {
    return bn254.run();
  }

  @Benchmark
  public Fp12 pairingBls12381() {
    return bls12381.run();
  }

  @Benchmark
  public Verdict gnarkGroth16Bn254() {
    return groth16.one();
  }

  /** A new verifier has seen no key: decoded and used once. */
  @Benchmark
  public Verdict gnarkGroth16Bn254FreshKey() {
    return new GnarkGroth16Bn254Verifier(engines).verify(groth16.proofs.getFirst());
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void gnarkGroth16Bn254Of16Together(Blackhole answers) {
    groth16.all(random, answers);
  }

  @Benchmark
  public Verdict circomGroth16() {
    return circom.one();
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void circomGroth16Of16Together(Blackhole answers) {
    circom.all(random, answers);
  }

  @Benchmark
  public Verdict gnarkPlonkBn254() {
    return plonkBn254.one();
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void gnarkPlonkBn254Of16Together(Blackhole answers) {
    plonkBn254.all(random, answers);
  }

  @Benchmark
  public Verdict gnarkPlonkBls12381() {
    return plonkBls12381.one();
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void gnarkPlonkBls12381Of16Together(Blackhole answers) {
    plonkBls12381.all(random, answers);
  }

  @Benchmark
  public Verdict sp1Groth16() {
    return sp1Groth16.verify(sp1Groth16.proofBytes());
  }

  @Benchmark
  public Verdict sp1Plonk() {
    return sp1Plonk.verify(sp1Plonk.proofBytes());
  }

  @Benchmark
  public Verdict risc0Groth16() {
    return risc0.verify(risc0.proofBytes());
  }
}
