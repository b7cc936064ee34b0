package io.batcherconsole.engine.runtime;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, looking at it every half millisecond. */
public final class Awaiting {
  private Awaiting() {}

  /**
   * Waits until {@code condition} holds.
   *
   * @throws AssertionError naming {@code what} when it does not within 20 s
   */
  public static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited 20 s in vain until " + what);
      }
      LockSupport.parkNanos(500_000);
    }
  }
}
