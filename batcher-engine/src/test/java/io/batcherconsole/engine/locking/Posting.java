package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.batch.BatchBuilder;
import io.batcherconsole.engine.batch.BatchPoster;
import io.batcherconsole.engine.batch.ChainFollower;
import io.batcherconsole.engine.batch.PostingListener;
import io.batcherconsole.engine.batch.PostingSettings;
import io.batcherconsole.engine.batch.QueueFlush;
import io.batcherconsole.engine.batch.TaskSender;
import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.ContractServiceManager;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.chain.simulated.Genesis;
import io.batcherconsole.engine.chain.simulated.Installation;
import io.batcherconsole.engine.chain.simulated.SimulatedChain;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.runtime.Awaiting;
import io.batcherconsole.engine.storage.BatchStore;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The engine's own poster in a {@link World}: its batches can be held up, and all of them fail
 * unless they are made to pass.
 */
final class Posting implements AutoCloseable {
  final Gate store = new Gate();

  private final World world;
  private final SimulatedChain chain;
  private final BatchPoster poster;
  private final ChainFollower follower;
  private final ContractServiceManager tasks;
  private final Wallet batcher;
  private final Thread thread;
  private @Nullable Thread following;
  private long block;

  Posting(World world) {
    this.world = world;
    Secp256k1 curve = Secp256k1.fastest();
    Bytes key = Bytes.fromHex("%064x".formatted(99));
    batcher = new Wallet(key, curve.address(key));
    chain =
        new SimulatedChain(
            world.runtime,
            curve,
            Genesis.devnet(Map.of(batcher.address(), BigInteger.TEN.pow(18))));
    Installation contracts =
        Installation.devnet(batcher.address(), batcher.address(), batcher.address());
    chain.install(contracts);
    tasks = new ContractServiceManager(chain, contracts.serviceManager());
    PostingSettings settings =
        new PostingSettings(1, Duration.ofSeconds(10), Duration.ofMillis(10), 0);
    follower =
        new ChainFollower(
            world.runtime,
            world.journal,
            chain,
            tasks,
            world.payments.address(),
            world.market.fees().rules(),
            new AtomicReference<>(world.market),
            new QueueFlush(
                world.journal,
                world.state,
                world.locking,
                world.serials,
                () -> world.payments.nonce(batcher.address())),
            0);
    poster =
        new BatchPoster(
            world.runtime,
            world.journal,
            world.state,
            world.locking,
            new BatchBuilder(1 << 20, 100),
            () -> world.market,
            new CborCodec(),
            new GatedStore(),
            new TaskSender(
                world.runtime,
                chain,
                world.payments,
                tasks,
                batcher,
                world.retry,
                settings,
                world.locking,
                PostingListener.NONE),
            settings,
            world.serials,
            follower);
    thread = poster.start();
  }

  private final class GatedStore implements BatchStore {
    @Override
    public URI put(Hash root, byte[] file) throws InterruptedException {
      store.pass();
      return URI.create("test:" + root);
    }
  }

  /** A block arrives, and with it the chance to post a batch. */
  synchronized void newBlock() {
    block++;
    poster.onHead(new ChainClient.Head(block, block, Hash.ZERO));
  }

  /** The owner disables a verifier that nobody here uses; the queue is flushed for it. */
  void disableVerifier() throws ChainException {
    tasks.setDisabledVerifiers(batcher, BigInteger.ZERO, BigInteger.TEN.pow(10), BigInteger.TWO);
    chain.mine();
    following = follower.start(poster);
    follower.onHead(chain.head());
  }

  /** From here on batches succeed, each in a block of its own. */
  void letBatchesPass() {
    world.payments.passing =
        nonce -> {
          Hash sent =
              chain.send(
                  batcher,
                  new ChainClient.Transaction(
                      nonce,
                      batcher.address(),
                      BigInteger.ZERO,
                      Bytes.EMPTY,
                      BigInteger.TEN.pow(10),
                      BigInteger.valueOf(21_000),
                      true));
          chain.mine();
          return sent;
        };
  }

  /** The batch that is held up is about to fail. */
  void letBatchFail() {
    store.open();
  }

  /** Everything queued is in a batch that is held up. */
  void takeBatch() {
    store.close();
    newBlock();
    Awaiting.until("the batch is on its way", store.holds(1));
  }

  /** The batch that is held up fails and is restored. */
  void failBatch() {
    long failed = world.journal.counters().batchesFailed();
    store.open();
    Awaiting.until("the batch has failed", () -> world.journal.counters().batchesFailed() > failed);
  }

  @Override
  public void close() {
    poster.stop();
    thread.interrupt();
    Awaiting.until("the poster has ended", () -> !thread.isAlive());
    Thread follows = following;
    if (follows != null) {
      follower.stop();
      follows.interrupt();
      Awaiting.until("the follower has ended", () -> !follows.isAlive());
    }
    chain.close();
  }
}
