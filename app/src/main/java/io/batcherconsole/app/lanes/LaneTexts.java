package io.batcherconsole.app.lanes;

import io.batcherconsole.app.paint.LaneGeometry;
import io.batcherconsole.app.paint.TextFit;
import io.batcherconsole.app.paint.TimeScale;
import io.batcherconsole.app.paint.TimeTicks;
import io.batcherconsole.app.theme.Look;
import io.batcherconsole.app.theme.Token;
import io.batcherconsole.engine.event.ConnectionsView.Connection;
import io.batcherconsole.engine.event.Timeline;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Writes names, axis, faults and bar labels on the canvas above the painted lanes. */
final class LaneTexts {
  private static final double CHIP = 16;

  private final Look look;
  private final TextFit fit;

  LaneTexts(Look look, TextFit fit) {
    this.look = look;
    this.fit = fit;
  }

  /** The time axis with ticks, and a small mark for each block. */
  void axis(GraphicsContext g, Timeline timeline, long now, TimeScale scale) {
    g.setFont(look.fonts().numbers(11));
    g.setTextAlign(TextAlignment.CENTER);
    int most = (int) Math.max(2, (scale.right() - scale.left()) / 90);
    for (TimeTicks.Tick tick : TimeTicks.between(timeline.from(), timeline.to(), now, most)) {
      double x = scale.x(tick.at());
      g.setFill(color(tick.at() == now ? Token.TEXT : Token.MUTED));
      g.fillText(tick.label(), Math.clamp(x, scale.left(), scale.right()), 8);
    }
    g.setFill(color(Token.FAINT));
    for (Timeline.Block block : timeline.blocks()) {
      double x = scale.x(block.at());
      if (x >= scale.left()) {
        g.fillPolygon(new double[] {x - 3.5, x + 3.5, x}, new double[] {19, 19, 24}, 3);
      }
    }
  }

  /** A comb along the time faults were in force, and what they are. */
  void fault(GraphicsContext g, FaultBand fault, TimeScale scale, double y) {
    double left = Math.max(scale.left(), scale.x(fault.start()));
    double right =
        fault.end() == Timeline.OPEN
            ? scale.right()
            : Math.min(scale.right(), scale.x(fault.end()));
    if (right - left < 1) {
      return;
    }
    g.setStroke(color(Token.INJECTED));
    g.setLineWidth(1.3);
    g.beginPath();
    g.moveTo(left, y + 4);
    boolean up = true;
    for (double x = left + 4; x < right; x += 4) {
      g.lineTo(x, up ? y - 1 : y + 4);
      up = !up;
    }
    g.stroke();
    g.setLineWidth(1);
    Font font = look.fonts().words(11);
    g.setFont(font);
    g.setFill(color(Token.INJECTED_TEXT));
    g.setTextAlign(TextAlignment.LEFT);
    g.fillText(fit.ellipsised(fault.words(), font, right - left - 8), left + 4, y + 13);
  }

  /**
   * A user's chip and address at their first row, the row's connection, and how many messages wait
   * behind it.
   */
  void names(GraphicsContext g, LaneRow.OfLane row, boolean waits, Optional<Connection> behind) {
    double middle = row.middle();
    if (row.first()) {
      g.setStroke(color(Token.LINE));
      g.strokeRoundRect(14.5, middle - CHIP / 2, CHIP, CHIP, 4, 4);
      g.setTextAlign(TextAlignment.CENTER);
      g.setFont(look.fonts().strongWords(10.5));
      g.setFill(color(Token.TEXT));
      String name = row.user().user().name();
      g.fillText(name.length() > 2 ? name.substring(0, 2) : name, 14.5 + CHIP / 2, middle);
      g.setTextAlign(TextAlignment.LEFT);
      g.setFont(look.fonts().numbers(11));
      g.fillText(row.user().user().shortAddress(), 36, middle);
    }
    g.setTextAlign(TextAlignment.RIGHT);
    g.setFont(look.fonts().numbers(10.5));
    g.setFill(color(Token.FAINT));
    g.fillText(
        row.lane().queue() ? "queue" : "c" + row.lane().connection(),
        LaneGeometry.LEFT - 34,
        middle);
    if (behind.isPresent()) {
      g.setFill(color(behind.get().paused() ? Token.ATTENTION : Token.MUTED));
      g.fillText(Backlog.count(behind.get()), LaneGeometry.LEFT - 5, middle);
    }
    if (waits) {
      g.setFill(color(Token.ATTENTION));
      g.fillRect(7, row.y() + 1, 2.5, row.height() + 1);
    }
  }

  /** What a bar stands for, as long a way to say it as fits. */
  void bar(GraphicsContext g, LaneBar bar, LaneRow.OfLane row, TimeScale scale) {
    Font font = look.fonts().numbers(10.5);
    double left = scale.columnX(bar.from());
    double room = scale.columnX(bar.to()) - left - 10;
    fit.firstThatFits(LaneWords.onBar(bar), font, room)
        .ifPresent(
            words -> {
              double middle = row.barTop() + 5.8;
              double width = fit.width(words, font);
              g.setFont(font);
              g.setTextAlign(TextAlignment.LEFT);
              if (bar.fill() == Fill.HOLDING) {
                g.setFill(color(Token.ON_HOLDING));
              } else {
                middle = row.middle();
                g.setFill(color(Token.PANEL));
                g.fillRect(left + 4, middle - 7, width + 6, 14);
                g.setFill(color(Token.TEXT));
              }
              g.fillText(words, left + (bar.fill() == Fill.HOLDING ? 5 : 7), middle);
            });
  }

  /** A frame around a bar of the selected proof, or of the one in its way. */
  void frame(GraphicsContext g, LaneBar bar, LaneRow.OfLane row, TimeScale scale, Token token) {
    double left = scale.columnX(bar.from());
    double right = scale.columnX(bar.to());
    g.setStroke(color(token));
    g.setLineWidth(2);
    g.strokeRoundRect(left - 1, row.barTop() - 1, right - left + 2, row.bar() + 2, 4, 4);
    g.setLineWidth(1);
  }

  /** A row's name at the left, muted. */
  void caption(GraphicsContext g, String words, double middle) {
    g.setTextAlign(TextAlignment.LEFT);
    g.setFont(look.fonts().words(11));
    g.setFill(color(Token.MUTED));
    g.fillText(words, 36, middle);
  }

  /** A number at the right end of the curve of waiting proofs. */
  void waiting(GraphicsContext g, int count, double x, double y) {
    g.setTextAlign(TextAlignment.RIGHT);
    g.setFont(look.fonts().numbers(10.5));
    g.setFill(color(count > 0 ? Token.ATTENTION : Token.FAINT));
    g.fillText(String.valueOf(count), x, y);
  }

  private Color color(Token token) {
    return look.palette().get(token);
  }
}
