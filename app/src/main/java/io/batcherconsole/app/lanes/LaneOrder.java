package io.batcherconsole.app.lanes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** In which order users are listed. */
enum LaneOrder {
  TROUBLE("sorted by trouble"),
  FIRST_CONTACT("by first contact");

  private final String words;

  LaneOrder(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /**
   * Keeps the order steady for the eye: by trouble it is worked out again at most every two
   * seconds, users with the same trouble stay in the order of first contact, and new users join at
   * the end.
   */
  static final class Keeper {
    private static final long EVERY = 2_000_000_000L;

    private final Map<String, Integer> places = new HashMap<>();
    private LaneOrder placedBy = FIRST_CONTACT;
    private long placedAt = Long.MIN_VALUE;

    /** The users in order. */
    List<UserLanes> ordered(List<UserLanes> users, LaneOrder order, long from, long now) {
      if (order == FIRST_CONTACT) {
        placedBy = order;
        return users;
      }
      boolean due = placedAt == Long.MIN_VALUE || now - placedAt >= EVERY || now < placedAt;
      if (due || placedBy != order) {
        place(users, from, now);
        placedBy = order;
        placedAt = now;
      }
      List<UserLanes> ordered = new ArrayList<>(users);
      ordered.sort(Comparator.comparingInt(this::placeOf));
      return ordered;
    }

    private int placeOf(UserLanes user) {
      return places.getOrDefault(user.user().address(), Integer.MAX_VALUE);
    }

    private void place(List<UserLanes> users, long from, long now) {
      Map<UserLanes, Long> trouble = new HashMap<>();
      users.forEach(user -> trouble.put(user, user.trouble(from, now)));
      List<UserLanes> sorted = new ArrayList<>(users);
      sorted.sort(Comparator.comparingLong(user -> -trouble.getOrDefault(user, 0L)));
      places.clear();
      sorted.forEach(user -> places.put(user.user().address(), places.size()));
    }
  }
}
