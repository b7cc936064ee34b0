package io.batcherconsole.engine.batch;

import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.PaymentService;
import io.batcherconsole.engine.chain.PaymentService.NewTask;
import io.batcherconsole.engine.chain.Retry;
import io.batcherconsole.engine.chain.RevertReason;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.event.BatchView.BatchStep;
import io.batcherconsole.engine.locking.LockingStrategy;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one batch's createNewTask on chain, and finds out for certain whether it got there.
 *
 * <p>The answer is never a guess, because a batch that is restored although it is on chain makes
 * users pay twice (the hazard cancel-race). Once a transaction may have been sent, its nonce has to
 * be used up by it or by a transfer that replaces it; only then is the chain asked for the batch,
 * until it answers. A locking design that trusts a cancel does without either, as the original
 * does.
 */
public final class TaskSender {
  private static final Logger log = LoggerFactory.getLogger(TaskSender.class);

  /** Pause between two questions to a chain that does not answer. */
  private static final Duration UNANSWERED = Duration.ofSeconds(1);

  private final EngineRuntime runtime;
  private final ChainClient chain;
  private final PaymentService payments;
  private final ServiceManager tasks;
  private final Wallet batcher;
  private final Retry retry;
  private final PostingSettings settings;
  private final LockingStrategy locking;
  private final PostingListener listener;
  private final Receipts receipts;
  private final TransactionCancel cancelling;

  public TaskSender(
      EngineRuntime runtime,
      ChainClient chain,
      PaymentService payments,
      ServiceManager tasks,
      Wallet batcher,
      Retry retry,
      PostingSettings settings,
      LockingStrategy locking,
      PostingListener listener) {
    this.runtime = runtime;
    this.chain = chain;
    this.payments = payments;
    this.tasks = tasks;
    this.batcher = batcher;
    this.retry = retry;
    this.settings = settings;
    this.locking = locking;
    this.listener = listener;
    this.receipts = new Receipts(runtime, chain, settings);
    this.cancelling = new TransactionCancel(runtime, chain, batcher, receipts, settings, listener);
  }

  /** What became of a batch. */
  public sealed interface Result {
    /** It is in a block, and each of its proofs was charged. */
    record OnChain(long block) implements Result {}

    /**
     * The same proofs in the same order are on chain by an earlier transaction, so that the
     * contract takes them no second time (#1742): their inclusion proofs hold in that batch, and
     * nobody is charged.
     *
     * @param block that has it
     * @param verified whether it is verified already
     */
    record AlreadyThere(long block, boolean verified) implements Result {}

    /** It is not on chain and will not get there. */
    record NotOnChain(String sentence) implements Result {}

    /** The contract refuses it because a user's deposit does not cover their share. */
    record UserCannotPay(Address user, String sentence) implements Result {}
  }

  /** Simulates, sends and waits; returns only when the outcome is certain. */
  Result send(BatchRecord batch, FeeModel fees, URI pointer) throws InterruptedException {
    NewTask task =
        new NewTask(
            Objects.requireNonNull(batch.root()),
            pointer.toString(),
            batch.submitters(),
            fees.feeForAggregator(),
            batch.feePerProof(),
            fees.respondToTaskFeeLimit());
    boolean simulated = false;
    Result result;
    try {
      batch.begin(BatchStep.SIMULATE, "");
      retry.run("simulation of createNewTask", () -> payments.simulate(batcher.address(), task));
      simulated = true;
      listener.priced(fees.gasPrice());
      batch.begin(BatchStep.SEND, "tx 1");
      BigInteger nonce =
          retry.call("batcher's nonce", () -> chain.transactionCount(batcher.address()));
      result = send(batch, task, nonce, fees);
    } catch (ChainException.Reverted reverted) {
      result = reverted(batch, task, RevertReason.of(reverted.data()));
    } catch (ChainException failed) {
      result = nothingSent(batch, task, String.valueOf(failed.getMessage()));
    }
    boolean failed = result instanceof Result.NotOnChain || result instanceof Result.UserCannotPay;
    if (simulated && failed) {
      listener.reverted();
    }
    return result;
  }

  private Result send(BatchRecord batch, NewTask task, BigInteger nonce, FeeModel fees)
      throws InterruptedException, ChainException {
    Hash transaction;
    AtomicBoolean mayBeTaken = new AtomicBoolean();
    try {
      transaction =
          retry.call("createNewTask", () -> send(task, nonce, fees.gasPrice(), mayBeTaken));
    } catch (ChainException failed) {
      if (!mayBeTaken.get()) {
        throw failed;
      }
      return cancel(
          batch, task, Optional.empty(), nonce, fees, String.valueOf(failed.getMessage()));
    }
    batch.sent(transaction);
    Optional<ChainClient.Receipt> receipt = receipts.await(transaction);
    if (receipt.isEmpty()) {
      double seconds = settings.receiptTimeout().toMillis() / 1000.0;
      return cancel(
          batch,
          task,
          Optional.of(transaction),
          nonce,
          fees,
          "no receipt within " + seconds + " s");
    }
    listener.mined(receipt.get().cost());
    return receipt.get().success()
        ? new Result.OnChain(receipt.get().block())
        : nonceUsed(batch, task, "the transaction was mined and reverted");
  }

  /**
   * Sends it once.
   *
   * @param mayBeTaken set when there is no answer: the node may have taken the transaction before
   *     it fell silent, whatever it says to the next attempt
   */
  private Hash send(NewTask task, BigInteger nonce, BigInteger gasPrice, AtomicBoolean mayBeTaken)
      throws ChainException {
    try {
      return payments.send(batcher, nonce, gasPrice, task);
    } catch (ChainException.Unavailable unanswered) {
      mayBeTaken.set(true);
      throw unanswered;
    }
  }

  /** Ends the wait for a transaction whose fate is not known; tells how it ended. */
  private Result cancel(
      BatchRecord batch,
      NewTask task,
      Optional<Hash> sent,
      BigInteger nonce,
      FeeModel fees,
      String why)
      throws InterruptedException {
    batch.stepFailed(why);
    listener.cancelling();
    if (locking.trustsCancel()) {
      cancelling.trusting(batch, fees);
      return new Result.NotOnChain(why + "; the transaction was cancelled");
    }
    cancelling.untilUsed(batch, sent, nonce, fees);
    return nonceUsed(batch, task, why);
  }

  /** The transaction, or another one with its nonce, was mined. */
  private Result nonceUsed(BatchRecord batch, NewTask task, String why)
      throws InterruptedException {
    if (locking.trustsCancel()) {
      return new Result.NotOnChain(why);
    }
    ServiceManager.BatchState known = askForBatch(batch, task);
    // It was not there at the simulation, and only the batcher's wallet can bring it there.
    return known.exists() ? new Result.OnChain(known.createdBlock()) : new Result.NotOnChain(why);
  }

  /** Nothing of this batch can be on chain but by an earlier transaction. */
  private Result nothingSent(BatchRecord batch, NewTask task, String why)
      throws InterruptedException {
    if (locking.trustsCancel()) {
      return new Result.NotOnChain(why);
    }
    ServiceManager.BatchState known = askForBatch(batch, task);
    return known.exists()
        ? new Result.AlreadyThere(known.createdBlock(), known.responded())
        : new Result.NotOnChain(why);
  }

  private Result reverted(BatchRecord batch, NewTask task, RevertReason reason)
      throws InterruptedException {
    if (reason.userWithoutFunds().isPresent()) {
      return new Result.UserCannotPay(reason.userWithoutFunds().get(), reason.sentence());
    }
    return reason.batchIsOnChain()
        ? nothingSent(batch, task, reason.sentence())
        : new Result.NotOnChain(reason.sentence());
  }

  /** Asks the chain for the batch until it answers. */
  private ServiceManager.BatchState askForBatch(BatchRecord batch, NewTask task)
      throws InterruptedException {
    Hash id = ServiceManager.batchId(task.root(), payments.address());
    boolean told = false;
    while (true) {
      try {
        return tasks.batchState(id);
      } catch (ChainException silent) {
        if (!told) {
          batch.stepFailed("the chain does not answer; the batch stays in flight until it does");
          log.warn(
              "batch #{} stays in flight, because the chain does not say whether it is there: {}",
              batch.number(),
              silent.getMessage());
          told = true;
        }
        runtime.sleep(UNANSWERED);
      }
    }
  }
}
