package io.batcherconsole.engine.batch;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.BatchView.BatchStep;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.locking.LockingStrategy;
import io.batcherconsole.engine.locking.Restoring;
import io.batcherconsole.engine.locking.Restoring.Restored;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.MerkleTree;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.QueueEntry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a batch's proofs once its fate is known: settled and answered, or back in the
 * queue. The batch lock is held for a moment each, and every reply is sent after it was given back.
 * Called by the poster's thread only.
 */
final class BatchSettlement {
  private static final Logger log = LoggerFactory.getLogger(BatchSettlement.class);

  private final Journal journal;
  private final BatchState state;
  private final LockingStrategy locking;
  private final AtomicLong serials;
  private final ChainFollower follower;

  BatchSettlement(
      Journal journal,
      BatchState state,
      LockingStrategy locking,
      AtomicLong serials,
      ChainFollower follower) {
    this.journal = journal;
    this.state = state;
    this.locking = locking;
    this.serials = serials;
    this.follower = follower;
  }

  /**
   * The batch is on chain.
   *
   * @param fee what each proof was charged, wei
   */
  void settle(BatchInFlight batch, MerkleTree tree, BigInteger fee, long block)
      throws InterruptedException {
    List<QueueEntry> entries = batch.entries();
    try (BatchState.Access access = surely(batch, actor -> state.enter(actor, LockSite.SETTLE))) {
      access.settle(entries, fee);
    }
    for (QueueEntry entry : entries) {
      journal.stage(entry.proof(), Stage.POSTED, null, "#" + batch.record().number());
    }
    batch.record().posted(block);
    journal.batchPosted();
    // In reverse, so that each sender sees ascending nonces (batcher.md §3.4).
    for (int index = entries.size() - 1; index >= 0; index--) {
      QueueEntry entry = entries.get(index);
      entry
          .sink()
          .send(
              new ServerMessage.BatchInclusionData(
                  tree.root(), tree.path(index), index, entry.nonce()));
      locking.afterInclusionReply(entry.sink());
    }
  }

  /**
   * An equal batch was posted before, by whomever: the contract would refuse this one for ever
   * (#1742). Its proofs are in that batch at the same places, so they are answered with it. The
   * contract charges nobody and counts no nonces: a user's next nonce is the chain's again as soon
   * as nothing of theirs is queued or in flight.
   */
  void findOnChain(BatchInFlight batch, MerkleTree tree, long block, boolean verified)
      throws InterruptedException {
    batch
        .record()
        .stepFailed("the same proofs are on chain since block " + block + "; nobody is charged");
    settle(batch, tree, BigInteger.ZERO, block);
    if (verified) {
      follower.verifiedBefore(batch.record());
    }
    log.info(
        "batch #{} is the same as one in block {}: its {} proofs were answered with that one, and"
            + " nobody was charged",
        batch.record().number(),
        block,
        batch.size());
  }

  /** The batch is not on chain: its proofs go back into the queue, or are answered. */
  void restore(BatchInFlight batch, String sentence) throws InterruptedException {
    fail(batch, sentence, entry -> false, "");
  }

  /** A user in the batch cannot pay: their proofs are answered, everyone else's are restored. */
  void giveUp(BatchInFlight batch, Address user, String sentence) throws InterruptedException {
    fail(batch, sentence, entry -> entry.sender().equals(user), user + " cannot pay");
  }

  /**
   * Gives up some of a failed batch's proofs and restores the others. When the queue was flushed
   * while the batch was on its way none is restored: they would have been flushed with it.
   *
   * @param sentence why it failed
   * @param why those are given up, and everything else that their users have queued
   */
  private void fail(BatchInFlight batch, String sentence, Predicate<QueueEntry> givenUp, String why)
      throws InterruptedException {
    batch.record().stepFailed(sentence);
    batch.record().begin(BatchStep.RESTORE, "");
    List<QueueEntry> gone;
    Restored restored;
    String reason;
    try (Restoring restoring = surely(batch, actor -> locking.enterToRestore(actor, state))) {
      boolean flushed = restoring.access().flushes() > batch.flushesBefore();
      reason = flushed ? "the queue was flushed meanwhile" : why;
      List<QueueEntry> lost = new ArrayList<>();
      List<QueueEntry> kept = new ArrayList<>();
      for (QueueEntry entry : batch.entries()) {
        (flushed || givenUp.test(entry) ? lost : kept).add(entry);
      }
      gone = restoring.access().giveUp(lost);
      for (QueueEntry entry : gone) {
        journal.stage(entry.proof(), Stage.FLUSHED, null, reason);
      }
      restored = restore(batch, kept, restoring);
    }
    gone.forEach(entry -> entry.sink().send(new ServerMessage.BatchReset()));
    tellEvicted(restored);
    follower.forget(batch.record());
    batch.record().failed(sentence);
    journal.batchFailed();
    log.warn(
        "batch #{} with {} proofs is not on chain: {}; {}{}",
        batch.record().number(),
        batch.size(),
        sentence,
        outcome(restored),
        gone.isEmpty() ? "" : "; " + gone.size() + " were given up: " + reason);
  }

  private Restored restore(BatchInFlight batch, List<QueueEntry> entries, Restoring restoring)
      throws InterruptedException {
    Restored restored = restoring.restore(entries);
    for (QueueEntry entry : entries) {
      journal.stage(entry.proof(), Stage.QUEUED, null, "restored from #" + batch.record().number());
    }
    for (QueueEntry entry : restored.evicted()) {
      journal.stage(entry.proof(), Stage.EVICTED, null, "the queue was full");
    }
    for (QueueEntry entry : restored.dropped()) {
      journal.stage(entry.proof(), Stage.EVICTED, null, "the queue was full; nobody was told");
    }
    return restored;
  }

  private static void tellEvicted(Restored restored) {
    restored.evicted().forEach(entry -> entry.sink().send(new ServerMessage.UnderpricedProof()));
  }

  private static String outcome(Restored restored) {
    String evicted = restored.evicted().size() + " proofs found no room";
    return restored.dropped().isEmpty()
        ? evicted
        : evicted + "; " + restored.dropped().size() + " were dropped without a reply";
  }

  /**
   * What {@code door} leads to, however long it takes: what is in flight must not be forgotten.
   * Each attempt is bounded, and stopping the engine interrupts.
   */
  private <T> T surely(BatchInFlight batch, Door<T> door) throws InterruptedException {
    Actor actor = new Actor.BatchBuilder(serials.incrementAndGet(), batch.record().number());
    while (true) {
      try {
        return door.enter(actor);
      } catch (LockTimeoutException timeout) {
        log.warn("batch #{} waits on: {}", batch.record().number(), timeout.getMessage());
      }
    }
  }

  /** A bounded wait for a lock. */
  @FunctionalInterface
  private interface Door<T> {
    T enter(Actor actor) throws InterruptedException, LockTimeoutException;
  }
}
