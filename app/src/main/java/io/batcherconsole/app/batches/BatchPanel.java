package io.batcherconsole.app.batches;

import io.batcherconsole.app.batches.BatchRow.Block;
import io.batcherconsole.app.batches.BatchRow.State;
import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Panel;
import io.batcherconsole.app.frame.PanelBox;
import io.batcherconsole.app.paint.Drawing;
import io.batcherconsole.app.paint.LaneGeometry;
import io.batcherconsole.app.paint.TextFit;
import io.batcherconsole.app.paint.TimeScale;
import io.batcherconsole.app.text.Figures;
import io.batcherconsole.app.theme.Look;
import io.batcherconsole.app.theme.Token;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.Timeline;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Paints the batch timeline. */
public final class BatchPanel implements Panel {
  private static final double AXIS = 18;
  private static final double ROW = 22;
  private static final double BAR = 16;
  private static final double LEAST_BLOCK = 2;
  private static final double MARK = 6;
  private static final double BETWEEN_BLOCK_NUMBERS = 56;

  private final Look look;
  private final TextFit fit = new TextFit();
  private final Drawing drawing = new Drawing(this::paint);
  private final PanelBox view = new PanelBox("Batches", drawing);
  private @Nullable ConsoleFrame frame;

  public BatchPanel(Look look) {
    this.look = look;
    look.themeProperty().addListener((property, before, now) -> drawing.repaint());
  }

  @Override
  public Region view() {
    return view;
  }

  @Override
  public void show(ConsoleFrame next) {
    frame = next;
    drawing.repaint();
  }

  private void paint(GraphicsContext g, double width, double height) {
    ConsoleFrame shown = frame;
    if (shown == null) {
      return;
    }
    Timeline timeline = shown.timeline();
    TimeScale scale =
        TimeScale.of(
            timeline.to(),
            timeline.to() - timeline.from(),
            LaneGeometry.LEFT,
            width - LaneGeometry.RIGHT,
            1);
    g.setTextBaseline(VPos.CENTER);
    blockNumbers(g, scale, timeline.blocks(), height);
    int rows = Math.max(1, (int) ((height - AXIS) / ROW));
    List<BatchView> recent = recent(shown.batches(), timeline, rows);
    if (recent.isEmpty()) {
      g.setFill(color(Token.MUTED));
      g.setFont(look.fonts().words(12));
      g.setTextAlign(TextAlignment.LEFT);
      g.fillText(
          shown.batches().isEmpty()
              ? "No batch yet: the next block takes what the queue can pay for."
              : "No batch in this stretch of time.",
          14,
          AXIS + ROW / 2);
    }
    double y = AXIS;
    for (BatchView batch : recent) {
      row(g, scale, BatchRow.of(batch), shown.now(), y);
      y += ROW;
    }
    g.setFill(color(Token.ACCENT));
    g.fillRect(scale.right(), AXIS - 4, 1.5, height - AXIS);
  }

  /** The latest batches that were on their way in the stretch of time that is shown. */
  private static List<BatchView> recent(List<BatchView> batches, Timeline timeline, int rows) {
    List<BatchView> inSight =
        batches.stream()
            .filter(batch -> !batch.steps().isEmpty())
            .filter(batch -> batch.steps().getFirst().start() <= timeline.to())
            .filter(batch -> batch.steps().getLast().end() >= timeline.from())
            .toList();
    return inSight.subList(Math.max(0, inSight.size() - rows), inSight.size());
  }

  private void blockNumbers(
      GraphicsContext g, TimeScale scale, List<Timeline.Block> blocks, double height) {
    g.setFont(look.fonts().numbers(10.5));
    g.setTextAlign(TextAlignment.CENTER);
    double free = LaneGeometry.LEFT - 30;
    for (Timeline.Block block : blocks) {
      double x = scale.x(block.at());
      if (x < LaneGeometry.LEFT) {
        continue;
      }
      g.setStroke(color(Token.LINE));
      g.setLineDashes(2, 4);
      g.strokeLine(x + 0.5, AXIS - 2, x + 0.5, height - 4);
      g.setLineDashes();
      if (x - free >= BETWEEN_BLOCK_NUMBERS && x < scale.right() - 20) {
        g.setFill(color(Token.FAINT));
        g.fillText(Figures.count(block.number()), x, 9);
        free = x;
      }
    }
  }

  private void row(GraphicsContext g, TimeScale scale, BatchRow row, long now, double y) {
    double middle = y + ROW / 2;
    g.setTextAlign(TextAlignment.LEFT);
    g.setFill(color(Token.TEXT));
    g.setFont(look.fonts().strongWords(12));
    g.fillText(row.name(), 14, middle);
    g.setTextAlign(TextAlignment.RIGHT);
    g.setFill(color(Token.MUTED));
    g.setFont(look.fonts().numbers(11));
    g.fillText(row.members(), LaneGeometry.LEFT - 12, middle);
    double first = scale.x(row.blocks().isEmpty() ? now : row.blocks().getFirst().start());
    double end = blocks(g, scale, row, now, middle);
    if (row.state() != State.ON_ITS_WAY) {
      mark(g, row.state(), end + MARK + 2, middle);
      end += 2 * MARK + 4;
    }
    outcome(g, row, first, end + 6, middle, scale.right());
  }

  /** Paints the steps; returns where the last one ends. */
  private double blocks(GraphicsContext g, TimeScale scale, BatchRow row, long now, double middle) {
    double end = LaneGeometry.LEFT;
    for (Block block : row.blocks()) {
      double left = Math.max(end, scale.x(block.start()));
      double right = Math.max(left + LEAST_BLOCK, scale.x(block.endOr(now)));
      end = right + 1;
      if (right < LaneGeometry.LEFT) {
        continue;
      }
      left = Math.max(left, LaneGeometry.LEFT);
      g.setFill(fill(block));
      g.fillRoundRect(left, middle - BAR / 2, right - left, BAR, 3, 3);
      label(g, block, left, right, middle);
    }
    return end;
  }

  private void label(GraphicsContext g, Block block, double left, double right, double middle) {
    Font font = look.fonts().words(10.5);
    if (fit.width(block.label(), font) + 8 > right - left) {
      return;
    }
    g.setFont(font);
    g.setTextAlign(TextAlignment.LEFT);
    g.setFill(
        switch (block.step()) {
          case EXTRACT, SEND -> color(Token.ON_HOLDING);
          case CANCEL, RESTORE -> color(Token.PANEL);
          default -> color(Token.TEXT);
        });
    g.fillText(block.label(), left + 5, middle);
  }

  private Color fill(Block block) {
    if (block.failed()) {
      return color(Token.BROKEN).deriveColor(0, 1, 1, 0.75);
    }
    return switch (block.step()) {
      case EXTRACT -> color(Token.HOLDING);
      case MERKLE, SIMULATE -> color(Token.FAINT).deriveColor(0, 1, 1, 0.75);
      case STORE, VERIFY -> color(Token.FAINT).deriveColor(0, 1, 1, 0.5);
      case SEND -> color(Token.ACCENT);
      case CANCEL, RESTORE -> color(Token.ATTENTION);
    };
  }

  private void mark(GraphicsContext g, State state, double x, double y) {
    if (state == State.FAILED) {
      g.setStroke(color(Token.BROKEN));
      g.setLineWidth(2);
      g.strokeLine(x - 4, y - 4, x + 4, y + 4);
      g.strokeLine(x - 4, y + 4, x + 4, y - 4);
      g.setLineWidth(1);
      return;
    }
    if (state == State.POSTED) {
      g.setStroke(color(Token.POSTED));
      g.setLineWidth(1.5);
      g.strokeOval(x - MARK + 1, y - MARK + 1, 2 * MARK - 2, 2 * MARK - 2);
      g.setLineWidth(1);
      return;
    }
    g.setFill(color(Token.POSTED));
    g.fillOval(x - MARK, y - MARK, 2 * MARK, 2 * MARK);
    g.setStroke(color(Token.PANEL));
    g.setLineWidth(1.6);
    g.strokePolyline(
        new double[] {x - 2.8, x - 0.6, x + 3}, new double[] {y + 0.2, y + 2.4, y - 2.2}, 3);
    g.setLineWidth(1);
  }

  /** Right of the steps where there is room, else left of them. */
  private void outcome(
      GraphicsContext g, BatchRow row, double first, double after, double middle, double right) {
    if (row.outcome().isEmpty()) {
      return;
    }
    Font font = look.fonts().words(11.5);
    g.setFont(font);
    g.setFill(color(row.state() == State.FAILED ? Token.BROKEN : Token.MUTED));
    double roomAfter = right - after - 4;
    double roomBefore = first - LaneGeometry.LEFT - 10;
    if (roomAfter >= Math.min(fit.width(row.outcome(), font), roomBefore)) {
      g.setTextAlign(TextAlignment.LEFT);
      g.fillText(fit.ellipsised(row.outcome(), font, roomAfter), after, middle);
    } else {
      g.setTextAlign(TextAlignment.RIGHT);
      g.fillText(fit.ellipsised(row.outcome(), font, roomBefore), first - 8, middle);
    }
  }

  private Color color(Token token) {
    return look.palette().get(token);
  }
}
