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
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  /** A cancel never offers more than this many times the batch's gas price or the node's. */
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
  private final LockingStrategy locking;
  private final PostingListener listener;

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
    Optional<ChainClient.Receipt> receipt = awaitReceipt(transaction);
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

  /** Empty when there was no receipt within the time-out; a silent node counts as no receipt. */
  private Optional<ChainClient.Receipt> awaitReceipt(Hash transaction) throws InterruptedException {
    long deadline = runtime.nanoTime() + settings.receiptTimeout().toNanos();
    while (true) {
      Optional<ChainClient.Receipt> receipt = receipt(transaction);
      if (receipt.isPresent()) {
        return receipt;
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
   *
   * <p>On a chain that went back, earlier nonces may be free again. Nothing of ours is mined before
   * they are used: by the transactions that used them before, if the node still has those, else by
   * transfers of ours, which offer no more, so that they replace none.
   */
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
      return cancelTrusting(batch, fees, why);
    }
    // Few: one a time-out, each offering more than the one before it, up to a bound.
    Set<Hash> cancels = new HashSet<>();
    Cancel latest = new Cancel(0, fees.gasPrice());
    boolean wasSilent = false;
    while (true) {
      try {
        BigInteger next = chain.transactionCount(batcher.address());
        if (next.compareTo(nonce) > 0) {
          tellCosts(sent, cancels);
          return nonceUsed(batch, task, why);
        }
        if (next.equals(nonce)) {
          boolean again = wasSilent && latest.attempt() > 0;
          latest = again ? latest : raised(latest, fees);
          batch.begin(BatchStep.CANCEL, "attempt " + latest.attempt());
          offer(batch, nonce, latest.price()).ifPresent(cancels::add);
        } else {
          offer(batch, next, fees.gasPrice());
        }
        wasSilent = false;
        awaitUsed(next);
      } catch (ChainException silent) {
        if (!wasSilent) {
          log.warn("batch #{} not cancelled yet: {}", batch.number(), silent.getMessage());
        }
        wasSilent = true;
        runtime.sleep(UNANSWERED);
      }
    }
  }

  /**
   * A transfer that is offered in a batch's place. After a silence the node is offered the same
   * one: it has it, or has lost it, and no price is raised for that.
   *
   * @param attempt counts up from 1; 0 before the first
   * @param price wei per gas
   */
  private record Cancel(int attempt, BigInteger price) {}

  /** Empty when the node refuses the transfer; it may take the next one. */
  private Optional<Hash> offer(BatchRecord batch, BigInteger nonce, BigInteger price)
      throws ChainException {
    try {
      return Optional.of(transferNothing(nonce, price));
    } catch (ChainException.Unavailable silent) {
      throw silent;
    } catch (ChainException refused) {
      log.warn("batch #{} is being cancelled: {}", batch.number(), refused.getMessage());
      return Optional.empty();
    }
  }

  /**
   * The original's way (§4.8, hazard cancel-race): with the account's latest nonce, which is the
   * next one when the batch was mined meanwhile, and without a question to the chain.
   */
  private Result cancelTrusting(BatchRecord batch, FeeModel fees, String why)
      throws InterruptedException {
    Cancel latest = new Cancel(0, fees.gasPrice());
    while (true) {
      try {
        latest = raised(latest, fees);
        batch.begin(BatchStep.CANCEL, "attempt " + latest.attempt());
        Hash cancel = transferNothing(chain.transactionCount(batcher.address()), latest.price());
        Optional<ChainClient.Receipt> mined = awaitReceipt(cancel);
        if (mined.isPresent()) {
          listener.cancelled(mined.get().cost());
          return new Result.NotOnChain(why + "; the transaction was cancelled");
        }
      } catch (ChainException failed) {
        log.warn("batch #{} not cancelled yet: {}", batch.number(), failed.getMessage());
        runtime.sleep(UNANSWERED);
      }
    }
  }

  /** Tells which of the transactions with one nonce was mined, and what it cost, if known. */
  private void tellCosts(Optional<Hash> sent, Set<Hash> cancels) {
    sent.flatMap(this::receipt).ifPresent(receipt -> listener.mined(receipt.cost()));
    for (Hash cancel : cancels) {
      receipt(cancel).ifPresent(receipt -> listener.cancelled(receipt.cost()));
    }
  }

  private Optional<ChainClient.Receipt> receipt(Hash transaction) {
    try {
      return chain.receipt(transaction);
    } catch (ChainException silent) {
      log.debug("no answer about {}: {}", transaction, silent.getMessage());
      return Optional.empty();
    }
  }

  /** From what was offered last or what the node asks now, whichever is more (§4.8). */
  private Cancel raised(Cancel before, FeeModel fees) throws ChainException {
    BigInteger current = chain.gasPrice();
    BigInteger price =
        before
            .price()
            .max(current)
            .multiply(BigInteger.valueOf(120 + 5L * before.attempt()))
            .divide(HUNDRED)
            .min(fees.gasPrice().max(current).multiply(MOST_BUMP));
    return new Cancel(before.attempt() + 1, price);
  }

  private Hash transferNothing(BigInteger nonce, BigInteger price) throws ChainException {
    return chain.send(
        batcher,
        new ChainClient.Transaction(
            nonce, batcher.address(), BigInteger.ZERO, Bytes.EMPTY, price, TRANSFER_GAS, true));
  }

  /** Returns when a transaction with that nonce is mined, or after the time-out. */
  private void awaitUsed(BigInteger nonce) throws ChainException, InterruptedException {
    long deadline = runtime.nanoTime() + settings.receiptTimeout().toNanos();
    while (runtime.nanoTime() < deadline
        && chain.transactionCount(batcher.address()).compareTo(nonce) <= 0) {
      runtime.sleep(settings.receiptPoll());
    }
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
