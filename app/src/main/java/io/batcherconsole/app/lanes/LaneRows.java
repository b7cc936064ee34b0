package io.batcherconsole.app.lanes;

import io.batcherconsole.engine.event.Timeline.Lane;
import java.util.ArrayList;
import java.util.List;

/**
 * Which lane goes where. Users are shown whole as long as they fit; the others share one row that
 * tells how busy they are. Measures in layout pixels.
 */
record LaneRows(List<LaneRow> rows, int firstUser, int usersShown) {
  /** The time axis and the labels of faults. */
  static final double TOP = 54;

  /** Height of a bar, and of a connection's row. */
  static final double BAR = 21;

  static final double CONNECTION = 25;
  static final double QUEUE = 20;
  static final double BETWEEN_USERS = 13;
  static final double DENSITY = 26;
  static final double WAITING = 34;

  LaneRows {
    rows = List.copyOf(rows);
  }

  /**
   * Lays out {@code users} in a picture of {@code height}.
   *
   * @param firstUser how many users are scrolled away at the top
   */
  static LaneRows of(List<UserLanes> users, double height, int firstUser) {
    int first = Math.clamp(firstUser, 0, Math.max(0, users.size() - 1));
    double bottom = height - WAITING;
    boolean all = first == 0 && TOP + users.stream().mapToDouble(LaneRows::height).sum() <= bottom;
    double room = all ? bottom : bottom - DENSITY;
    List<LaneRow> rows = new ArrayList<>();
    double y = TOP;
    int next = first;
    while (next < users.size() && y + height(users.get(next)) - BETWEEN_USERS <= room) {
      y = add(rows, users.get(next), y, Double.MAX_VALUE);
      next++;
    }
    if (next == first && next < users.size()) {
      y = add(rows, users.get(next), y, room);
      next++;
    }
    int shown = next - first;
    if (shown < users.size()) {
      List<UserLanes> hidden = new ArrayList<>(users.subList(0, first));
      hidden.addAll(users.subList(next, users.size()));
      rows.add(new LaneRow.Density(List.copyOf(hidden), Math.min(y, room), DENSITY));
    }
    rows.add(new LaneRow.Waiting(bottom, WAITING));
    return new LaneRows(rows, first, shown);
  }

  private static double height(UserLanes user) {
    double height = BETWEEN_USERS;
    for (Lane lane : user.lanes()) {
      height += lane.queue() ? QUEUE : CONNECTION;
    }
    return height;
  }

  /** Adds a user's lanes that end above {@code bottom}; returns where the next user starts. */
  private static double add(List<LaneRow> rows, UserLanes user, double top, double bottom) {
    double y = top;
    boolean first = true;
    for (Lane lane : user.lanes()) {
      double height = lane.queue() ? QUEUE : CONNECTION;
      if (y + height > bottom && !first) {
        break;
      }
      rows.add(new LaneRow.OfLane(user, lane, first, y, height));
      y += height;
      first = false;
    }
    return y + BETWEEN_USERS;
  }
}
