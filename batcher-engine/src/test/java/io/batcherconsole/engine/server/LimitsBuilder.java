package io.batcherconsole.engine.server;

import java.time.Duration;

/** Limits for tests: like the real ones, with a watch that looks more often. */
final class LimitsBuilder {
  int connections = 100;
  Duration firstMessage = Duration.ofSeconds(60);
  int messageBytes = 1 << 20;
  int frameBytes = 1 << 20;
  int inboxMessages = 128;
  long inboxBytes = 1 << 20;
  long inboxBytesInAll = 1 << 24;
  long unfinishedBytesInAll = 1 << 24;
  int replies = 1000;
  long replyBytes = 1 << 20;
  long replyBytesInAll = 1L << 30;
  Duration replyTimeout = Duration.ofSeconds(60);
  Duration closeTimeout = Duration.ofSeconds(5);

  ServerSettings.Limits build() {
    return new ServerSettings.Limits(
        connections,
        firstMessage,
        messageBytes,
        frameBytes,
        inboxMessages,
        inboxBytes,
        inboxBytesInAll,
        unfinishedBytesInAll,
        replies,
        replyBytes,
        replyBytesInAll,
        replyTimeout,
        closeTimeout,
        Duration.ofMillis(5));
  }
}
