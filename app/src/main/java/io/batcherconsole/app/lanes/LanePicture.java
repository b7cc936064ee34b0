package io.batcherconsole.app.lanes;

import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.paint.Brush;
import io.batcherconsole.app.paint.PixelSurface;
import io.batcherconsole.app.paint.TextFit;
import io.batcherconsole.app.paint.TimeScale;
import io.batcherconsole.app.paint.TimeTicks;
import io.batcherconsole.app.theme.Look;
import io.batcherconsole.app.theme.Token;
import io.batcherconsole.engine.event.ConnectionsView;
import io.batcherconsole.engine.event.ConnectionsView.Connection;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.event.Timeline.Interval;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;

/** Paints one frame: pixels first, then words and marks above them. */
final class LanePicture {
  private static final double FAULTS = 30;
  private static final int BUCKET = 4;

  private final Look look;
  private final TextFit fit = new TextFit();
  private final LaneTexts texts;
  private final LaneMarks marks;
  private final LaneColumns columns = new LaneColumns();
  private final Density density = new Density();
  private final WaitingCurve waiting = new WaitingCurve();
  private Backlog backlog = new Backlog(ConnectionsView.NONE);

  LanePicture(Look look) {
    this.look = look;
    this.texts = new LaneTexts(look, fit);
    this.marks = new LaneMarks(look, fit);
  }

  /** Paints {@code rows} of {@code frame}; {@code height} in layout pixels. */
  void paint(
      ConsoleFrame frame,
      LaneRows rows,
      TimeScale scale,
      PixelSurface surface,
      GraphicsContext g,
      double height) {
    backlog = backlog.of(frame.connections());
    Timeline timeline = frame.timeline();
    Inks inks = Inks.of(look.palette());
    Brush brush = new Brush(surface, scale.pixelScale());
    LanePainter painter = new LanePainter(brush, inks, scale.first());
    double bottom = height - 2;
    brush.clear(inks.panel());
    List<FaultBand> faults = FaultBand.of(timeline.faults());
    ground(brush, inks, timeline, faults, frame.now(), scale, bottom);
    g.setTextBaseline(VPos.CENTER);
    texts.axis(g, timeline, frame.now(), scale);
    for (FaultBand band : faults) {
      texts.fault(g, band, scale, FAULTS);
    }
    Set<Long> chain = BlockerChain.of(timeline, frame.selected());
    for (LaneRow row : rows.rows()) {
      switch (row) {
        case LaneRow.OfLane lane -> lane(g, painter, lane, frame, scale, chain);
        case LaneRow.Density hidden -> density(g, brush, inks, hidden, scale, frame.now());
        case LaneRow.Waiting curve ->
            waiting(g, brush, inks, curve, timeline.lanes(), scale, frame.now());
      }
    }
    surface.publish();
    g.setFill(look.palette().get(Token.ACCENT));
    g.fillRect(scale.right(), 16, 1.5, bottom - 16);
  }

  /** Grid lines, and a wash wherever a fault was in force. */
  private static void ground(
      Brush brush,
      Inks inks,
      Timeline timeline,
      List<FaultBand> faults,
      long now,
      TimeScale scale,
      double bottom) {
    for (FaultBand band : faults) {
      int from = scale.clampedColumn(band.start());
      int to = band.end() == Timeline.OPEN ? scale.columns() : scale.clampedColumn(band.end());
      brush.wash(from, to, FAULTS + 4, bottom, inks.injectedWash());
    }
    int most = (int) Math.max(2, (scale.right() - scale.left()) / 90);
    for (TimeTicks.Tick tick : TimeTicks.between(timeline.from(), timeline.to(), now, most)) {
      int column = scale.column(tick.at());
      brush.fill(column, column + 1, 16, bottom, inks.line());
    }
  }

  private void lane(
      GraphicsContext g,
      LanePainter painter,
      LaneRow.OfLane row,
      ConsoleFrame frame,
      TimeScale scale,
      Set<Long> chain) {
    int roomForWords = (int) (24 * scale.pixelScale());
    List<Interval> intervals = row.lane().intervals();
    if (row.lane().queue()) {
      columns.queue(intervals, scale, frame.now(), Integer.MAX_VALUE, frame.selected());
      painter.queue(columns, row.middle());
    } else {
      columns.connection(intervals, scale, frame.now(), roomForWords, frame.selected());
      painter.connection(columns, row.barTop(), row.bar());
    }
    texts.names(g, row, row.user().waits(frame.now()), backlog.behind(row.lane()));
    for (LaneBar bar : columns.bars()) {
      if (!row.lane().queue()) {
        texts.bar(g, bar, row, scale);
      }
      if (bar.main().proof().serial() == frame.selected()) {
        texts.frame(g, bar, row, scale, Token.TEXT);
      } else if (chain.contains(bar.main().proof().serial())) {
        texts.frame(g, bar, row, scale, Token.ATTENTION);
      }
    }
    marks.draw(g, row.lane().marks(), scale, row.middle());
  }

  /** What waits behind the connection of a row that was painted last. */
  Optional<Connection> behind(LaneRow.OfLane row) {
    return backlog.behind(row.lane());
  }

  private void density(
      GraphicsContext g, Brush brush, Inks inks, LaneRow.Density row, TimeScale scale, long now) {
    density.count(row.hidden(), scale, now, (int) (BUCKET * scale.pixelScale()));
    double base = row.y() + row.height() - 8;
    double peak = row.height() - 10;
    for (int b = 0; b < density.buckets(); b++) {
      if (density.at(b) > 0) {
        double height = Math.max(1, peak * density.at(b) / density.most());
        int from = density.column(b);
        brush.fill(
            from,
            from + (int) ((BUCKET - 1) * scale.pixelScale()),
            base - height,
            base,
            inks.holding());
      }
    }
    int hidden = row.hidden().size();
    texts.caption(g, hidden == 1 ? "1 more user" : hidden + " more users", base - peak / 2);
  }

  private void waiting(
      GraphicsContext g,
      Brush brush,
      Inks inks,
      LaneRow.Waiting row,
      List<Timeline.Lane> lanes,
      TimeScale scale,
      long now) {
    waiting.count(lanes, scale, now);
    double base = row.y() + row.height() - 6;
    double peak = row.height() - 16;
    for (int c = 0; c < scale.columns(); c++) {
      double top = base - peak * waiting.at(c) / Math.max(3, waiting.most());
      brush.wash(c, c + 1, top, base, Brush.faded(inks.waitingUser(), 0.28));
      brush.fill(c, c + 1, top - 1, top, inks.waitingUser());
      if (c > 0 && waiting.at(c) != waiting.at(c - 1)) {
        double before = base - peak * waiting.at(c - 1) / Math.max(3, waiting.most());
        brush.fill(c, c + 1, Math.min(top, before) - 1, Math.max(top, before), inks.waitingUser());
      }
    }
    texts.caption(g, "waiting for locks", base - peak / 2);
    double last = base - peak * waiting.last() / Math.max(3, waiting.most());
    if (waiting.last() > 0) {
      texts.waiting(g, waiting.last(), scale.right() - 4, last - 7);
    }
  }
}
