package io.batcherconsole.engine.batch;

import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.locking.LockingStrategy;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.QueueEntry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the queue: every queued proof is answered and forgotten (batcher.md §4.7). What is in
 * flight stays. Safe from any thread.
 */
public final class QueueFlush {
  private static final Logger log = LoggerFactory.getLogger(QueueFlush.class);

  private final Journal journal;
  private final BatchState state;
  private final LockingStrategy locking;
  private final AtomicLong serials;
  private final NonceQuestion nonPaying;

  /** Asks the chain for the nonce of whoever pays for the non-paying address. */
  @FunctionalInterface
  public interface NonceQuestion {
    void ask() throws ChainException, InterruptedException;
  }

  /**
   * @param nonPaying asked by older designs only; ours asks when that user's next proof comes
   */
  public QueueFlush(
      Journal journal,
      BatchState state,
      LockingStrategy locking,
      AtomicLong serials,
      NonceQuestion nonPaying) {
    this.journal = journal;
    this.state = state;
    this.locking = locking;
    this.serials = serials;
    this.nonPaying = nonPaying;
  }

  /**
   * Flushes.
   *
   * @param why the beginning of a sentence: "the disabled verifiers changed"
   * @throws LockTimeoutException when a lock was not granted in time: the queue is as it was
   */
  @SuppressWarnings("try") // what the strategy holds around the flush is only held
  public void run(String why) throws InterruptedException, LockTimeoutException {
    Actor actor = new Actor.Upkeep(serials.incrementAndGet(), "flush");
    List<QueueEntry> flushed;
    try (LockingStrategy.Guard outer = locking.beforeFlushing(actor);
        BatchState.Access access = state.enter(actor, LockSite.FLUSH)) {
      flushed = access.flush();
      for (QueueEntry entry : flushed) {
        journal.stage(entry.proof(), Stage.FLUSHED, null, why);
      }
      if (locking.flushesUnderLocks()) {
        answer(flushed);
        reloadNonce();
      }
    }
    if (!locking.flushesUnderLocks()) {
      answer(flushed);
    }
    log.warn("{}: {} queued proofs were flushed", why, flushed.size());
  }

  private void answer(List<QueueEntry> flushed) throws InterruptedException {
    for (QueueEntry entry : flushed) {
      entry.sink().send(new ServerMessage.BatchReset());
      locking.afterFlushReply(entry.sink());
    }
  }

  private void reloadNonce() throws InterruptedException {
    try {
      nonPaying.ask();
    } catch (ChainException unavailable) {
      log.warn("the non-paying user's nonce was not read again: {}", unavailable.getMessage());
    }
  }
}
