package io.batcherconsole.app.paint;

/**
 * Maps time to columns of screen pixels, and those to x. Columns are anchored to absolute time:
 * column {@code c} counts from the engine's clock 0, whatever is shown.
 *
 * @param nanosPerColumn how much time a column stands for, ns
 * @param first the absolute number of the leftmost column
 * @param columns how many there are
 * @param left x of the leftmost column, in layout pixels
 * @param pixelScale screen pixels in a layout pixel
 */
public record TimeScale(
    double nanosPerColumn, long first, int columns, double left, double pixelScale) {

  /**
   * The scale for a picture from {@code left} to {@code right} that ends at {@code to} and shows
   * {@code span} ns.
   */
  public static TimeScale of(long to, long span, double left, double right, double pixelScale) {
    int columns = Math.max(1, (int) Math.round((right - left) * pixelScale));
    double nanosPerColumn = (double) span / columns;
    long last = (long) Math.floor(to / nanosPerColumn);
    return new TimeScale(nanosPerColumn, last - columns, columns, left, pixelScale);
  }

  /** The column of {@code time}, counted from the left edge; not clamped. */
  public int column(long time) {
    long column = (long) Math.floor(time / nanosPerColumn) - first;
    return Math.clamp(column, Integer.MIN_VALUE / 2, Integer.MAX_VALUE / 2);
  }

  /** The column of {@code time}, moved to the nearer edge when it is not in the picture. */
  public int clampedColumn(long time) {
    return Math.clamp(column(time), 0, columns);
  }

  /** Where the column starts, in layout pixels. */
  public double columnX(int column) {
    return left + column / pixelScale;
  }

  /** Where {@code time} is, in layout pixels. */
  public double x(long time) {
    return columnX(column(time));
  }

  /** The moment in the middle of the column at {@code x}, ns. */
  public long time(double x) {
    double column = Math.floor((x - left) * pixelScale) + first + 0.5;
    return Math.round(column * nanosPerColumn);
  }

  /** The right edge, in layout pixels. */
  public double right() {
    return columnX(columns);
  }
}
