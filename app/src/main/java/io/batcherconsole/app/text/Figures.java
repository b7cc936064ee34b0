package io.batcherconsole.app.text;

import java.util.Locale;

/** Figures as a person reads them. What is unknown (a negative number) is "–", never 0. */
public final class Figures {
  /** Stands where a figure is not known. */
  public static final String UNKNOWN = "–";

  private static final double MICRO = 1e3;
  private static final double MILLI = 1e6;
  private static final double SECOND = 1e9;

  private Figures() {}

  /** A number and its unit, apart: "4.2" and "s". The unit of an unknown figure is empty. */
  public record Figure(String number, String unit) {
    static final Figure NOT_KNOWN = new Figure(UNKNOWN, "");

    /** Both, with a space between. */
    public String text() {
      return unit.isEmpty() ? number : number + " " + unit;
    }
  }

  /**
   * A duration in the unit that gives it two to three digits: 0.3 ms, 18 ms, 4.2 s, 2 min 05 s.
   *
   * @param nanos ns, negative when unknown
   */
  public static Figure duration(long nanos) {
    if (nanos < 0) {
      return Figure.NOT_KNOWN;
    }
    if (nanos < 99.5 * MICRO) {
      return new Figure(decimal(nanos / MICRO), "µs");
    }
    if (nanos < 999.5 * MILLI) {
      return new Figure(decimal(nanos / MILLI), "ms");
    }
    if (nanos < 99.95 * SECOND) {
      return new Figure(String.format(Locale.ROOT, "%.1f", nanos / SECOND), "s");
    }
    long seconds = Math.round(nanos / SECOND);
    return new Figure(String.format(Locale.ROOT, "%d min %02d", seconds / 60, seconds % 60), "s");
  }

  private static String decimal(double value) {
    return fixed(value, value < 9.95 ? 1 : 0);
  }

  /** A number with {@code digits} decimals and a point. */
  public static String fixed(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** Seconds to one decimal, whatever their size: "0.8 s", "12.0 s". */
  public static Figure seconds(long nanos) {
    return nanos < 0
        ? Figure.NOT_KNOWN
        : new Figure(String.format(Locale.ROOT, "%.1f", nanos / SECOND), "s");
  }

  /** A count with separators: "1,043". */
  public static String count(long count) {
    return count < 0 ? UNKNOWN : String.format(Locale.ROOT, "%,d", count);
  }

  /** A size in decimal units: "812 B", "18.4 kB", "1.8 MB". */
  public static Figure bytes(long bytes) {
    if (bytes < 0) {
      return Figure.NOT_KNOWN;
    }
    if (bytes < 1000) {
      return new Figure(Long.toString(bytes), "B");
    }
    if (bytes < 999_950) {
      return new Figure(String.format(Locale.ROOT, "%.1f", bytes / 1e3), "kB");
    }
    return new Figure(String.format(Locale.ROOT, "%.1f", bytes / 1e6), "MB");
  }

  /** A running time as a clock: "00:41", "1:02:03". */
  public static String clock(long nanos) {
    if (nanos < 0) {
      return UNKNOWN;
    }
    long seconds = (long) (nanos / SECOND);
    return seconds < 3600
        ? String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
