package io.batcherconsole.engine.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real clock and virtual threads. */
public final class LiveRuntime implements EngineRuntime {
  private static final Logger log = LoggerFactory.getLogger(LiveRuntime.class);

  /** A {@link Random} because threads share it. */
  private final Random random;

  /**
   * @param seed of {@link #random}
   */
  public LiveRuntime(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public Thread spawn(String name, Runnable body) {
    return Thread.ofVirtual()
        .name(name)
        .uncaughtExceptionHandler(
            (thread, bug) -> log.error("{} ended by a bug", thread.getName(), bug))
        .start(body);
  }

  @Override
  public Thread spawnComputing(String name, Runnable body) {
    return Thread.ofPlatform()
        .name(name)
        .daemon()
        .uncaughtExceptionHandler(
            (thread, bug) -> log.error("{} ended by a bug", thread.getName(), bug))
        .start(body);
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }

  @Override
  public void parkNanos(Object blocker, long nanos) {
    LockSupport.parkNanos(blocker, nanos);
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
