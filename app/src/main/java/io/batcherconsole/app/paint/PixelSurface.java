package io.batcherconsole.app.paint;

import java.nio.IntBuffer;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * Premultiplied ARGB pixels that a painter writes and a node shows, one for each pixel of the
 * screen. Two sheets take turns, because the toolkit reads the one that is shown on a thread of its
 * own while the next picture is painted. Memory grows in steps, so that resizing a window does not
 * allocate at every pulse. Used on the JavaFX thread only.
 */
public final class PixelSurface {
  private static final int STEP = 256;

  private final ImageView view = new ImageView();

  /** What is shown, which the toolkit's own thread may be reading. */
  private Sheet front = new Sheet(1, 1);

  /** What is painted. */
  private Sheet back = new Sheet(1, 1);

  private int width;
  private int height;

  /** Pixels and the image that shows them. */
  private static final class Sheet {
    private final PixelBuffer<IntBuffer> buffer;
    private final WritableImage image;

    Sheet(int width, int height) {
      buffer =
          new PixelBuffer<>(
              width,
              height,
              IntBuffer.allocate(width * height),
              PixelFormat.getIntArgbPreInstance());
      image = new WritableImage(buffer);
    }
  }

  public PixelSurface() {
    view.setSmooth(false);
    view.setMouseTransparent(true);
  }

  /** The node. */
  public ImageView view() {
    return view;
  }

  /** The pixels to paint, row by row; {@link #stride} of them in a row. */
  public int[] pixels() {
    return back.buffer.getBuffer().array();
  }

  public int stride() {
    return back.buffer.getWidth();
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
    if (width > stride() || height > back.buffer.getHeight()) {
      int roomyWidth = Math.ceilDiv(width, STEP) * STEP;
      int roomyHeight = Math.ceilDiv(height, STEP) * STEP;
      front = new Sheet(roomyWidth, roomyHeight);
      back = new Sheet(roomyWidth, roomyHeight);
      view.setImage(front.image);
    }
    view.setViewport(new Rectangle2D(0, 0, width, height));
    view.setFitWidth(width / pixelScale);
    view.setFitHeight(height / pixelScale);
  }

  /** Shows what was painted; the next picture is to be painted from scratch. */
  public void publish() {
    back.buffer.updateBuffer(pixels -> null);
    view.setImage(back.image);
    Sheet shown = back;
    back = front;
    front = shown;
  }
}
