package io.batcherconsole.engine.batch;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posted batches that a reorganisation, or a node restarted from an older block, took off the
 * chain. Each is sent again as it was, so that what its users were answered holds again. The
 * contract takes the same batch only once: when the chain brings it back by itself, nobody pays
 * twice.
 */
final class LostBatches {
  private static final Logger log = LoggerFactory.getLogger(LostBatches.class);

  private final TaskSender sender;
  private final Supplier<Market> market;
  private final ChainFollower follower;
  private final Queue<BatchRecord> waiting = new ConcurrentLinkedQueue<>();

  LostBatches(TaskSender sender, Supplier<Market> market, ChainFollower follower) {
    this.sender = sender;
    this.market = market;
    this.follower = follower;
  }

  /** Notes a batch that is to be sent again; from any thread, never waits. */
  void add(BatchRecord batch) {
    batch.lost();
    waiting.add(batch);
  }

  /** Sends all of them, one after another; those that fail wait for the next time. */
  void sendAll() throws InterruptedException {
    for (BatchRecord batch : List.copyOf(waiting)) {
      if (isSettled(batch)) {
        waiting.remove(batch);
      }
    }
  }

  private boolean isSettled(BatchRecord batch) throws InterruptedException {
    try {
      return send(batch);
    } catch (RuntimeException bug) {
      log.error("a bug kept batch #{} from being sent again with this block", batch.number(), bug);
      return false;
    }
  }

  /** Sends one; whether it need not be sent again. */
  private boolean send(BatchRecord batch) throws InterruptedException {
    URI pointer = Objects.requireNonNull(batch.pointer(), "it was stored before it was posted");
    return switch (sender.send(batch, market.get().fees(), pointer)) {
      case TaskSender.Result.OnChain(long block) -> {
        batch.posted(block);
        log.info("batch #{}, which the chain had lost, is in block {}", batch.number(), block);
        yield true;
      }
      case TaskSender.Result.AlreadyThere(long block, boolean verified) -> {
        batch.posted(block);
        if (verified) {
          follower.verifiedBefore(batch);
        }
        log.info("batch #{} came back to the chain in block {}", batch.number(), block);
        yield true;
      }
      case TaskSender.Result.NotOnChain(String sentence) -> {
        batch.stepFailed(sentence);
        log.warn(
            "batch #{}, which the chain has lost, is sent again with the next block: {}",
            batch.number(),
            sentence);
        yield false;
      }
      case TaskSender.Result.UserCannotPay(var user, String sentence) -> {
        follower.forget(batch);
        batch.failed(sentence);
        log.error(
            "batch #{} is lost: the chain went back, and {}; its {} inclusion proofs do not hold",
            batch.number(),
            sentence,
            batch.proofs().size());
        yield true;
      }
    };
  }
}
