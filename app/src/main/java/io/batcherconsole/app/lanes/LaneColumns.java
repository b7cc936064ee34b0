package io.batcherconsole.app.lanes;

import io.batcherconsole.app.paint.TimeScale;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lane's intervals merged into columns of pixels. One object serves for lane after lane; nothing
 * is allocated but the few {@link LaneBar}s that are wide enough for words. Used by one thread.
 */
final class LaneColumns {
  private Fill[] fills = new Fill[0];
  private Inset[] insets = new Inset[0];
  private boolean[] starts = new boolean[0];
  private int columns;
  private final List<LaneBar> bars = new ArrayList<>();

  private int narrowest;
  private int barWidth;
  private long selected;

  /** The hold that is being walked through. */
  private @Nullable Interval holdFirst;

  private @Nullable Interval holdMain;
  private int holdFrom;
  private int holdTo;

  /** What fills column {@code c}. */
  Fill fill(int c) {
    return fills[c];
  }

  Inset inset(int c) {
    return insets[c];
  }

  /** Whether another proof's hold or wait begins in column {@code c}. */
  boolean starts(int c) {
    return starts[c];
  }

  int columns() {
    return columns;
  }

  /** The bars with room for words, and all of the selected proof; from left to right. */
  List<LaneBar> bars() {
    return bars;
  }

  /**
   * Merges the intervals of a connection.
   *
   * @param now where open intervals end, ns
   * @param barWidth columns from which on a bar may get words
   * @param selected serial of a proof whose bars are all wanted
   */
  void connection(
      List<Interval> intervals, TimeScale scale, long now, int barWidth, long selected) {
    start(scale, barWidth, selected);
    Interval before = null;
    boolean holds = false;
    for (Interval interval : intervals) {
      boolean sameProof = before != null && before.proof().serial() == interval.proof().serial();
      holds = holds(interval.stage(), sameProof, before, holds);
      if (interval.gap()) {
        endHold();
        put(interval, Fill.NOT_DRAWN, Inset.NOTHING, scale, now);
      } else if (holds) {
        boolean passed = UserLanes.passed(interval, scale.nanosPerColumn());
        Inset inset = passed ? Inset.NOTHING : insetOf(interval.stage());
        hold(interval, inset, sameProof, scale, now);
      } else if (UserLanes.passed(interval, scale.nanosPerColumn())) {
        endHold();
      } else {
        endHold();
        put(interval, fillBeforeHold(interval.stage()), insetOf(interval.stage()), scale, now);
      }
      before = interval;
    }
    endHold();
  }

  /** Merges the intervals of a queue lane, which may overlap. */
  void queue(List<Interval> intervals, TimeScale scale, long now, int barWidth, long selected) {
    start(scale, barWidth, selected);
    for (Interval interval : intervals) {
      Fill fill =
          interval.gap()
              ? Fill.NOT_DRAWN
              : interval.stage() == Stage.IN_BATCH ? Fill.IN_BATCH : Fill.QUEUED;
      int from = scale.column(interval.start());
      int to = Math.max(from + 1, end(interval, scale, now));
      for (int c = Math.max(0, from); c < Math.min(columns, to); c++) {
        if (fill.compareTo(fills[c]) > 0) {
          fills[c] = fill;
        }
      }
      addBar(fill, from, to, interval, interval);
    }
  }

  private void start(TimeScale scale, int barWidth, long selected) {
    this.barWidth = barWidth;
    this.selected = selected;
    columns = scale.columns();
    narrowest = Math.max(1, (int) Math.round(2 * scale.pixelScale()));
    if (fills.length < columns) {
      fills = new Fill[columns];
      insets = new Inset[columns];
      starts = new boolean[columns];
    }
    Arrays.fill(fills, 0, columns, Fill.NOTHING);
    Arrays.fill(insets, 0, columns, Inset.NOTHING);
    Arrays.fill(starts, 0, columns, false);
    bars.clear();
    holdFirst = null;
    holdMain = null;
  }

  /**
   * Whether a proof in {@code stage} holds a lock. It does from validation on; designs that verify
   * outside any lock do so before it.
   */
  private static boolean holds(
      Stage stage, boolean sameProof, @Nullable Interval before, boolean held) {
    if (stage.phase() != Stage.Phase.HOLD) {
      return false;
    }
    if (stage == Stage.VALIDATING || stage == Stage.ENQUEUEING) {
      return true;
    }
    if (!sameProof || before == null) {
      return true; // its start is not in the picture
    }
    return held || before.stage() == Stage.WAITING_USER_LOCK;
  }

  private static Fill fillBeforeHold(Stage stage) {
    return switch (stage) {
      case BEHIND_CONNECTION -> Fill.BEHIND;
      case CHECKING -> Fill.CHECKING;
      case WAITING_USER_LOCK -> Fill.WAITING_USER;
      case QUEUED -> Fill.QUEUED;
      case IN_BATCH -> Fill.IN_BATCH;
      default -> Fill.NOTHING;
    };
  }

  private static Inset insetOf(Stage stage) {
    return switch (stage) {
      case VERIFYING -> Inset.VERIFYING;
      case WAITING_VERIFIER -> Inset.WAITING_VERIFIER;
      case INJECTED_DELAY -> Inset.INJECTED;
      case WAITING_BATCH_LOCK -> Inset.WAITING_BATCH;
      default -> Inset.NOTHING;
    };
  }

  private void hold(Interval interval, Inset inset, boolean sameProof, TimeScale scale, long now) {
    int from = scale.column(interval.start());
    int to = end(interval, scale, now);
    if (holdFirst == null || !sameProof) {
      endHold();
      holdFirst = interval;
      holdMain = interval;
      holdFrom = from;
      if (from >= 0 && from < columns) {
        starts[from] = true;
      }
    } else if (holdMain != null && length(interval, now) > length(holdMain, now)) {
      holdMain = interval;
    }
    holdTo = Math.max(to, holdFrom + narrowest);
    paint(from, to, Fill.HOLDING, inset);
  }

  private void endHold() {
    if (holdFirst != null && holdMain != null) {
      for (int c = Math.max(0, holdFrom); c < Math.min(columns, holdTo); c++) {
        if (fills[c] == Fill.NOTHING) {
          fills[c] = Fill.HOLDING;
        }
      }
      addBar(Fill.HOLDING, holdFrom, holdTo, holdMain, holdFirst);
    }
    holdFirst = null;
    holdMain = null;
  }

  private void put(Interval interval, Fill fill, Inset inset, TimeScale scale, long now) {
    int from = scale.column(interval.start());
    int to = end(interval, scale, now);
    paint(from, to, fill, inset);
    if (from >= 0 && from < columns && fill == Fill.WAITING_USER) {
      starts[from] = true;
    }
    addBar(fill, from, Math.max(to, from + 1), interval, interval);
  }

  /**
   * Paints columns {@code from} to {@code to}. What is at least a column wide overwrites; what is
   * narrower takes one column unless something of a higher rank is there.
   */
  private void paint(int from, int to, Fill fill, Inset inset) {
    if (to > from) {
      int first = Math.max(0, from);
      int last = Math.min(columns, to);
      if (first < last) {
        Arrays.fill(fills, first, last, fill);
        Arrays.fill(insets, first, last, inset);
      }
    } else if (from >= 0 && from < columns) {
      if (fill.compareTo(fills[from]) > 0) {
        fills[from] = fill;
      }
      if (inset.compareTo(insets[from]) > 0) {
        insets[from] = inset;
      }
    }
  }

  private void addBar(Fill fill, int from, int to, Interval main, Interval first) {
    int visible = Math.min(columns, to) - Math.max(0, from);
    boolean wanted = main.proof().serial() == selected && visible > 0;
    if (wanted || visible >= barWidth) {
      bars.add(new LaneBar(fill, Math.max(0, from), Math.min(columns, to), main, first));
    }
  }

  private static int end(Interval interval, TimeScale scale, long now) {
    return scale.column(interval.open() ? now : Math.min(interval.end(), now));
  }

  private static long length(Interval interval, long now) {
    return (interval.open() ? now : interval.end()) - interval.start();
  }
}
