package io.batcherconsole.engine.fault;

import java.util.concurrent.atomic.AtomicLong;

/** How many came to a rule and how many it hit. Safe from any thread. */
final class RuleCounts {
  private final AtomicLong came = new AtomicLong();
  private final AtomicLong hits = new AtomicLong();

  /** Counts one who is meant; whether it is number {@code nth}, or any when that is 0. */
  boolean nextIs(long nth) {
    long number = came.incrementAndGet();
    return nth == 0 || number == nth;
  }

  /** Counts a hit unless there were {@code most} already; 0 means there is no most. */
  boolean hit(long most) {
    long before = hits.getAndUpdate(count -> most > 0 && count >= most ? count : count + 1);
    return most == 0 || before < most;
  }

  long hits() {
    return hits.get();
  }
}
