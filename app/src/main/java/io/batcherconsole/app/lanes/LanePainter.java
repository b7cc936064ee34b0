package io.batcherconsole.app.lanes;

import io.batcherconsole.app.paint.Brush;

/**
 * Draws the columns of one lane. Patterns are anchored to absolute columns, so that they move with
 * what they fill. Measures are in layout pixels from the top of a bar, whose height is {@code bar}.
 */
final class LanePainter {
  /** A hatch line and the gap to the next. */
  private static final double HATCH = 6;

  private static final double HATCH_LINE = 2.4;
  private static final double CROSS = 5;
  private static final double CROSS_LINE = 1.2;
  private static final double TOOTH = 5;
  private static final double TOOTH_HEIGHT = 3.2;

  private final Brush brush;
  private final Inks inks;
  private final double scale;
  private final long phase;

  /**
   * @param phase the absolute number of column 0
   */
  LanePainter(Brush brush, Inks inks, long phase) {
    this.brush = brush;
    this.inks = inks;
    this.scale = brush.scale();
    this.phase = phase;
  }

  /** Draws a connection's lane with bars from {@code top}, {@code bar} high. */
  void connection(LaneColumns lane, double top, double bar) {
    int from = 0;
    while (from < lane.columns()) {
      int to = from + 1;
      Fill fill = lane.fill(from);
      while (to < lane.columns() && lane.fill(to) == fill && !lane.starts(to)) {
        to++;
      }
      stretch(lane, fill, from, to, top, bar);
      from = to;
    }
  }

  /** Draws a queue lane around {@code middle}. */
  void queue(LaneColumns lane, double middle) {
    int from = 0;
    while (from < lane.columns()) {
      int to = from + 1;
      Fill fill = lane.fill(from);
      while (to < lane.columns() && lane.fill(to) == fill) {
        to++;
      }
      switch (fill) {
        case QUEUED -> line(from, to, middle, inks.queued());
        case IN_BATCH -> {
          line(from, to, middle - 1.5, inks.inBatch());
          line(from, to, middle + 1.5, inks.inBatch());
        }
        case NOT_DRAWN -> notDrawn(from, to, middle - 4, middle + 4);
        default -> {}
      }
      from = to;
    }
  }

  private void line(int from, int to, double middle, int ink) {
    double top = Math.round((middle - 0.5) * scale) / scale;
    brush.wash(from, to, top, top + Math.max(1, Math.floor(scale)) / scale, ink);
  }

  private void stretch(LaneColumns lane, Fill fill, int from, int to, double top, double bar) {
    switch (fill) {
      case HOLDING -> {
        // Adjacent holds of two proofs stay two where there is room for a gap.
        boolean gap = to < lane.columns() && lane.starts(to) && to - from > 4 * scale;
        hold(lane, from, gap ? to - (int) Math.max(1, scale) : to, top, bar);
      }
      case WAITING_USER -> hatch(from, to, top + 2, top + bar - 2);
      case BEHIND -> dots(from, to, top + bar / 2);
      case CHECKING -> line(from, to, top + bar / 2, inks.behind());
      case NOT_DRAWN -> notDrawn(from, to, top + 2, top + bar - 2);
      case NOTHING -> insets(lane, from, to, top, bar, false);
      case QUEUED, IN_BATCH -> {}
    }
  }

  private void hold(LaneColumns lane, int from, int to, double top, double bar) {
    brush.fill(from, to, top, top + bar, inks.holding());
    if (to - from > 6 * scale) {
      corner(from, top, bar);
      corner(to - 1, top, bar);
    }
    insets(lane, from, to, top, bar, true);
  }

  /** Takes the sharpness off a bar's outer edge. */
  private void corner(int column, double top, double bar) {
    int cut = Brush.faded(inks.panel(), 0.75);
    brush.dot(column, brush.row(top), cut);
    brush.dot(column, brush.row(top + bar) - 1, cut);
  }

  private void insets(LaneColumns lane, int from, int to, double top, double bar, boolean held) {
    int start = from;
    while (start < to) {
      Inset inset = lane.inset(start);
      int end = start + 1;
      while (end < to && lane.inset(end) == inset) {
        end++;
      }
      int margin = held && to - from > 12 * scale ? (int) Math.round(2 * scale) : 0;
      int first = Math.max(start, from + margin);
      int last = Math.max(first + 1, Math.min(end, to - margin));
      inset(inset, first, Math.min(last, to), top, bar, held);
      start = end;
    }
  }

  private void inset(Inset inset, int from, int to, double top, double bar, boolean held) {
    double bottom = held ? top + bar - 2 : top + bar * 0.75;
    double height = held ? bar * 0.28 : bar / 2;
    switch (inset) {
      case NOTHING -> {}
      case VERIFYING -> brush.fill(from, to, bottom - height, bottom, inks.verifying());
      case WAITING_VERIFIER -> {
        for (int c = from; c < to; c++) {
          if (at(c, 5) < 2.5) {
            brush.fill(c, c + 1, bottom - height, bottom, inks.verifying());
          }
        }
      }
      case INJECTED -> comb(from, to, bottom - height, bottom, inks.injected());
      case WAITING_BATCH -> {
        double edge = held ? 2 : 4;
        cross(from, to, top + edge, top + bar - edge);
      }
    }
  }

  /** A solid band whose upper edge is a comb. */
  private void comb(int from, int to, double top, double bottom, int ink) {
    for (int c = from; c < to; c++) {
      brush.span(c, top - TOOTH_HEIGHT * tooth(c, TOOTH), bottom, ink);
    }
  }

  /** Height from 0 to 1 of a row of teeth at column {@code c}. */
  private double tooth(int c, double period) {
    double at = at(c, period) / period;
    return 1 - Math.abs(2 * at - 1);
  }

  /** Where column {@code c} is in a pattern that repeats after {@code period} layout pixels. */
  private double at(int c, double period) {
    double position = ((phase + c + 0.5) / scale) % period;
    return position < 0 ? position + period : position;
  }

  private void hatch(int from, int to, double top, double bottom) {
    pattern(from, to, top, bottom, inks.waitingUser(), HATCH, HATCH_LINE, false);
  }

  private void cross(int from, int to, double top, double bottom) {
    pattern(from, to, top, bottom, inks.waitingBatch(), CROSS, CROSS_LINE, true);
  }

  /** Lines at 45° in a frame on the panel's ground; too narrow for a pattern it is solid. */
  private void pattern(
      int from,
      int to,
      double top,
      double bottom,
      int ink,
      double period,
      double line,
      boolean both) {
    if (to - from <= 3 * scale) {
      brush.fill(from, to, top, bottom, ink);
      return;
    }
    int first = brush.row(top);
    int last = brush.row(bottom);
    int edge = (int) Math.max(1, Math.floor(scale));
    for (int y = first; y < last; y++) {
      boolean frame = y < first + edge || y >= last - edge;
      for (int c = from; c < to; c++) {
        if (frame || c < from + edge || c >= to - edge) {
          brush.dot(c, y, ink);
          continue;
        }
        brush.dot(c, y, inks.panel());
        double cover = stroke(c, y, period, line);
        if (both) {
          cover = Math.max(cover, stroke(c, -y, period, line));
        }
        if (cover > 0) {
          brush.dot(c, y, Brush.faded(ink, cover));
        }
      }
    }
  }

  /** How much of a pixel a line at 45° covers, 0 to 1. */
  private double stroke(int c, int y, double period, double line) {
    double along = period * Math.sqrt(2) * scale;
    double at = (phase + c + y) % along;
    if (at < 0) {
      at += along;
    }
    double half = line * Math.sqrt(2) * scale / 2;
    double distance = Math.min(at, along - at);
    return Math.clamp(half - distance + 0.5, 0, 1);
  }

  private void dots(int from, int to, double middle) {
    for (int c = from; c < to; c++) {
      if (at(c, 5) < 2) {
        brush.fill(c, c + 1, middle - 1, middle + 1, inks.behind());
      }
    }
  }

  /** Sparse points in a broken frame: something was here that is not known. */
  private void notDrawn(int from, int to, double top, double bottom) {
    for (int c = from; c < to; c++) {
      if (at(c, 6) < 3) {
        brush.fill(c, c + 1, top, top + 1, inks.faint());
        brush.fill(c, c + 1, bottom - 1, bottom, inks.faint());
      }
    }
  }
}
