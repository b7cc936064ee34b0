package io.batcherconsole.engine.devnet;

import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainClient.Receipt;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.Retry;
import io.batcherconsole.engine.chain.RevertReason;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.chain.ServiceManager.NewBatch;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the aggregator's response on chain: offers a higher price when there is no receipt in
 * time, and asks the chain whether the batch is verified before it calls anything a failure. Used
 * by one thread.
 */
final class TaskResponder {
  private static final Logger log = LoggerFactory.getLogger(TaskResponder.class);

  /** Per cent of the gas price: at first, and more for each bump (batcher.md §5.4). */
  private static final long FIRST_PRICE = 125;

  private static final long BUMP = 20;

  /** A node takes a replacement only for at least so many per cent of the old price. */
  private static final BigInteger LEAST_REPLACEMENT = BigInteger.valueOf(112);

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final EngineRuntime runtime;
  private final ChainClient chain;
  private final ServiceManager tasks;
  private final AccountSender sender;
  private final Retry retry;
  private final Duration patience;
  private final Duration receiptPatience;

  /**
   * @param patience until a response is given up
   * @param receiptPatience until a higher price is offered
   */
  TaskResponder(
      EngineRuntime runtime,
      ChainClient chain,
      ServiceManager tasks,
      Wallet aggregator,
      Duration patience,
      Duration receiptPatience) {
    this.runtime = runtime;
    this.chain = chain;
    this.tasks = tasks;
    this.retry = new Retry(runtime, Retry.Backoff.UNDER_A_LOCK);
    this.sender = new AccountSender(runtime, chain, retry, aggregator);
    this.patience = patience;
    this.receiptPatience = receiptPatience;
  }

  /** Returns why it failed, half a sentence; empty when the batch is verified. */
  Optional<String> respond(NewBatch batch, List<Bytes> signatures) throws InterruptedException {
    long deadline = runtime.nanoTime() + patience.toNanos();
    Hash id = ServiceManager.batchId(batch.root(), batch.sender());
    BigInteger lastPrice = BigInteger.ZERO;
    String problem = "";
    List<Hash> sent = new ArrayList<>();
    for (int bumps = 0; runtime.nanoTime() < deadline; ) {
      try {
        if (bumps > 0 && tasks.batchState(id).responded()) {
          sender.forgetNonce();
          return Optional.empty();
        }
        lastPrice = price(bumps, lastPrice);
        sent.add(send(batch, signatures, lastPrice));
        Optional<Receipt> receipt = sender.await(sent, receiptPatience);
        if (receipt.isPresent()) {
          sender.forgetNonce();
          return outcome(receipt.get(), id);
        }
        bumps++;
        problem = "no receipt within " + receiptPatience.toMillis() / 1000.0 + " s";
        log.warn("the response to {}: {}; a higher price is offered", batch.root(), problem);
      } catch (ChainException.Reverted reverted) {
        return refusal(reverted);
      } catch (ChainException failed) {
        problem = String.valueOf(failed.getMessage());
        log.warn("the response to {} is tried again: {}", batch.root(), problem);
        sender.forgetNonce();
        bumps++; // the transaction may have got through although its answer did not
        runtime.sleep(PAUSE);
      }
    }
    sender.forgetNonce();
    return Optional.of(
        "the aggregator's response did not get on chain within %d s (%s)"
            .formatted(patience.toSeconds(), problem));
  }

  private Hash send(NewBatch batch, List<Bytes> signatures, BigInteger price)
      throws ChainException, InterruptedException {
    BigInteger nonce = sender.nonce();
    return retry.call(
        "respondToTask",
        () ->
            tasks.respond(
                sender.account(), nonce, price, batch.root(), batch.sender(), signatures));
  }

  private BigInteger price(int bumps, BigInteger last) throws ChainException, InterruptedException {
    BigInteger now = retry.call("gas price", chain::gasPrice);
    BigInteger wanted =
        now.multiply(BigInteger.valueOf(FIRST_PRICE + BUMP * bumps)).divide(HUNDRED);
    return wanted.max(last.multiply(LEAST_REPLACEMENT).divide(HUNDRED));
  }

  private Optional<String> outcome(Receipt receipt, Hash id)
      throws ChainException, InterruptedException {
    if (receipt.success()
        || retry.call("state of a batch", () -> tasks.batchState(id)).responded()) {
      return Optional.empty();
    }
    return Optional.of("the aggregator's response reverted in block " + receipt.block());
  }

  private static Optional<String> refusal(ChainException.Reverted reverted) {
    RevertReason reason = RevertReason.of(reverted.data());
    return reason.name().equals("BatchAlreadyResponded")
        ? Optional.empty()
        : Optional.of("the contract refuses the aggregator's response: " + reason.sentence());
  }
}
