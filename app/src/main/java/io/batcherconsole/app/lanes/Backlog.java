package io.batcherconsole.app.lanes;

import io.batcherconsole.app.text.Figures;
import io.batcherconsole.engine.event.ConnectionsView;
import io.batcherconsole.engine.event.ConnectionsView.Connection;
import io.batcherconsole.engine.event.Timeline;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which connection a lane is, and so what waits behind what it is doing: messages that nobody has
 * looked into yet have no bar of their own. Made once for each {@link ConnectionsView}.
 */
final class Backlog {
  private final ConnectionsView of;
  private final Map<Place, Connection> connections = new HashMap<>();

  private record Place(String address, int connection) {}

  Backlog(ConnectionsView of) {
    this.of = of;
    for (Connection connection : of.connections()) {
      for (ConnectionsView.Lane lane : connection.lanes()) {
        connections.put(new Place(lane.user().address(), lane.number()), connection);
      }
    }
  }

  /** This, or another one when {@code now} is not what this was made of. */
  @SuppressWarnings("ReferenceEquality") // the reader keeps the object while it is equal
  Backlog of(ConnectionsView now) {
    return now == of ? this : new Backlog(now);
  }

  /** The connection that is drawn as {@code lane}, while messages wait behind it. */
  Optional<Connection> behind(Timeline.Lane lane) {
    return Optional.ofNullable(connections.get(new Place(lane.user().address(), lane.connection())))
        .filter(connection -> connection.waiting() > 0);
  }

  /** "+7", in four characters at most. */
  static String count(Connection connection) {
    int waiting = connection.waiting();
    return waiting < 1000 ? "+" + waiting : "+" + Math.min(99, waiting / 1000) + "k";
  }

  /** What the count stands for. */
  static String about(Connection connection, long now) {
    int waiting = connection.waiting();
    long oldest = Math.max(0, now - connection.oldestSince().orElse(now));
    String what =
        "%s (%s) behind what this connection is doing\nthe oldest for %s, from %s"
            .formatted(
                waiting == 1 ? "1 message" : Figures.count(waiting) + " messages",
                Figures.bytes(connection.waitingBytes()).text(),
                Figures.duration(oldest).text(),
                connection.client());
    return connection.paused() ? what + "\nso much that no more is read for now" : what;
  }
}
