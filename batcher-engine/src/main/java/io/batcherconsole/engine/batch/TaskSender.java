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
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.state.QueueEntry;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one batch's createNewTask on chain, and finds out for certain whether it got there.
 *
 * <p>The answer is never a guess: when sending or waiting fails, the chain is asked for the batch
 * until it answers, because a batch that is restored although it is on chain makes users pay twice
 * (the hazard cancel-race). A transaction without a receipt is cancelled by another one with the
 * same nonce; whichever of the two is mined decides.
 */
public final class TaskSender {
  private static final Logger log = LoggerFactory.getLogger(TaskSender.class);

  /** Pause between two questions to a chain that does not answer. */
  private static final Duration UNANSWERED = Duration.ofSeconds(1);

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  /** A cancel never offers more than this many times the batch's own gas price. */
  private static final BigInteger MOST_BUMP = BigInteger.TEN;

  /** Plain transfer. */
  private static final BigInteger TRANSFER_GAS = BigInteger.valueOf(21_000);

  private final EngineRuntime runtime;
  private final ChainClient chain;
  private final PaymentService payments;
  private final ServiceManager tasks;
  private final Wallet batcher;
  private final Retry retry;
  private final PostingSettings settings;

  public TaskSender(
      EngineRuntime runtime,
      ChainClient chain,
      PaymentService payments,
      ServiceManager tasks,
      Wallet batcher,
      Retry retry,
      PostingSettings settings) {
    this.runtime = runtime;
    this.chain = chain;
    this.payments = payments;
    this.tasks = tasks;
    this.batcher = batcher;
    this.retry = retry;
    this.settings = settings;
  }

  /** What became of a batch. */
  public sealed interface Result {
    /** It is in a block. */
    record OnChain(long block) implements Result {}

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
            batch.entries().stream().map(QueueEntry::sender).toList(),
            fees.feeForAggregator(),
            batch.feePerProof(),
            fees.respondToTaskFeeLimit());
    try {
      batch.begin(BatchStep.SIMULATE, "");
      retry.run("simulation of createNewTask", () -> payments.simulate(batcher.address(), task));
      batch.begin(BatchStep.SEND, "tx 1");
      BigInteger nonce =
          retry.call("batcher's nonce", () -> chain.transactionCount(batcher.address()));
      Hash transaction = submit(task, nonce, fees);
      batch.sent(transaction);
      return await(batch, task, transaction, nonce, fees);
    } catch (ChainException.Reverted reverted) {
      return reverted(reverted);
    } catch (ChainException failed) {
      return askForBatch(batch, task, String.valueOf(failed.getMessage()));
    }
  }

  private Hash submit(NewTask task, BigInteger nonce, FeeModel fees)
      throws ChainException, InterruptedException {
    return retry.call("createNewTask", () -> payments.send(batcher, nonce, fees.gasPrice(), task));
  }

  private Result await(
      BatchRecord batch, NewTask task, Hash transaction, BigInteger nonce, FeeModel fees)
      throws InterruptedException, ChainException {
    Optional<ChainClient.Receipt> receipt = awaitReceipt(transaction);
    if (receipt.isPresent()) {
      return receipt.get().success()
          ? new Result.OnChain(receipt.get().block())
          : askForBatch(batch, task, "the transaction was mined and reverted");
    }
    return cancel(batch, task, transaction, nonce, fees);
  }

  /** Empty when there was no receipt within the time-out; a silent node counts as no receipt. */
  private Optional<ChainClient.Receipt> awaitReceipt(Hash... transactions)
      throws InterruptedException {
    long deadline = runtime.nanoTime() + settings.receiptTimeout().toNanos();
    while (true) {
      for (Hash transaction : transactions) {
        try {
          Optional<ChainClient.Receipt> receipt = chain.receipt(transaction);
          if (receipt.isPresent()) {
            return receipt;
          }
        } catch (ChainException silent) {
          log.debug("no answer about {}: {}", transaction, silent.getMessage());
        }
      }
      if (runtime.nanoTime() >= deadline) {
        return Optional.empty();
      }
      runtime.sleep(settings.receiptPoll());
    }
  }

  /**
   * Replaces the transaction by a transfer of nothing to ourselves with the same nonce, each
   * attempt at a higher price (batcher.md §4.8), until one of all those is mined.
   */
  private Result cancel(
      BatchRecord batch, NewTask task, Hash original, BigInteger nonce, FeeModel fees)
      throws InterruptedException {
    String noReceipt = "no receipt within " + settings.receiptTimeout().toMillis() / 1000.0 + " s";
    batch.stepFailed(noReceipt);
    BigInteger price = fees.gasPrice();
    for (int attempt = 0; ; attempt++) {
      price =
          price
              .multiply(BigInteger.valueOf(120 + 5L * attempt))
              .divide(HUNDRED)
              .min(fees.gasPrice().multiply(MOST_BUMP));
      batch.begin(BatchStep.CANCEL, "attempt " + (attempt + 1));
      try {
        Hash cancel =
            chain.send(
                batcher,
                new ChainClient.Transaction(
                    nonce,
                    batcher.address(),
                    BigInteger.ZERO,
                    Bytes.EMPTY,
                    price,
                    TRANSFER_GAS,
                    true));
        Optional<ChainClient.Receipt> mined = awaitReceipt(original, cancel);
        if (mined.isPresent()) {
          return askForBatch(batch, task, noReceipt + "; the transaction was cancelled");
        }
      } catch (ChainException.Unavailable silent) {
        log.warn("batch #{} not cancelled yet: {}", batch.number(), silent.getMessage());
        runtime.sleep(UNANSWERED);
      } catch (ChainException nonceUsed) {
        // "nonce too low": the original or an earlier cancel was mined after all.
        return askForBatch(batch, task, noReceipt + "; " + nonceUsed.getMessage());
      }
    }
  }

  /** Asks the chain for the batch until it answers. */
  private Result askForBatch(BatchRecord batch, NewTask task, String why)
      throws InterruptedException {
    Hash id = ServiceManager.batchId(task.root(), payments.address());
    boolean told = false;
    while (true) {
      try {
        ServiceManager.BatchState known = tasks.batchState(id);
        return known.exists()
            ? new Result.OnChain(known.createdBlock())
            : new Result.NotOnChain(why);
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

  private static Result reverted(ChainException.Reverted reverted) {
    RevertReason reason = RevertReason.of(reverted.data());
    return reason
        .userWithoutFunds()
        .<Result>map(user -> new Result.UserCannotPay(user, reason.sentence()))
        .orElseGet(() -> new Result.NotOnChain(reason.sentence()));
  }
}
