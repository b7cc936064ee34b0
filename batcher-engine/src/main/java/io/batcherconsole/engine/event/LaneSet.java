package io.batcherconsole.engine.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the timeline: users in the order of their first contact, of each its connections by
 * number and then its queue. Written by the collector's thread; {@link #published} is for all.
 */
final class LaneSet {
  /** Most rows that are kept. */
  static final int MOST_LANES = 1024;

  /** Most intervals that all rows may remember together; it is shared out evenly. */
  private static final int MOST_INTERVALS = 400_000;

  private static final int MOST_INTERVALS_PER_LANE = 8192;

  /** By address; of each user the queue sorts last. */
  private final Map<String, Map<Integer, LaneTrack>> users = new LinkedHashMap<>();

  private int count;
  private boolean changed;
  private volatile List<LaneTrack> published = List.of();

  /**
   * Finds or makes a row; null when there is no room for one more, because something goes on in all
   * there are.
   *
   * @param connection number of the connection, or {@link LaneTrack#QUEUE}
   */
  @Nullable LaneTrack lane(UserTag user, int connection) {
    Map<Integer, LaneTrack> known = users.get(user.address());
    LaneTrack lane = known == null ? null : known.get(order(connection));
    if (lane != null) {
      return lane;
    }
    if (count >= MOST_LANES && !forgetLeastActive()) {
      return null;
    }
    LaneTrack added = new LaneTrack(user, connection);
    users.computeIfAbsent(user.address(), key -> new TreeMap<>()).put(order(connection), added);
    count++;
    changed = true;
    return added;
  }

  private static int order(int connection) {
    return connection == LaneTrack.QUEUE ? Integer.MAX_VALUE : connection;
  }

  private boolean forgetLeastActive() {
    return all().stream()
        .filter(lane -> lane.open().isEmpty())
        .min(Comparator.comparingLong(LaneTrack::lastActive))
        .map(this::forget)
        .orElse(false);
  }

  private boolean forget(LaneTrack lane) {
    users.values().forEach(lanes -> lanes.values().removeIf(each -> each == lane));
    users.values().removeIf(Map::isEmpty);
    count--;
    changed = true;
    return true;
  }

  List<LaneTrack> all() {
    List<LaneTrack> all = new ArrayList<>(count);
    users.values().forEach(lanes -> all.addAll(lanes.values()));
    return all;
  }

  /** Forgets what ended before {@code oldest} or is too much, and rows of which nothing is left. */
  void trim(long oldest) {
    int most = Math.min(MOST_INTERVALS_PER_LANE, MOST_INTERVALS / Math.max(1, count));
    for (LaneTrack lane : all()) {
      lane.trim(most, oldest);
      if (lane.isEmpty()) {
        forget(lane);
      }
    }
  }

  void publish() {
    if (changed) {
      published = List.copyOf(all());
      changed = false;
    }
    published.forEach(LaneTrack::publish);
  }

  /** The rows in order. Any thread may ask. */
  List<LaneTrack> published() {
    return published;
  }
}
