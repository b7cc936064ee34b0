package io.batcherconsole.app.lanes;

import io.batcherconsole.engine.event.Timeline.Lane;
import java.util.List;

/** A row of the picture. Measures in layout pixels. */
sealed interface LaneRow {
  double y();

  double height();

  /**
   * A connection or a queue lane.
   *
   * @param first whether it is the user's first row, where the user is named
   */
  record OfLane(UserLanes user, Lane lane, boolean first, double y, double height)
      implements LaneRow {
    /** Top of the bars. */
    double barTop() {
      return y + 2;
    }

    /** Height of the bars. */
    double bar() {
      return Math.min(LaneRows.BAR, height - 4);
    }

    /** Middle of the bars, or of a queue lane's lines. */
    double middle() {
      return lane.queue() ? y + Math.min(10, height / 2) : barTop() + bar() / 2;
    }
  }

  /** All lanes that have no row of their own. */
  record Density(List<UserLanes> hidden, double y, double height) implements LaneRow {}

  /** How many proofs wait for locks. */
  record Waiting(double y, double height) implements LaneRow {}
}
