package io.batcherconsole.engine.server;

import io.batcherconsole.engine.protocol.ClientMessage;

/**
 * Takes the decoded messages of all connections. Called on the connection's own virtual thread, one
 * message at a time per connection; may wait.
 */
public interface MessageHandler {
  /** A client connected; called before its first message. */
  void opened(ReplySink client);

  /**
   * A message arrived.
   *
   * @param receivedAt when its last byte was received, {@code nanoTime()} in ns
   * @throws InterruptedException when the client is gone or the server stops: the work on this
   *     message is given up
   */
  void handle(ReplySink client, ClientMessage message, long receivedAt) throws InterruptedException;

  /** A message that is no protocol message: it gets no reply (batcher.md §1.1). */
  void undecodable(ReplySink client, String reason, int bytes);

  /** A client is gone; called after its last message. */
  void closed(ReplySink client);
}
