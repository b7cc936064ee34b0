package io.batcherconsole.app.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/** A scene's pixels at one moment. Immutable; only {@link #of} needs the JavaFX thread. */
public final class Picture {
  private final int width;
  private final int height;
  private final int[] argb;

  private Picture(int width, int height, int[] argb) {
    this.width = width;
    this.height = height;
    this.argb = argb;
  }

  /** Takes a picture of {@code scene} as it is now. */
  public static Picture of(Scene scene) {
    WritableImage image = scene.snapshot(null);
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] argb = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    return new Picture(width, height, argb);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The pixel at column {@code x}, row {@code y}, as 0xAARRGGBB. */
  public int argb(int x, int y) {
    return argb[y * width + x];
  }

  /** Writes it as a PNG file; folders are made as needed. */
  public void write(Path file) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, argb, 0, width);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("this Java cannot write PNG files");
    }
  }
}
