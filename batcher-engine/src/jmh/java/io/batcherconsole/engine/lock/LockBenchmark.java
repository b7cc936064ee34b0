package io.batcherconsole.engine.lock;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.EventCollector;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.UserTag;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a pair of acquire and release costs when nobody is in the way: a plain fair lock, an
 * observed lock without records, and one whose records a collector takes out of the ring meanwhile.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LockBenchmark {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final LiveRuntime runtime = new LiveRuntime(1);
  private final Journal journal = new Journal(runtime, 1 << 16);
  private final EventCollector collector = new EventCollector(runtime, journal, List.of());
  private final ReentrantLock plain = new ReentrantLock(true);
  private final ObservedLock recorded =
      new LockRegistry(runtime, journal).create(LockKind.USER, "user A");
  private final ObservedLock unrecorded =
      new LockRegistry(runtime, journal, false, null, LockPassage.FREE)
          .create(LockKind.USER, "user A");
  private final Actor actor =
      new Actor.Proof(1, new UserTag("A", "0x" + "a".repeat(40)), BigInteger.ONE, 1);
  private long inside;

  @Setup
  public void startCollector() {
    collector.start();
  }

  @TearDown
  public void stopCollector() {
    collector.stop();
  }

  @Benchmark
  public long plainLock() {
    plain.lock();
    try {
      return ++inside;
    } finally {
      plain.unlock();
    }
  }

  @Benchmark
  public long observedNotRecorded() throws Exception {
    try (Hold _ = unrecorded.acquire(actor, LockSite.ADMISSION, TIMEOUT)) {
      return ++inside;
    }
  }

  @Benchmark
  public long observedRecorded() throws Exception {
    try (Hold _ = recorded.acquire(actor, LockSite.ADMISSION, TIMEOUT)) {
      return ++inside;
    }
  }
}
