package io.batcherconsole.engine.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * A clock that moves only when a test moves it, with real virtual threads. Whoever is parked looks
 * at the clock again every real millisecond, as parking may always end early.
 */
public final class ManualRuntime implements EngineRuntime {
  private static final long LOOK_NANOS = 1_000_000;

  private final AtomicLong nanos = new AtomicLong();
  private final Random random = new Random(1);

  /** Moves the clock forward. */
  public void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public Instant now() {
    return Instant.EPOCH.plusNanos(nanos.get());
  }

  @Override
  public Thread spawn(String name, Runnable body) {
    return Thread.ofVirtual().name(name).start(body);
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    long end = nanos.get() + duration.toNanos();
    while (nanos.get() < end) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
  }

  @Override
  public void parkNanos(Object blocker, long nanos) {
    LockSupport.parkNanos(blocker, Math.min(nanos, LOOK_NANOS));
  }

  @Override
  public void unpark(Thread thread) {
    LockSupport.unpark(thread);
  }

  @Override
  public RandomGenerator random() {
    return random;
  }
}
