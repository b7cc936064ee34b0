package io.batcherconsole.engine.devnet;

import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainClient.Receipt;
import io.batcherconsole.engine.chain.ChainClient.Transaction;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.Ether;
import io.batcherconsole.engine.chain.MineNow;
import io.batcherconsole.engine.chain.PaymentService;
import io.batcherconsole.engine.chain.Retry;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.chain.abi.ServiceManagerAbi;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives accounts and contracts the money that a batcher's day needs, as far as they do not have it
 * yet. Transactions of different accounts are sent together and waited for together. Used by one
 * thread.
 */
final class Preparation {
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);

  /** What every development wallet has in the payment service. */
  private static final BigInteger DEPOSIT = ETHER;

  /** What the payment service has in the service manager (batcher.md §5.3). */
  private static final BigInteger STANDING = ETHER;

  /** An operator's stake. */
  private static final BigInteger STAKE = ETHER;

  /** What a role's account is filled up to, and below which it is filled up. */
  private static final BigInteger ROLE_MONEY = BigInteger.valueOf(50).multiply(ETHER);

  private static final BigInteger LEAST_ROLE_MONEY = BigInteger.valueOf(5).multiply(ETHER);

  private static final BigInteger TRANSFER_GAS = BigInteger.valueOf(21_000);

  /** Longest wait for a transaction. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EngineRuntime runtime;
  private final ChainClient chain;
  private final MineNow mineNow;
  private final Retry retry;
  private final Map<Address, AccountSender> senders = new HashMap<>();
  private final List<Sent> underWay = new ArrayList<>();

  Preparation(EngineRuntime runtime, ChainClient chain, MineNow mineNow) {
    this.runtime = runtime;
    this.chain = chain;
    this.mineNow = mineNow;
    this.retry = new Retry(runtime, Retry.Backoff.UNDER_A_LOCK);
  }

  private record Sent(String what, AccountSender sender, Hash transaction) {}

  /** Fills up the accounts of roles out of {@code from}. */
  void fund(Wallet from, List<Wallet> roles)
      throws ChainException, DevnetException, InterruptedException {
    for (Wallet role : roles) {
      BigInteger balance = chain.balance(role.address());
      if (balance.compareTo(LEAST_ROLE_MONEY) < 0) {
        BigInteger wei = ROLE_MONEY.subtract(balance);
        requireMoney(from.address(), wei);
        send(
            "the transfer of " + Ether.text(wei) + " to " + role.address(),
            from,
            (nonce, price) ->
                chain.send(
                    from,
                    new Transaction(
                        nonce, role.address(), wei, Bytes.EMPTY, price, TRANSFER_GAS, false)));
      }
    }
    settle();
  }

  private void requireMoney(Address from, BigInteger wei) throws ChainException, DevnetException {
    BigInteger money = chain.balance(from);
    if (money.compareTo(wei) < 0) {
      throw new DevnetException(
          "Account %s has %s on chain %s, not the %s that a role needs. Start the node with the public development mnemonic, as anvil and hardhat do by themselves."
              .formatted(from, Ether.text(money), chain.where(), Ether.text(wei)));
    }
  }

  /** Makes the wallets' deposits full and locked. */
  void deposit(PaymentService payments, List<Wallet> users)
      throws ChainException, InterruptedException {
    for (Wallet user : users) {
      BigInteger missing = DEPOSIT.subtract(payments.balance(user.address()));
      if (missing.signum() > 0) {
        send(
            "the deposit of " + user.address(),
            user,
            (nonce, price) -> payments.deposit(user, nonce, price, missing));
      } else if (payments.unlockTime(user.address()).signum() != 0) {
        send(
            "locking the deposit of " + user.address(),
            user,
            (nonce, price) -> payments.lock(user, nonce, price));
      }
    }
  }

  /** Makes the payment service's standing balance full. */
  void fillStandingBalance(ServiceManager tasks, Address paymentService, Wallet from)
      throws ChainException, InterruptedException {
    BigInteger missing = STANDING.subtract(tasks.balanceOf(paymentService));
    if (missing.signum() > 0) {
      send(
          "the standing balance of the payment service",
          from,
          (nonce, price) -> tasks.depositToBatcher(from, nonce, price, paymentService, missing));
    }
  }

  /** Makes the operators registered with equal stakes, and others of ours not. */
  void register(ServiceManager tasks, List<Wallet> operators, List<Wallet> others)
      throws ChainException, InterruptedException {
    for (Wallet operator : operators) {
      if (tasks.stakeOf(operator.address()).signum() == 0) {
        send(
            "registering operator " + operator.address(),
            operator,
            (nonce, price) -> tasks.registerOperator(operator, nonce, price, STAKE));
      }
    }
    for (Wallet other : others) {
      if (tasks.stakeOf(other.address()).signum() != 0) {
        send(
            "deregistering operator " + other.address(),
            other,
            (nonce, price) ->
                chain.send(
                    other,
                    new Transaction(
                        nonce,
                        tasks.address(),
                        BigInteger.ZERO,
                        ServiceManagerAbi.DEREGISTER_OPERATOR.encode(),
                        price,
                        null,
                        false)));
      }
    }
  }

  private void send(String what, Wallet from, AccountSender.Sending sending)
      throws ChainException, InterruptedException {
    AccountSender sender =
        senders.computeIfAbsent(
            from.address(), address -> new AccountSender(runtime, chain, retry, from));
    underWay.add(new Sent(what, sender, sender.send(what, sending)));
  }

  /** Waits until everything that was sent is in a block. */
  void settle() throws ChainException, DevnetException, InterruptedException {
    if (underWay.isEmpty()) {
      return;
    }
    mineNow.mine();
    for (Sent sent : underWay) {
      Optional<Receipt> receipt = sent.sender().await(List.of(sent.transaction()), PATIENCE);
      if (receipt.isEmpty()) {
        throw new DevnetException(
            "%s was not mined within %d s by chain %s: does it make blocks?"
                .formatted(capitalised(sent.what()), PATIENCE.toSeconds(), chain.where()));
      }
      if (!receipt.get().success()) {
        throw new DevnetException(
            "%s reverted in block %d (transaction %s)."
                .formatted(capitalised(sent.what()), receipt.get().block(), sent.transaction()));
      }
    }
    underWay.clear();
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
