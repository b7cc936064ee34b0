package io.batcherconsole.app.paint;

import java.nio.IntBuffer;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * Premultiplied ARGB pixels that a painter writes and a node shows, one for each pixel of the
 * screen. Memory grows in steps, so that resizing a window does not allocate at every pulse. Used
 * on the JavaFX thread only.
 */
public final class PixelSurface {
  private static final int STEP = 256;

  private final ImageView view = new ImageView();
  private PixelBuffer<IntBuffer> buffer = allocate(1, 1);
  private int width;
  private int height;

  public PixelSurface() {
    view.setSmooth(false);
    view.setMouseTransparent(true);
  }

  /** The node. */
  public ImageView view() {
    return view;
  }

  /** The pixels, row by row; {@link #stride} of them in a row. */
  public int[] pixels() {
    return buffer.getBuffer().array();
  }

  public int stride() {
    return buffer.getWidth();
  }

  /** Width in screen pixels. */
  public int width() {
    return width;
  }

  /** Height in screen pixels. */
  public int height() {
    return height;
  }

  /** Makes it as large as the layout pixels given, on a screen of that scale. */
  public void resize(double layoutWidth, double layoutHeight, double pixelScale) {
    int newWidth = Math.max(1, (int) Math.round(layoutWidth * pixelScale));
    int newHeight = Math.max(1, (int) Math.round(layoutHeight * pixelScale));
    if (newWidth == width && newHeight == height) {
      return;
    }
    width = newWidth;
    height = newHeight;
    if (width > buffer.getWidth() || height > buffer.getHeight()) {
      buffer = allocate(Math.ceilDiv(width, STEP) * STEP, Math.ceilDiv(height, STEP) * STEP);
      view.setImage(new WritableImage(buffer));
    }
    view.setViewport(new Rectangle2D(0, 0, width, height));
    view.setFitWidth(width / pixelScale);
    view.setFitHeight(height / pixelScale);
  }

  /** Shows what was written. */
  public void publish() {
    buffer.updateBuffer(pixels -> null);
  }

  private static PixelBuffer<IntBuffer> allocate(int width, int height) {
    return new PixelBuffer<>(
        width, height, IntBuffer.allocate(width * height), PixelFormat.getIntArgbPreInstance());
  }
}
