package io.batcherconsole.app.frame;

import java.util.List;

/**
 * The one time axis of a window, which lanes, batches and everything else on a clock share: how
 * much of the past it shows, and how far its right edge lies behind now. A frame's timeline goes
 * from its left edge to its right one. Used on the JavaFX thread only.
 */
public final class TimeAxis {
  /** The spans that a menu offers, ns. */
  public static final List<Long> SPANS =
      List.of(seconds(2), seconds(5), seconds(10), seconds(30), seconds(60), seconds(120));

  private static final double ZOOM_STEP = 1.25;
  private static final long SHORTEST = 50_000_000L;
  private static final long LONGEST = seconds(300);

  private long span = seconds(30);
  private long behind;

  /** Time between the left and the right edge, ns. */
  public long span() {
    return span;
  }

  /** How far the right edge lies behind the frame's {@code now}, ns; 0 while it follows it. */
  public long behind() {
    return behind;
  }

  /** Shows {@code nanos} from edge to edge, within 50 ms and 5 min. */
  public void show(long nanos) {
    span = Math.clamp(nanos, SHORTEST, LONGEST);
  }

  /** Shows less time, larger. */
  public void zoomIn() {
    show(Math.round(span / ZOOM_STEP));
  }

  /** Shows more time, smaller. */
  public void zoomOut() {
    show(Math.round(span * ZOOM_STEP));
  }

  /** Moves the edges by {@code nanos}, into the past when negative; never beyond now. */
  public void pan(long nanos) {
    behind = Math.clamp(behind - nanos, 0, LONGEST);
  }

  /** Puts the right edge at now again. */
  public void follow() {
    behind = 0;
  }

  private static long seconds(long seconds) {
    return seconds * 1_000_000_000L;
  }
}
