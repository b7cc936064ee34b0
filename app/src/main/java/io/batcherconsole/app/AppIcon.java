package io.batcherconsole.app;

import io.batcherconsole.app.theme.Palette;
import io.batcherconsole.app.theme.Theme;
import io.batcherconsole.app.theme.Token;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;

/**
 * The window's icon, in the window's own signs: one who holds a lock, one who waits for it, and
 * now. On the JavaFX thread only.
 */
final class AppIcon {
  private static final Palette PALETTE = Palette.of(Theme.DARK);

  private AppIcon() {}

  /** The sizes that desktops ask for, in pixels: 16, 32, 48 and 128. */
  static List<Image> sizes() {
    return Stream.of(16, 32, 48, 128).map(AppIcon::paint).toList();
  }

  private static Image paint(int size) {
    Canvas canvas = new Canvas(size, size);
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.scale(size / 16.0, size / 16.0);
    g.setFill(PALETTE.get(Token.PANEL));
    g.fillRoundRect(0, 0, 16, 16, 4, 4);
    g.setFill(PALETTE.get(Token.HOLDING));
    g.fillRect(2, 3, 11, 4);
    g.setFill(PALETTE.get(Token.WAITING_USER));
    for (int stripe = 0; stripe < 3; stripe++) {
      double x = 4 + 3 * stripe;
      g.fillPolygon(new double[] {x, x + 1.5, x + 3, x + 1.5}, new double[] {13, 13, 9, 9}, 4);
    }
    g.setFill(PALETTE.get(Token.TEXT));
    g.fillRect(13, 2, 1, 12);
    SnapshotParameters clear = new SnapshotParameters();
    clear.setFill(Color.TRANSPARENT);
    return canvas.snapshot(clear, null);
  }
}
