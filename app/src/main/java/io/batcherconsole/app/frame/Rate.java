package io.batcherconsole.app.frame;

/** How often something is read or painted at most. */
public enum Rate {
  /** Each pulse: what moves with time. */
  PULSE(0),
  /** 10 Hz: running clocks, and who holds what. */
  CLOCK(100_000_000L),
  /** 4 Hz: numbers that a person reads. */
  NUMBERS(250_000_000L),
  /** 1 Hz: distributions. */
  SLOW(1_000_000_000L);

  private final long nanos;

  Rate(long nanos) {
    this.nanos = nanos;
  }

  /** Shortest time between two, ns. */
  public long nanos() {
    return nanos;
  }
}
