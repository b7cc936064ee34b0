package io.batcherconsole.engine.batch;

import io.batcherconsole.engine.chain.ChainClient.Head;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.BatchView.BatchStep;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.locking.LockingStrategy;
import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.protocol.MerkleTree;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.runtime.LatestSlot;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.QueueEntry;
import io.batcherconsole.engine.storage.BatchStore;
import io.batcherconsole.engine.storage.StoreException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes batches out of the queue and brings them on chain, one at a time. */
public final class BatchPoster {
  private static final Logger log = LoggerFactory.getLogger(BatchPoster.class);

  /** How long the loop waits for a block before it looks whether it is stopped. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  private static final int STORE_ATTEMPTS = 5;

  private final EngineRuntime runtime;
  private final Journal journal;
  private final BatchState state;
  private final LockingStrategy locking;
  private final BatchBuilder builder;
  private final Supplier<Market> market;
  private final CborCodec codec;
  private final BatchStore store;
  private final TaskSender sender;
  private final PostingSettings settings;
  private final AtomicLong serials;
  private final ChainFollower follower;
  private final LostBatches lost;
  private final BatchSettlement settlement;
  private final LatestSlot<Head> heads;

  /** Only the loop's thread touches these. */
  private long batches;

  private long lastBatchBlock = Long.MIN_VALUE;
  private volatile boolean stopped;

  /** Whether a batch is on its way; written by the loop's thread. */
  private volatile boolean posting;

  /** Whether a block's task looks for a batch although one is on its way; one is enough. */
  private final AtomicBoolean looking = new AtomicBoolean();

  /**
   * @param follower told of each batch before it is sent, so that nothing about it is missed
   */
  public BatchPoster(
      EngineRuntime runtime,
      Journal journal,
      BatchState state,
      LockingStrategy locking,
      BatchBuilder builder,
      Supplier<Market> market,
      CborCodec codec,
      BatchStore store,
      TaskSender sender,
      PostingSettings settings,
      AtomicLong serials,
      ChainFollower follower) {
    this.runtime = runtime;
    this.journal = journal;
    this.state = state;
    this.locking = locking;
    this.builder = builder;
    this.market = market;
    this.codec = codec;
    this.store = store;
    this.sender = sender;
    this.settings = settings;
    this.serials = serials;
    this.follower = follower;
    this.lost = new LostBatches(sender, market, follower);
    this.settlement = new BatchSettlement(journal, state, locking, serials, follower);
    this.heads = new LatestSlot<>(runtime);
  }

  /** Starts the loop. */
  public Thread start() {
    return runtime.spawn("batch-poster", this::run);
  }

  /** A new block; never waits. */
  public void onHead(Head head) {
    boolean onItsWay = posting; // asked first: the loop may begin a batch with this very block
    heads.put(head);
    if (onItsWay && locking.looksWhilePosting() && looking.compareAndSet(false, true)) {
      runtime.spawn("block-" + head.number(), () -> look(head));
    }
  }

  /** What a block's task does in the original while a batch is on its way: it finds that out. */
  private void look(Head head) {
    Actor actor = new Actor.Upkeep(serials.incrementAndGet(), "block " + head.number());
    try (BatchState.Access access = locking.enterToExtract(actor, state)) {
      log.debug("{}: a batch is on its way; {}", actor.label(), access.hold().blockedBy());
    } catch (LockTimeoutException timeout) {
      log.warn("no batch from {}: {}", actor.label(), timeout.getMessage());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      looking.set(false);
    }
  }

  /** A posted batch is not on chain any more: it is sent again. Never waits. */
  void postAgain(BatchRecord batch) {
    lost.add(batch);
  }

  /** Makes the loop end after the batch that is on its way, or at once when interrupted. */
  public void stop() {
    stopped = true;
  }

  private void run() {
    try {
      while (!stopped) {
        Optional<Head> head = heads.take(IDLE);
        if (head.isPresent()) {
          onBlockSafely(head.get());
        }
      }
    } catch (InterruptedException stop) {
      log.debug("batch poster interrupted");
    }
  }

  /** Whatever happens to a batch, there is a next one. */
  private void onBlockSafely(Head head) throws InterruptedException {
    try {
      onBlock(head);
    } catch (RuntimeException bug) {
      log.error("a bug ended the work on batches in block {}", head.number(), bug);
    }
  }

  private void onBlock(Head head) throws InterruptedException {
    lost.sendAll();
    if (head.number() < lastBatchBlock) {
      lastBatchBlock = Long.MIN_VALUE; // the chain restarted from an older block
    }
    if (lastBatchBlock != Long.MIN_VALUE
        && head.number() < lastBatchBlock + settings.blockInterval()) {
      return;
    }
    FeeModel fees = market.get().fees();
    Optional<BatchInFlight> extracted = extract(fees);
    if (extracted.isPresent() && postFlagged(extracted.get(), fees)) {
      lastBatchBlock = head.number(); // a failed batch does not keep the next one waiting
    }
  }

  private boolean postFlagged(BatchInFlight batch, FeeModel fees) throws InterruptedException {
    posting = true;
    try {
      return post(batch, fees);
    } catch (InterruptedException stop) {
      log.warn(
          "batch #{} with {} proofs and root {} was on its way when the batcher stopped: it may be"
              + " on chain, or get there, and its clients are not told",
          batch.record().number(),
          batch.size(),
          batch.record().root());
      throw stop;
    } finally {
      posting = false;
    }
  }

  /** Phase 1, under the batch lock. */
  private Optional<BatchInFlight> extract(FeeModel fees) throws InterruptedException {
    if (state.size() == 0) {
      return Optional.empty();
    }
    long started = journal.now();
    BatchBuilder.Plan plan;
    long flushes;
    Actor actor = new Actor.BatchBuilder(serials.incrementAndGet(), batches + 1);
    try (BatchState.Access access = locking.enterToExtract(actor, state)) {
      plan = access.plan(queue -> builder.plan(queue, fees));
      access.take(plan.proofs());
      flushes = access.flushes();
    } catch (LockTimeoutException timeout) {
      log.warn("no batch from this block: {}", timeout.getMessage());
      return Optional.empty();
    }
    if (plan.proofs().isEmpty()) {
      log.debug("{} proofs wait, and no batch of them can pay its fee", state.size());
      return Optional.empty();
    }
    batches++;
    for (QueueEntry entry : plan.proofs()) {
      journal.stage(entry.proof(), Stage.IN_BATCH, null, "#" + batches);
    }
    BatchRecord record =
        new BatchRecord(
            journal, batches, plan, fees.feePerProof(plan.proofs().size()), settings.operators());
    record.did(BatchStep.EXTRACT, started, journal.now());
    return Optional.of(new BatchInFlight(record, plan.proofs(), flushes));
  }

  /**
   * Phases 2 and 3: no lock, then the batch lock for a moment.
   *
   * @return whether it was posted
   */
  private boolean post(BatchInFlight batch, FeeModel fees) throws InterruptedException {
    BatchRecord record = batch.record();
    try {
      record.begin(BatchStep.MERKLE, "");
      MerkleTree tree =
          MerkleTree.of(batch.entries().stream().map(entry -> entry.commitment().leaf()).toList());
      record.root(tree.root());
      follower.follow(record);
      if (!locking.trustsCancel()) {
        follower.sentAgain(record);
      }
      record.begin(BatchStep.STORE, "");
      URI pointer = upload(batch, tree);
      record.pointer(pointer);
      return switch (sender.send(record, fees, pointer)) {
        case TaskSender.Result.OnChain(long block) -> {
          settlement.settle(batch, tree, record.feePerProof(), block);
          log.info("batch #{} with {} proofs is in block {}", record.number(), batch.size(), block);
          yield true;
        }
        case TaskSender.Result.AlreadyThere(long block, boolean verified) -> {
          settlement.findOnChain(batch, tree, block, verified);
          yield false;
        }
        case TaskSender.Result.NotOnChain(String sentence) -> {
          settlement.restore(batch, sentence);
          yield false;
        }
        case TaskSender.Result.UserCannotPay(var user, String sentence) -> {
          settlement.giveUp(batch, user, sentence);
          yield false;
        }
      };
    } catch (StoreException cannotStore) {
      settlement.restore(batch, String.valueOf(cannotStore.getMessage()));
      return false;
    } catch (RuntimeException bug) {
      afterBug(batch, bug);
      return false;
    }
  }

  /** A batch of which nobody heard can be restored; of another one only the chain knows. */
  private void afterBug(BatchInFlight batch, RuntimeException bug) throws InterruptedException {
    log.error("a bug ended the posting of batch #{}", batch.record().number(), bug);
    if (batch.record().wasSent()) {
      batch.record().stepFailed("a bug: " + bug + "; its proofs stay in flight");
    } else {
      settlement.restore(batch, "a bug: " + bug);
    }
  }

  private URI upload(BatchInFlight batch, MerkleTree tree)
      throws StoreException, InterruptedException {
    byte[] file = codec.encodeBatch(batch.entries().stream().map(QueueEntry::data).toList());
    for (int attempt = 1; ; attempt++) {
      try {
        return store.put(tree.root(), file);
      } catch (StoreException failed) {
        if (attempt == STORE_ATTEMPTS) {
          throw failed;
        }
        log.warn(
            "batch #{} not stored at attempt {} of {}: {}",
            batch.record().number(),
            attempt,
            STORE_ATTEMPTS,
            failed.getMessage());
        runtime.sleep(Duration.ofMillis(500L << (attempt - 1)));
      }
    }
  }
}
