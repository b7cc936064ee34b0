package io.batcherconsole.app.lanes;

import io.batcherconsole.app.paint.TimeScale;
import io.batcherconsole.engine.event.Timeline.Interval;
import io.batcherconsole.engine.event.Timeline.Lane;
import java.util.Arrays;
import java.util.List;

/** How many proofs wait for a lock in each column. Used by one thread. */
final class WaitingCurve {
  private int[] waiting = new int[0];
  private int columns;
  private int most;

  /**
   * Counts the waits in {@code lanes}; a wait that is narrower than a column counts in one, one
   * behind nobody not at all.
   */
  void count(List<Lane> lanes, TimeScale scale, long now) {
    columns = scale.columns();
    if (waiting.length <= columns) {
      waiting = new int[columns + 1];
    }
    Arrays.fill(waiting, 0, columns + 1, 0);
    for (Lane lane : lanes) {
      if (!lane.queue()) {
        for (Interval interval : lane.intervals()) {
          if (UserLanes.waitsForLock(interval.stage())
              && !UserLanes.passed(interval, scale.nanosPerColumn())) {
            int from = scale.clampedColumn(interval.start());
            int to = scale.clampedColumn(interval.open() ? now : interval.end());
            waiting[from]++;
            waiting[Math.min(columns, Math.max(to, from + 1))]--;
          }
        }
      }
    }
    int sum = 0;
    most = 0;
    for (int c = 0; c < columns; c++) {
      sum += waiting[c];
      waiting[c] = sum;
      most = Math.max(most, sum);
    }
  }

  int at(int column) {
    return waiting[column];
  }

  /** The highest count in the picture. */
  int most() {
    return most;
  }

  /** The count at the right edge. */
  int last() {
    return columns == 0 ? 0 : waiting[columns - 1];
  }
}
