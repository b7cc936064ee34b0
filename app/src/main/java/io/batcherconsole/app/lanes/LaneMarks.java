package io.batcherconsole.app.lanes;

import io.batcherconsole.app.paint.TextFit;
import io.batcherconsole.app.paint.TimeScale;
import io.batcherconsole.app.theme.Look;
import io.batcherconsole.app.theme.Token;
import io.batcherconsole.engine.event.Timeline.Mark;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws how proofs ended: shape first, with the reason where there is room. */
final class LaneMarks {
  private static final double RADIUS = 5.5;

  /** Marks of one kind that are closer than this, px, are one. */
  private static final double CLOSE = 9;

  private static final double MOST_WORDS = 150;

  private final Look look;
  private final TextFit fit;

  LaneMarks(Look look, TextFit fit) {
    this.look = look;
    this.fit = fit;
  }

  /** Draws the marks of one lane around {@code middle}. */
  void draw(GraphicsContext g, List<Mark> marks, TimeScale scale, double middle) {
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      double x = scale.x(mark.at());
      double next = i + 1 < marks.size() ? scale.x(marks.get(i + 1).at()) : scale.right();
      boolean sameFollows =
          i + 1 < marks.size() && marks.get(i + 1).stage() == mark.stage() && next - x < CLOSE;
      if (x < scale.left() || sameFollows) {
        continue;
      }
      shape(g, mark, x, middle);
      words(g, mark, x + RADIUS + 5, middle, Math.min(MOST_WORDS, next - x - 2 * RADIUS - 8));
    }
  }

  private void shape(GraphicsContext g, Mark mark, double x, double y) {
    switch (mark.stage()) {
      case POSTED -> tick(g, x, y);
      case REFUSED -> cross(g, x, y);
      case EVICTED, FLUSHED -> fall(g, x, y);
      case REPLACED -> swap(g, x, y);
      default -> gone(g, x, y);
    }
  }

  private void tick(GraphicsContext g, double x, double y) {
    g.setFill(color(Token.POSTED));
    g.fillOval(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
    g.setStroke(color(Token.PANEL));
    g.setLineWidth(1.5);
    g.strokePolyline(
        new double[] {x - 2.6, x - 0.6, x + 2.8}, new double[] {y + 0.2, y + 2.2, y - 2}, 3);
    g.setLineWidth(1);
  }

  private void cross(GraphicsContext g, double x, double y) {
    stroke(g);
    g.strokeLine(x - 4, y - 4, x + 4, y + 4);
    g.strokeLine(x - 4, y + 4, x + 4, y - 4);
    g.setLineWidth(1);
  }

  /** An arrow down onto a line. */
  private void fall(GraphicsContext g, double x, double y) {
    stroke(g);
    g.strokeLine(x, y - 5, x, y + 2);
    g.strokePolyline(new double[] {x - 3, x, x + 3}, new double[] {y - 1, y + 2, y - 1}, 3);
    g.strokeLine(x - 4, y + 5, x + 4, y + 5);
    g.setLineWidth(1);
  }

  /** Two arrows that pass each other. */
  private void swap(GraphicsContext g, double x, double y) {
    stroke(g);
    g.strokeLine(x - 4, y - 2, x + 4, y - 2);
    g.strokeLine(x + 1, y - 5, x + 4, y - 2);
    g.strokeLine(x - 4, y + 2, x + 4, y + 2);
    g.strokeLine(x - 4, y + 2, x - 1, y + 5);
    g.setLineWidth(1);
  }

  /** An hourglass: it waited and left. */
  private void gone(GraphicsContext g, double x, double y) {
    stroke(g);
    g.strokePolygon(
        new double[] {x - 3.5, x + 3.5, x - 3.5, x + 3.5},
        new double[] {y - 4.5, y - 4.5, y + 4.5, y + 4.5},
        4);
    g.setLineWidth(1);
  }

  private void stroke(GraphicsContext g) {
    g.setStroke(color(Token.TEXT));
    g.setLineWidth(1.6);
  }

  private void words(GraphicsContext g, Mark mark, double x, double middle, double room) {
    String words = LaneWords.of(mark);
    if (words.isEmpty() || room < 24) {
      return;
    }
    Font font = look.fonts().words(11);
    g.setFont(font);
    g.setFill(color(Token.MUTED));
    g.setTextAlign(TextAlignment.LEFT);
    g.fillText(fit.ellipsised(words, font, room), x, middle);
  }

  private Color color(Token token) {
    return look.palette().get(token);
  }
}
