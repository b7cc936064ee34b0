package io.batcherconsole.app.lanes;

import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline.Interval;
import io.batcherconsole.engine.event.Timeline.Lane;
import io.batcherconsole.engine.event.Timeline.Mark;
import io.batcherconsole.engine.event.UserTag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A user and its lanes.
 *
 * @param lanes connections, then the queue lane
 */
record UserLanes(UserTag user, List<Lane> lanes) {
  private static final long SECOND = 1_000_000_000L;

  UserLanes {
    lanes = List.copyOf(lanes);
  }

  /** The lanes of a timeline by user, in their order. */
  static List<UserLanes> of(List<Lane> lanes) {
    Map<UserTag, List<Lane>> byUser = new LinkedHashMap<>();
    for (Lane lane : lanes) {
      byUser.computeIfAbsent(lane.user(), user -> new ArrayList<>()).add(lane);
    }
    return byUser.entrySet().stream()
        .map(entry -> new UserLanes(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Whether a proof of this user waits for a lock at {@code now}. */
  boolean waits(long now) {
    for (Lane lane : lanes) {
      if (!lane.queue() && !lane.intervals().isEmpty()) {
        Interval last = lane.intervals().getLast();
        if (waitsForLock(last.stage()) && (last.open() || last.end() >= now)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * How much trouble the user had between {@code from} and {@code now}: the time waited for locks
   * in ns, and a second for each proof that ended badly.
   */
  long trouble(long from, long now) {
    long trouble = 0;
    for (Lane lane : lanes) {
      for (Interval interval : lane.intervals()) {
        if (waitsForLock(interval.stage())) {
          long end = interval.open() ? now : Math.min(now, interval.end());
          trouble += Math.max(0, end - Math.max(from, interval.start()));
        }
      }
      for (Mark mark : lane.marks()) {
        if (mark.stage() != Stage.POSTED && mark.at() >= from) {
          trouble += SECOND;
        }
      }
    }
    return trouble;
  }

  /**
   * Whether a proof went past a lock without waiting. Every proof enters the stage; one that found
   * nobody in its way leaves it at once, and to show that as a wait would be untrue.
   *
   * @param nanosPerColumn how long a wait must be to be seen for itself, ns
   */
  static boolean passed(Interval interval, double nanosPerColumn) {
    return waitsForLock(interval.stage())
        && interval.blockedBy() == null
        && !interval.gap()
        && !interval.open()
        && interval.end() - interval.start() < nanosPerColumn;
  }

  static boolean waitsForLock(Stage stage) {
    return stage == Stage.WAITING_USER_LOCK || stage == Stage.WAITING_BATCH_LOCK;
  }
}
