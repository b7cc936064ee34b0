package io.batcherconsole.engine.server;

import io.batcherconsole.engine.protocol.CborCodec;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens and what it bears.
 *
 * @param host name or address to listen on
 * @param port to listen on; 0 for any free one
 * @param batchFolder folder whose batch files are served over HTTP; null when none is
 * @param limits of each connection
 */
public record ServerSettings(String host, int port, @Nullable Path batchFolder, Limits limits) {

  /**
   * What one connection may use.
   *
   * @param connections most clients at a time
   * @param firstMessage how long a client may take to upgrade, again to send its first message, and
   *     between two pieces of any message
   * @param messageBytes most bytes of a message
   * @param frameBytes most bytes of a frame
   * @param inboxMessages messages that may wait before no more are read
   * @param inboxBytes bytes of messages that may wait before no more are read
   * @param inboxBytesInAll bytes that may wait in all connections together before those with
   *     something waiting are not read
   * @param unfinishedBytesInAll bytes of messages that have not arrived whole, in all connections
   *     together, before one that goes on is closed
   * @param replies replies that may wait for a client to take them
   * @param replyBytes bytes of replies that may wait
   * @param replyBytesInAll bytes of replies that may wait in all connections together before one
   *     for which more is to wait is dropped
   * @param replyTimeout how long a client may take to take one reply
   * @param closeTimeout how long a client may take to take what is queued and say goodbye
   * @param checkInterval how often these times are looked at
   */
  public record Limits(
      int connections,
      Duration firstMessage,
      int messageBytes,
      int frameBytes,
      int inboxMessages,
      long inboxBytes,
      long inboxBytesInAll,
      long unfinishedBytesInAll,
      int replies,
      long replyBytes,
      long replyBytesInAll,
      Duration replyTimeout,
      Duration closeTimeout,
      Duration checkInterval) {

    /** The original's (batcher.md §1.1), and bounds where it has none. */
    public static Limits defaults() {
      return new Limits(
          10_000,
          Duration.ofSeconds(30),
          CborCodec.MAX_MESSAGE,
          16 << 20,
          128,
          8L << 20,
          Runtime.getRuntime().maxMemory() / 8,
          Runtime.getRuntime().maxMemory() / 8,
          // The field's client sends up to 10,000 proofs before it reads; all may be answered.
          20_000,
          32L << 20,
          Runtime.getRuntime().maxMemory() / 16,
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofMillis(250));
    }
  }
}
