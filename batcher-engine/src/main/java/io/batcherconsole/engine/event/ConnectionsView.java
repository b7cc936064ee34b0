package io.batcherconsole.engine.event;

import java.util.List;
import java.util.OptionalLong;

/**
 * The clients that are connected. Each entry is consistent in itself; different entries may be some
 * microseconds apart.
 *
 * @param connections in the order in which they were opened
 */
public record ConnectionsView(List<Connection> connections) {
  /** Nobody is connected. */
  public static final ConnectionsView NONE = new ConnectionsView(List.of());

  public ConnectionsView {
    connections = List.copyOf(connections);
  }

  /**
   * One client. Messages are decoded one after another, so of a waiting one only its size and age
   * are known: "3 messages, 1,404 bytes wait behind connection 12 since 4.1 s".
   *
   * @param number of the connection, unique within an engine
   * @param client its address and port
   * @param lanes whose proofs came over it so far
   * @param openSince in ns on the engine's clock, as all times here
   * @param handlingSince when the message that is being handled was taken; empty when none is
   * @param waiting messages received and behind it
   * @param waitingBytes of them
   * @param oldestSince when the first of them was received; empty when none waits
   * @param paused whether so much waits that no more is read: more may wait in the network
   * @param replies replies that the client has not taken yet
   * @param replyBytes of them
   */
  public record Connection(
      long number,
      String client,
      List<Lane> lanes,
      long openSince,
      OptionalLong handlingSince,
      int waiting,
      long waitingBytes,
      OptionalLong oldestSince,
      boolean paused,
      int replies,
      long replyBytes) {
    public Connection {
      lanes = List.copyOf(lanes);
    }
  }

  /**
   * The connection as one of a user's.
   *
   * @param number as in {@link Timeline.Lane#connection()}
   */
  public record Lane(UserTag user, int number) {}
}
