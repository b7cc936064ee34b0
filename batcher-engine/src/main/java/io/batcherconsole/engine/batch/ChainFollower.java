package io.batcherconsole.engine.batch;

import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainClient.Head;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.runtime.LatestSlot;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a new block means to the batcher: a new gas price and with it a new least fee, perhaps other
 * disabled verifiers, a chance to post a batch, and batches that were verified. Runs on a thread of
 * its own, so that prices keep up while a batch is on its way.
 */
public final class ChainFollower {
  private static final Logger log = LoggerFactory.getLogger(ChainFollower.class);

  private static final Duration IDLE = Duration.ofSeconds(1);

  /** A batch that many blocks below the head is looked for only when the chain went back. */
  private static final long DEEPEST_CHANGE = 64;

  /** Most blocks in one question about events; many nodes refuse more. */
  private static final long MOST_BLOCKS = 1_000;

  /** Most unverified batches that are remembered. */
  private static final int MOST_REMEMBERED = 1000;

  private final EngineRuntime runtime;
  private final Journal journal;
  private final ChainClient chain;
  private final ServiceManager tasks;
  private final Address paymentService;
  private final FeeRules fees;
  private final AtomicReference<Market> market;
  private final QueueFlush flush;
  private final LatestSlot<Head> heads;
  private final FailedBatches failed;
  private final Object guard = new Object();

  /** Batches on their way and posted, by root, oldest first. Guarded by {@link #guard}. */
  private final Map<Hash, BatchRecord> unverified = new LinkedHashMap<>();

  /** Only the loop's thread touches these. */
  private long verifiedUpTo;

  /** Why the queue is still to be flushed; null when it is not. */
  private @Nullable String flushDue;

  /** Whether the chain went back since batches were looked for on it. */
  private final AtomicBoolean wentBack = new AtomicBoolean();

  private volatile boolean stopped;

  /**
   * @param market replaced once a block
   * @param flush run when other verifiers are disabled
   */
  public ChainFollower(
      EngineRuntime runtime,
      Journal journal,
      ChainClient chain,
      ServiceManager tasks,
      Address paymentService,
      FeeRules fees,
      AtomicReference<Market> market,
      QueueFlush flush,
      long startBlock) {
    this.runtime = runtime;
    this.journal = journal;
    this.chain = chain;
    this.tasks = tasks;
    this.paymentService = paymentService;
    this.fees = fees;
    this.market = market;
    this.flush = flush;
    this.failed = new FailedBatches(tasks, paymentService);
    this.heads = new LatestSlot<>(runtime);
    this.verifiedUpTo = startBlock;
  }

  /** What the chain says of prices and verifiers right now. */
  public static Market market(ChainClient chain, ServiceManager tasks, FeeRules fees)
      throws ChainException {
    return new Market(fees.at(chain.gasPrice()), tasks.disabledVerifiers());
  }

  /**
   * Starts the loop.
   *
   * @param poster told of each block after the prices are up to date
   */
  public Thread start(BatchPoster poster) {
    return runtime.spawn("chain-follower", () -> run(poster));
  }

  /** A new block; never waits. */
  public void onHead(Head head) {
    journal.publish(new EngineEvent.BlockSeen(journal.now(), head.number(), head.timestamp()));
    heads.put(head);
  }

  /** The chain went back or replaced blocks; comes before the next head. Never waits. */
  public void onRewind() {
    wentBack.set(true);
  }

  /** Makes the loop end. */
  public void stop() {
    stopped = true;
  }

  /** From here on the batch's verification is awaited; called before it is sent. */
  void follow(BatchRecord batch) {
    synchronized (guard) {
      unverified.put(rootOf(batch), batch);
      if (unverified.size() > MOST_REMEMBERED) {
        unverified.remove(unverified.keySet().iterator().next());
      }
    }
  }

  /** The same proofs are sent by a design that answers them with a batch that is there already. */
  void sentAgain(BatchRecord batch) {
    failed.sentAgain(rootOf(batch));
  }

  /** The batch failed; another one with the same root may be followed already. */
  void forget(BatchRecord batch) {
    synchronized (guard) {
      unverified.values().remove(batch);
    }
    failed.add(batch);
  }

  /** The batch on chain was verified before this engine looked. */
  void verifiedBefore(BatchRecord batch) {
    take(rootOf(batch)).ifPresent(this::noteVerified);
  }

  private static Hash rootOf(BatchRecord batch) {
    return Objects.requireNonNull(batch.root(), "the root is computed before a batch is sent");
  }

  /** The batch with that root, while it is not verified. */
  public Optional<BatchRecord> unverified(Hash root) {
    synchronized (guard) {
      return Optional.ofNullable(unverified.get(root));
    }
  }

  private void run(BatchPoster poster) {
    try {
      while (!stopped) {
        Optional<Head> head = heads.take(IDLE);
        if (head.isPresent()) {
          onBlock(head.get(), poster);
        }
      }
    } catch (InterruptedException stop) {
      log.debug("chain follower interrupted");
    }
  }

  private void onBlock(Head head, BatchPoster poster) throws InterruptedException {
    try {
      Market now = market(chain, tasks, fees);
      Market before = market.getAndSet(now);
      if (!before.disabledVerifiers().equals(now.disabledVerifiers())) {
        flushDue =
            "the disabled verifiers changed to bitmap " + now.disabledVerifiers().toString(2);
      }
      flushIfDue();
      findLost(head.number(), poster);
      if (flushDue == null) {
        poster.onHead(head);
      }
      noteVerified(head.number());
      failed.look();
    } catch (ChainException silent) {
      log.warn("block {} not followed: {}", head.number(), silent.getMessage());
    } catch (RuntimeException bug) {
      log.error("a bug ended the work on block {}; the next one is followed", head.number(), bug);
    }
  }

  private void flushIfDue() throws InterruptedException {
    String why = flushDue;
    if (why == null) {
      return;
    }
    try {
      flush.run(why);
      flushDue = null;
    } catch (LockTimeoutException timeout) {
      log.error(
          "{}, and the queue could not be flushed; it is tried again with the next block, and no"
              + " batch is made before: {}",
          why,
          timeout.getMessage());
    }
  }

  /** Batches that a reorganisation or a restart of the node took off the chain. */
  private void findLost(long head, BatchPoster poster) throws ChainException {
    boolean all = wentBack.getAndSet(false);
    try {
      for (BatchRecord batch : unverified()) {
        long block = batch.blockAwaitingVerification();
        if (block > 0 && (all || block > head - DEEPEST_CHANGE) && !isOnChain(batch)) {
          log.warn("batch #{} is not on chain any more: the chain went back", batch.number());
          poster.postAgain(batch);
        }
      }
    } catch (ChainException silent) {
      if (all) {
        wentBack.set(true);
      }
      throw silent;
    }
  }

  private List<BatchRecord> unverified() {
    synchronized (guard) {
      return List.copyOf(unverified.values());
    }
  }

  private boolean isOnChain(BatchRecord batch) throws ChainException {
    return tasks.batchState(ServiceManager.batchId(rootOf(batch), paymentService)).exists();
  }

  private void noteVerified(long head) throws ChainException {
    // Blocks near the head may have been replaced since they were read.
    verifiedUpTo = Math.max(0, Math.min(verifiedUpTo, head) - DEEPEST_CHANGE);
    while (verifiedUpTo < head) {
      long last = Math.min(head, verifiedUpTo + MOST_BLOCKS);
      for (ServiceManager.BatchVerified event : tasks.verifiedBatches(verifiedUpTo + 1, last)) {
        if (event.sender().equals(paymentService)) {
          take(event.root()).ifPresent(this::noteVerified);
        }
      }
      verifiedUpTo = last;
    }
  }

  private Optional<BatchRecord> take(Hash verifiedRoot) {
    synchronized (guard) {
      return Optional.ofNullable(unverified.remove(verifiedRoot));
    }
  }

  private void noteVerified(BatchRecord batch) {
    if (batch.verified()) {
      for (Actor.Proof proof : batch.proofs()) {
        journal.verifiedOnChain(proof, batch.number());
      }
    }
  }
}
