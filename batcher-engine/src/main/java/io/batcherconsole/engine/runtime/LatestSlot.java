package io.batcherconsole.engine.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hands the latest value from many threads to one: a value that was not taken in time is replaced
 * by the next. Putting never waits.
 */
public final class LatestSlot<T> {
  private final EngineRuntime runtime;
  private final AtomicReference<@Nullable T> value = new AtomicReference<>();

  /** The taker while it waits. */
  private volatile @Nullable Thread taker;

  public LatestSlot(EngineRuntime runtime) {
    this.runtime = runtime;
  }

  /** Makes {@code latest} the value to be taken next. */
  public void put(T latest) {
    value.set(latest);
    Thread waiting = taker;
    if (waiting != null) {
      runtime.unpark(waiting);
    }
  }

  /**
   * Takes the value, waiting for one at most {@code timeout}; empty when none came. Only one thread
   * takes.
   */
  public Optional<T> take(Duration timeout) throws InterruptedException {
    long deadline = runtime.nanoTime() + timeout.toNanos();
    taker = Thread.currentThread();
    try {
      while (true) {
        T latest = value.getAndSet(null);
        if (latest != null) {
          return Optional.of(latest);
        }
        long left = deadline - runtime.nanoTime();
        if (left <= 0) {
          return Optional.empty();
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        runtime.parkNanos(this, left);
      }
    } finally {
      taker = null;
    }
  }
}
