package io.batcherconsole.engine.server;

import io.batcherconsole.engine.protocol.ServerMessage;
import java.time.Duration;

/**
 * Where replies to one client go. Safe from any thread; sending never blocks and never throws:
 * replies are queued in order, and a client that does not read is dropped after a bound.
 */
public interface ReplySink {
  /** Number of the connection, unique within an engine. */
  long connection();

  /** Queues a reply; does nothing once the client is gone. */
  void send(ServerMessage message);

  /**
   * Waits until the network has taken every reply queued so far, the client is gone or {@code
   * timeout} is over. Our own design waits for no client; older ones do.
   *
   * @return whether nothing is queued any more
   */
  boolean awaitSent(Duration timeout) throws InterruptedException;

  /** Whether the client is still there, as far as known. */
  boolean isOpen();

  /** Closes the connection after what is queued has been sent. */
  void close();
}
