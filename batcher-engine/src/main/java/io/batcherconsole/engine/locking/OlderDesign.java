package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.server.ReplySink;
import java.time.Duration;

/**
 * What every design before ours does, as read in batcher.md §4.7 to §4.10: two hazards that are not
 * about one design's locks. Never run against the original.
 */
interface OlderDesign extends LockingStrategy {
  /** The original waits for a client for ever; here the server drops one that reads nothing. */
  Duration NO_BOUND = Duration.ofMinutes(10);

  /**
   * Hazard io-under-locks (§4.7): a flush sends one message per queued proof and asks the chain for
   * a nonce before it gives the batch lock back; a client that does not read stalls everyone.
   */
  @Override
  default boolean flushesUnderLocks() {
    return true;
  }

  /** Sending is awaited, as everywhere in the original. */
  @Override
  default void afterFlushReply(ReplySink client) throws InterruptedException {
    client.awaitSent(NO_BOUND);
  }

  /**
   * Hazard cancel-race (§4.8, H9): a transaction without a receipt is cancelled with the account's
   * latest nonce, and counts as failed when that is mined, although it may have been mined itself
   * meanwhile. Its proofs are restored and paid for twice.
   */
  @Override
  default boolean trustsCancel() {
    return true;
  }
}
