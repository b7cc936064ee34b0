package io.batcherconsole.engine.batch;

import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.event.BatchView.BatchStep;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the wait for a transaction that is not mined: a transfer of nothing to ourselves takes its
 * place, at a price that rises until one of all those is mined (batcher.md §4.8). Which one it was,
 * only the chain can tell. Called by the poster's thread only.
 */
final class TransactionCancel {
  private static final Logger log = LoggerFactory.getLogger(TransactionCancel.class);

  /** Pause between two attempts while the chain does not answer. */
  private static final Duration UNANSWERED = Duration.ofSeconds(1);

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  /** A cancel never offers more than this many times the batch's gas price or the node's. */
  private static final BigInteger MOST_BUMP = BigInteger.TEN;

  /** Plain transfer. */
  private static final BigInteger TRANSFER_GAS = BigInteger.valueOf(21_000);

  private final EngineRuntime runtime;
  private final ChainClient chain;
  private final Wallet batcher;
  private final Receipts receipts;
  private final PostingSettings settings;
  private final PostingListener listener;

  TransactionCancel(
      EngineRuntime runtime,
      ChainClient chain,
      Wallet batcher,
      Receipts receipts,
      PostingSettings settings,
      PostingListener listener) {
    this.runtime = runtime;
    this.chain = chain;
    this.batcher = batcher;
    this.receipts = receipts;
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * Returns when the transaction's nonce is used up, by it or by a transfer.
   *
   * <p>On a chain that went back, earlier nonces may be free again. Nothing of ours is mined before
   * they are used: by the transactions that used them before, if the node still has those, else by
   * transfers of ours, which offer no more, so that they replace none.
   *
   * @param sent the transaction; empty when the node may have it, and did not say so
   */
  void untilUsed(BatchRecord batch, Optional<Hash> sent, BigInteger nonce, FeeModel fees)
      throws InterruptedException {
    // Few: one a time-out, each offering more than the one before it, up to a bound.
    Set<Hash> cancels = new HashSet<>();
    Cancel latest = new Cancel(0, fees.gasPrice());
    boolean wasSilent = false;
    while (true) {
      try {
        BigInteger next = chain.transactionCount(batcher.address());
        if (next.compareTo(nonce) > 0) {
          tellCosts(sent, cancels);
          return;
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
   * The original's way (§4.8, hazard cancel-race): with the account's latest nonce, which is the
   * next one when the batch was mined meanwhile. Returns when such a transfer is mined.
   */
  void trusting(BatchRecord batch, FeeModel fees) throws InterruptedException {
    Cancel latest = new Cancel(0, fees.gasPrice());
    while (true) {
      try {
        latest = raised(latest, fees);
        batch.begin(BatchStep.CANCEL, "attempt " + latest.attempt());
        Hash cancel = transferNothing(chain.transactionCount(batcher.address()), latest.price());
        Optional<ChainClient.Receipt> mined = receipts.await(cancel);
        if (mined.isPresent()) {
          listener.cancelled(mined.get().cost());
          return;
        }
      } catch (ChainException failed) {
        log.warn("batch #{} not cancelled yet: {}", batch.number(), failed.getMessage());
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

  /** Tells which of the transactions with one nonce was mined, and what it cost, if known. */
  private void tellCosts(Optional<Hash> sent, Set<Hash> cancels) {
    sent.flatMap(receipts::now).ifPresent(receipt -> listener.mined(receipt.cost()));
    for (Hash cancel : cancels) {
      receipts.now(cancel).ifPresent(receipt -> listener.cancelled(receipt.cost()));
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
}
