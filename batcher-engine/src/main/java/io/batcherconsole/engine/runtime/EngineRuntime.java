package io.batcherconsole.engine.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Clock, threads, parking, sleep and randomness of one engine. Everything in the engine that waits,
 * looks at the time or starts a thread does it through this interface, so that a run can be made
 * deterministic by passing another one. All methods are safe from any thread.
 */
public interface EngineRuntime {
  /** Monotonic time in nanoseconds; only differences mean anything. */
  long nanoTime();

  /** Wall-clock time. */
  Instant now();

  /** Starts a virtual thread. An exception that escapes {@code body} is logged with the name. */
  Thread spawn(String name, Runnable body);

  /**
   * Starts a daemon thread for work that computes for milliseconds without waiting. Live, it is a
   * platform thread: on a virtual one it would keep a carrier from everyone else, whereas the
   * operating system shares the processors out. Exceptions as in {@link #spawn}.
   */
  default Thread spawnComputing(String name, Runnable body) {
    return spawn(name, body);
  }

  /** Sleeps at least {@code duration}, or until interrupted. */
  void sleep(Duration duration) throws InterruptedException;

  /**
   * Parks the current thread until unparked, interrupted or {@code nanos} have passed; may return
   * early for no reason, as {@link java.util.concurrent.locks.LockSupport#parkNanos}.
   */
  void parkNanos(Object blocker, long nanos);

  /** Makes {@code thread} return from its current or next {@link #parkNanos}. */
  void unpark(Thread thread);

  /** The engine's seeded source of randomness. Thread-safe; never used for keys or proofs. */
  RandomGenerator random();
}
