package io.batcherconsole.engine.runtime;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Ports that somebody listened at before. */
public final class Ports {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

  private Ports() {}

  /**
   * Listens again at a port that was free when it was given. Meanwhile the system may have given it
   * to anybody's connection, as its number comes from the range for those; that passes.
   *
   * @throws IOException what {@code listening} threw last, 20 s after the first time
   */
  public static <T> T retaking(Callable<T> listening) throws Exception {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        return listening.call();
      } catch (IOException taken) {
        if (System.nanoTime() - end > 0) {
          throw taken;
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
  }
}
