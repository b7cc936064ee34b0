package io.batcherconsole.engine.server;

import io.batcherconsole.engine.event.ConnectionsView;
import io.batcherconsole.engine.protocol.ClientMessage;
import java.util.List;

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

  /** Whose proofs came from that client so far; never waits. */
  default List<ConnectionsView.Lane> lanes(ReplySink client) {
    return List.of();
  }

  /**
   * A client is gone, or the server is about to stop and takes nothing more from it, while replies
   * still go out; called after its last message.
   */
  void closed(ReplySink client);

  /** Whether replies to that client must be asked about before they are written. */
  default boolean asksBeforeReplies(ReplySink client) {
    return false;
  }

  /**
   * A reply is about to be written; called on a thread of its own, which may wait.
   *
   * @return whether it is to be written; it is lost otherwise
   * @throws InterruptedException when the client is gone meanwhile
   */
  default boolean beforeReply(ReplySink client) throws InterruptedException {
    return true;
  }
}
