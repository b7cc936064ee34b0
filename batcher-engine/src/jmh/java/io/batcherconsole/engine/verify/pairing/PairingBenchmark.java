package io.batcherconsole.engine.verify.pairing;

import java.math.BigInteger;
import java.util.List;
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

/** The parts of a verification on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public abstract class PairingBenchmark {
  private final PairingEngine engine;
  private final BigInteger scalar;
  private final Point<Fp> p;
  private final Point<Fp2> q;
  private final PreparedPoint prepared;
  private final Fp12 f;

  PairingBenchmark(PairingEngine engine) {
    this.engine = engine;
    scalar = engine.order().shiftRight(1);
    p = engine.multiply1(engine.generator1(), scalar);
    q = engine.multiply2(engine.generator2(), scalar);
    prepared = engine.prepare(q);
    f = engine.millerLoop(List.of(p), List.of(prepared));
  }

  @Benchmark
  public Fp12 pairing() {
    return engine.product(List.of(p), List.of(engine.prepare(q)));
  }

  @Benchmark
  public PreparedPoint linesOfG2() {
    return engine.prepare(q);
  }

  @Benchmark
  public Fp12 millerLoopOfOnePair() {
    return engine.millerLoop(List.of(p), List.of(prepared));
  }

  @Benchmark
  public Fp12 millerLoopOfFourPairs() {
    return engine.millerLoop(List.of(p, p, p, p), List.of(prepared, prepared, prepared, prepared));
  }

  @Benchmark
  public Fp12 finalExponentiation() {
    return engine.finalExponentiation(f);
  }

  @Benchmark
  public boolean subgroupCheckOfG2() {
    return engine.isInG2(q);
  }

  @Benchmark
  public Point<Fp> multiplicationInG1() {
    return engine.multiply1(p, scalar);
  }

  @Benchmark
  public Point<Fp2> multiplicationInG2() {
    return engine.multiply2(q, scalar);
  }
}
