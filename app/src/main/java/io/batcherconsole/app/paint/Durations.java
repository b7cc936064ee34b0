package io.batcherconsole.app.paint;

import java.util.Locale;

/** Durations and numbers as people read them. */
public final class Durations {
  private Durations() {}

  /**
   * A duration with two digits or so and its unit: "850 ns", "12 µs", "0.3 ms", "47 ms", "4.2 s",
   * "1 min 12 s"; "–" for a negative one, which means unknown.
   */
  public static String words(long nanos) {
    if (nanos < 0) {
      return "–";
    }
    if (nanos < 1_000) {
      return nanos + " ns";
    }
    if (nanos < 99_500) {
      return number(nanos / 1e3) + " µs";
    }
    if (nanos < 999_500_000L) {
      return number(nanos / 1e6) + " ms";
    }
    if (nanos < 99_950_000_000L) {
      return fixed(nanos / 1e9, 1) + " s";
    }
    long seconds = Math.round(nanos / 1e9);
    return seconds / 60 + " min " + seconds % 60 + " s";
  }

  /** A number without a unit: one decimal below 10, none above. */
  public static String number(double value) {
    return fixed(value, value < 9.95 ? 1 : 0);
  }

  /** A number with {@code digits} decimals and a point. */
  public static String fixed(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** A whole number with commas between thousands: "1,043". */
  public static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
