package io.batcherconsole.app.paint;

import java.util.Arrays;

/**
 * Draws into a {@link PixelSurface}. Columns are screen pixels; y is in layout pixels, so that a
 * painter's measures hold on every screen. Colours are premultiplied ARGB; everything is clipped.
 * Opaque rectangles snap to whole screen pixels, spans are smoothed at both ends.
 */
public final class Brush {
  private final int[] pixels;
  private final int stride;
  private final int width;
  private final int height;
  private final double scale;

  public Brush(PixelSurface surface, double pixelScale) {
    this(surface.pixels(), surface.stride(), surface.width(), surface.height(), pixelScale);
  }

  /** A brush on bare pixels, {@code stride} in a row. */
  public Brush(int[] pixels, int stride, int width, int height, double pixelScale) {
    this.pixels = pixels;
    this.stride = stride;
    this.width = width;
    this.height = height;
    this.scale = pixelScale;
  }

  /** Screen pixels in a layout pixel. */
  public double scale() {
    return scale;
  }

  /** The screen row at {@code y}. */
  public int row(double y) {
    return (int) Math.round(y * scale);
  }

  /** The whole picture in one colour. */
  public void clear(int argb) {
    for (int y = 0; y < height; y++) {
      Arrays.fill(pixels, y * stride, y * stride + width, argb);
    }
  }

  /** Fills columns {@code from} to {@code to}, from {@code top} down to {@code bottom}. */
  public void fill(int from, int to, double top, double bottom, int argb) {
    int first = Math.max(0, from);
    int last = Math.min(width, to);
    if (first >= last) {
      return;
    }
    int end = Math.min(height, Math.max(row(bottom), row(top) + 1));
    for (int y = Math.max(0, row(top)); y < end; y++) {
      Arrays.fill(pixels, y * stride + first, y * stride + last, argb);
    }
  }

  /** Lays a translucent colour over columns {@code from} to {@code to}. */
  public void wash(int from, int to, double top, double bottom, int argb) {
    int first = Math.max(0, from);
    int last = Math.min(width, to);
    int end = Math.min(height, row(bottom));
    for (int y = Math.max(0, row(top)); y < end; y++) {
      for (int i = y * stride + first; i < y * stride + last; i++) {
        pixels[i] = over(argb, pixels[i]);
      }
    }
  }

  /** Colours one pixel, {@code row} in screen pixels. */
  public void dot(int column, int row, int argb) {
    if (column >= 0 && column < width && row >= 0 && row < height) {
      pixels[row * stride + column] = over(argb, pixels[row * stride + column]);
    }
  }

  /** A smoothed piece of one column, from {@code top} down to {@code bottom}. */
  public void span(int column, double top, double bottom, int argb) {
    if (column < 0 || column >= width || bottom <= top) {
      return;
    }
    double first = Math.max(0, top * scale);
    double last = Math.min(height, bottom * scale);
    for (int y = (int) Math.floor(first); y < last; y++) {
      double covered = Math.min(y + 1, last) - Math.max(y, first);
      int i = y * stride + column;
      pixels[i] = over(faded(argb, covered), pixels[i]);
    }
  }

  /** {@code argb} at {@code opacity} from 0 to 1. */
  public static int faded(int argb, double opacity) {
    if (opacity >= 1) {
      return argb;
    }
    int a = (int) Math.round(opacity * 256);
    int faded = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      faded |= ((((argb >>> shift) & 0xff) * a) >>> 8) << shift;
    }
    return faded;
  }

  /** {@code above} laid over {@code below}. */
  public static int over(int above, int below) {
    int rest = 255 - (above >>> 24);
    if (rest == 0) {
      return above;
    }
    int mixed = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int channel = ((above >>> shift) & 0xff) + scaled((below >>> shift) & 0xff, rest);
      mixed |= channel << shift;
    }
    return mixed;
  }

  /** {@code channel × rest / 255}, rounded. */
  private static int scaled(int channel, int rest) {
    int product = channel * rest + 128;
    return (product + (product >> 8)) >> 8;
  }
}
