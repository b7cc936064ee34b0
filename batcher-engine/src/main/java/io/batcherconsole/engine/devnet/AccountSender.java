package io.batcherconsole.engine.devnet;

import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainClient.Receipt;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.Retry;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the transactions of one account, whose nonce it counts itself: several can be on their way
 * at a time. Used by one thread at a time, and the only sender of its account.
 */
final class AccountSender {
  private static final Logger log = LoggerFactory.getLogger(AccountSender.class);

  private static final Duration POLL = Duration.ofMillis(50);

  private final EngineRuntime runtime;
  private final ChainClient chain;
  private final Retry retry;
  private final Wallet account;

  /** Null until it was asked for, and after an outcome that leaves it open. */
  private @Nullable BigInteger nextNonce;

  AccountSender(EngineRuntime runtime, ChainClient chain, Retry retry, Wallet account) {
    this.runtime = runtime;
    this.chain = chain;
    this.retry = retry;
    this.account = account;
  }

  /** A transaction with nonce and gas price (wei) filled in. */
  @FunctionalInterface
  interface Sending {
    Hash send(BigInteger nonce, BigInteger gasPrice) throws ChainException;
  }

  Wallet account() {
    return account;
  }

  /** Sends at the node's gas price and does not wait. */
  Hash send(String what, Sending sending) throws ChainException, InterruptedException {
    BigInteger nonce = nonce();
    BigInteger price = retry.call("gas price", chain::gasPrice);
    Hash transaction = retry.call(what, () -> sending.send(nonce, price));
    nextNonce = nonce.add(BigInteger.ONE);
    return transaction;
  }

  /** The nonce of the next transaction. */
  BigInteger nonce() throws ChainException, InterruptedException {
    BigInteger next = nextNonce;
    if (next == null) {
      next = retry.call("nonce of " + account, () -> chain.transactionCount(account.address()));
      nextNonce = next;
    }
    return next;
  }

  /** Makes the next nonce be asked from the chain: after a failure, or when the chain went back. */
  void forgetNonce() {
    nextNonce = null;
  }

  /**
   * Waits for the receipt of one of several transactions; empty when there was none in time. A
   * silent node counts as none.
   */
  Optional<Receipt> await(List<Hash> transactions, Duration patience) throws InterruptedException {
    long deadline = runtime.nanoTime() + patience.toNanos();
    do {
      try {
        for (Hash transaction : transactions) {
          Optional<Receipt> receipt = chain.receipt(transaction);
          if (receipt.isPresent()) {
            return receipt;
          }
        }
      } catch (ChainException silent) {
        log.debug("no answer about {}: {}", transactions, silent.getMessage());
      }
      runtime.sleep(POLL);
    } while (runtime.nanoTime() < deadline);
    return Optional.empty();
  }
}
