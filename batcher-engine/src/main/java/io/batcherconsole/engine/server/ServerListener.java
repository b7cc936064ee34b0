package io.batcherconsole.engine.server;

/** Hears what goes wrong with connections, to count it. Called on any thread; must not block. */
public interface ServerListener {
  /** Hears nothing. */
  ServerListener NONE = new ServerListener() {};

  /** A client did not ask for a WebSocket in time; the original's {@code user_timeout}, too. */
  default void upgradeTimedOut() {}

  /** A client sent no message in time; the original's {@code user_timeout}. */
  default void firstMessageTimedOut(long connection) {}

  /** A connection ended without a goodbye; the original's {@code broken_ws_connections_count}. */
  default void connectionBroken(long connection) {}

  /** A client did not take its replies and was dropped. */
  default void slowReaderDropped(long connection) {}

  /**
   * A client was turned away because too many are connected, or could not be accepted at all; the
   * original's {@code connection_accept_error}.
   */
  default void connectionRefused() {}
}
