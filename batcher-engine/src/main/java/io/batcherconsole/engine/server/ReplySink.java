package io.batcherconsole.engine.server;

import io.batcherconsole.engine.protocol.ServerMessage;

/**
 * Where replies to one client go. Safe from any thread; never blocks and never throws: replies are
 * queued in order, and a client that does not read is dropped after a bound.
 */
public interface ReplySink {
  /** Number of the connection, unique within an engine. */
  long connection();

  /** Queues a reply; does nothing once the client is gone. */
  void send(ServerMessage message);

  /** Whether the client is still there, as far as known. */
  boolean isOpen();

  /** Closes the connection after what is queued has been sent. */
  void close();
}
