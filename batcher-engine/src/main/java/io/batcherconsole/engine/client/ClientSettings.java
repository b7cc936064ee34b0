package io.batcherconsole.engine.client;

import java.time.Duration;

/**
 * A client's bounds.
 *
 * @param connect longest wait for a connection and for the batcher's first message
 * @param send longest wait until one message is handed to the network; a batcher that is busy with
 *     a connection's earlier proofs takes no more from it
 * @param query longest wait for the answer to a query
 * @param unreadBytes received bytes that may wait to be read; beyond it the client takes no more
 *     from the network, so that the batcher sees a slow reader. One message is always taken.
 */
public record ClientSettings(Duration connect, Duration send, Duration query, long unreadBytes) {
  /** What suits a batcher on this machine or far away: 30 s, 60 s, 30 s, 64 MiB. */
  public static final ClientSettings DEFAULT =
      new ClientSettings(
          Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(30), 64L << 20);

  public ClientSettings {
    for (Duration bound : new Duration[] {connect, send, query}) {
      if (!bound.isPositive()) {
        throw new IllegalArgumentException("a wait needs a positive bound, not " + bound);
      }
    }
  }
}
