package io.batcherconsole.app.paint;

/** Where the time axis begins and ends in every panel that has one, so that they line up. */
public final class LaneGeometry {
  /**
   * From a panel's left edge to the axis: user, address, connection and what waits behind it stand
   * there.
   */
  public static final double LEFT = 164;

  /** From the end of the axis, which is now, to the panel's right edge. */
  public static final double RIGHT = 22;

  private LaneGeometry() {}
}
