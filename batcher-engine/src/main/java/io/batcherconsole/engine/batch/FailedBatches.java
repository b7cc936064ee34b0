package io.batcherconsole.engine.batch;

import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Hash;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches that were sent and count as failed: for some blocks the chain is asked whether they are
 * there after all, because then their users pay twice (hazard cancel-race, batcher.md §4.10 H9).
 * Safe from any thread.
 */
final class FailedBatches {
  private static final Logger log = LoggerFactory.getLogger(FailedBatches.class);

  /** How many blocks a batch is asked for, and how many batches at a time. */
  private static final int BLOCKS = 16;

  private static final int MOST = 8;

  private final ServiceManager tasks;
  private final Address paymentService;

  /** Guarded by itself. */
  private final Deque<Doubt> doubts = new ArrayDeque<>();

  private record Doubt(BatchRecord batch, Hash root, int blocksLeft) {}

  FailedBatches(ServiceManager tasks, Address paymentService) {
    this.tasks = tasks;
    this.paymentService = paymentService;
  }

  /** The batch counts as failed; one that was never sent is in no block. */
  void add(BatchRecord batch) {
    Hash root = batch.root();
    if (root != null && batch.wasSent()) {
      synchronized (doubts) {
        doubts.addLast(new Doubt(batch, root, BLOCKS));
        if (doubts.size() > MOST) {
          doubts.removeFirst();
        }
      }
    }
  }

  /**
   * The same proofs are sent once more, as another batch: when a batch with that root is on chain
   * it is that one, or that one is answered with it, and nobody pays twice.
   */
  void sentAgain(Hash root) {
    synchronized (doubts) {
      doubts.removeIf(doubt -> doubt.root().equals(root));
    }
  }

  /** Asks the chain about each of them; called once a block. */
  void look() throws ChainException {
    List<Doubt> asked;
    synchronized (doubts) {
      asked = List.copyOf(doubts);
    }
    for (Doubt doubt : asked) {
      ServiceManager.BatchState known =
          tasks.batchState(ServiceManager.batchId(doubt.root(), paymentService));
      if (known.exists()) {
        log.error(
            "batch #{} was restored as failed and is in block {} all the same",
            doubt.batch().number(),
            known.createdBlock());
        doubt.batch().onChainAfterAll(known.createdBlock());
      }
      synchronized (doubts) {
        if (doubts.remove(doubt) && !known.exists() && doubt.blocksLeft() > 1) {
          doubts.addLast(new Doubt(doubt.batch(), doubt.root(), doubt.blocksLeft() - 1));
        }
      }
    }
  }
}
