package io.batcherconsole.app.paint;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

/**
 * A region that is one canvas, as large as the region. It is painted again when {@link #repaint} is
 * called or its size changes, never otherwise. Used on the JavaFX thread only.
 */
public final class Drawing extends Region {
  private final Canvas canvas = new Canvas();
  private final Painter painter;

  /** Paints all of it; the canvas was cleared before. Measures are layout pixels. */
  @FunctionalInterface
  public interface Painter {
    void paint(GraphicsContext g, double width, double height);
  }

  public Drawing(Painter painter) {
    this.painter = painter;
    setMinSize(0, 0);
    getChildren().add(canvas);
  }

  @Override
  protected void layoutChildren() {
    double width = Math.floor(getWidth());
    double height = Math.floor(getHeight());
    if (width != canvas.getWidth() || height != canvas.getHeight()) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      repaint();
    }
  }

  /** Paints it again. */
  public void repaint() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    if (canvas.getWidth() > 0 && canvas.getHeight() > 0) {
      painter.paint(g, canvas.getWidth(), canvas.getHeight());
    }
  }
}
