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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
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
 * observed lock with neither records nor a watch over the order of locks, with one of the two, and
 * with both, as an engine has them. A collector takes the records out of the ring meanwhile.
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
  private final LockOrderMonitor monitor =
      new LockOrderMonitor(runtime, new LockOrder("benchmark", Set.of()));
  private final ObservedLock bare = lock(false, null);
  private final ObservedLock recorded = lock(true, null);
  private final ObservedLock watched = lock(false, monitor);
  private final ObservedLock both = lock(true, monitor);
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
  public long observed() throws Exception {
    return pair(bare);
  }

  @Benchmark
  public long observedRecorded() throws Exception {
    return pair(recorded);
  }

  @Benchmark
  public long observedWatched() throws Exception {
    return pair(watched);
  }

  @Benchmark
  public long observedRecordedWatched() throws Exception {
    return pair(both);
  }

  private long pair(ObservedLock lock) throws Exception {
    try (Hold _ = lock.acquire(actor, LockSite.ADMISSION, TIMEOUT)) {
      return ++inside;
    }
  }

  private ObservedLock lock(boolean recording, @Nullable LockOrderMonitor watch) {
    return new LockRegistry(runtime, journal, recording, watch, LockPassage.FREE)
        .create(LockKind.USER, "user A");
  }
}
