package io.batcherconsole.app.paint;

import java.time.Duration;
import java.util.List;

/**
 * Which stretch of time the lanes and the batches show: one for a window. The engine's {@code
 * timeline} is asked for {@link #from} to {@link #to}. Used on the JavaFX thread only.
 */
public final class TimeWindow {
  /** The spans that a menu offers. */
  public static final List<Duration> CHOICES =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5));

  private static final long SHORTEST = Duration.ofMillis(100).toNanos();
  private static final long LONGEST = Duration.ofMinutes(10).toNanos();

  private long span = Duration.ofSeconds(30).toNanos();
  private long offset;

  /** How much time is shown, ns. */
  public long span() {
    return span;
  }

  /** How far the right edge is behind now, ns; 0 while live. */
  public long offset() {
    return offset;
  }

  /** The moment at the left edge, ns. */
  public long from(long now) {
    return now - offset - span;
  }

  /** The moment at the right edge, ns. */
  public long to(long now) {
    return now - offset;
  }

  /** Shows {@code span} of time; the right edge stays where it is. */
  public void show(Duration span) {
    this.span = Math.clamp(span.toNanos(), SHORTEST, LONGEST);
  }

  /**
   * Shows {@code factor} times as much time.
   *
   * @param anchor what stays where it is: 0 the left edge, 1 the right edge. While nothing is
   *     panned and the anchor is 1, the right edge stays at now
   */
  public void zoom(double factor, double anchor) {
    long before = span;
    span = Math.clamp(Math.round(span * factor), SHORTEST, LONGEST);
    offset = Math.max(0, offset + Math.round((before - span) * (1 - anchor)));
  }

  /** Moves the window by {@code fraction} of its span; positive is earlier. */
  public void pan(double fraction) {
    panBy(Math.round(span * fraction));
  }

  /** Moves the window by {@code nanos}; positive is earlier. */
  public void panBy(long nanos) {
    offset = Math.clamp(offset + nanos, 0, LONGEST);
  }

  /**
   * Brings a stretch of time into the picture if it is not there, and shows more time when it is
   * longer; of a very long one its end is shown.
   *
   * @param from ns
   * @param to ns, at most {@code now}
   */
  public void reveal(long from, long to, long now) {
    if (from >= from(now) && to <= to(now)) {
      return;
    }
    long length = to - from;
    span = Math.clamp(Math.max(span, length + length / 8), SHORTEST, LONGEST);
    long after = Math.clamp(span - length, 0, span / 16);
    offset = Math.clamp(now - to - after, 0, LONGEST);
  }

  /** Puts the right edge at now again. */
  public void follow() {
    offset = 0;
  }
}
