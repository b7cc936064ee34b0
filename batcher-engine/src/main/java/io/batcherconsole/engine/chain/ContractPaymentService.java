package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.chain.ChainClient.Log;
import io.batcherconsole.engine.chain.abi.AbiEvent;
import io.batcherconsole.engine.chain.abi.PaymentServiceAbi;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The payment service at an address of a chain. */
public final class ContractPaymentService implements PaymentService {
  private final ContractCaller contract;

  public ContractPaymentService(ChainClient chain, Address address) {
    this.contract = new ContractCaller(chain, address, "BatcherPaymentService");
  }

  @Override
  public Address address() {
    return contract.address();
  }

  @Override
  public Address batcherWallet() throws ChainException {
    return contract.ask(PaymentServiceAbi.BATCHER_WALLET).address(0);
  }

  @Override
  public BigInteger balance(Address user) throws ChainException {
    return contract.ask(PaymentServiceAbi.USER_BALANCES, user).uint(0);
  }

  @Override
  public BigInteger nonce(Address user) throws ChainException {
    return contract.ask(PaymentServiceAbi.USER_NONCES, user).uint(0);
  }

  @Override
  public BigInteger unlockTime(Address user) throws ChainException {
    return contract.ask(PaymentServiceAbi.USER_UNLOCK_BLOCK, user).uint(0);
  }

  @Override
  public void simulate(Address batcher, NewTask task) throws ChainException {
    contract.simulate(batcher, encode(task));
  }

  @Override
  public Hash send(Wallet batcher, BigInteger transactionNonce, BigInteger gasPrice, NewTask task)
      throws ChainException {
    BigInteger bound = gasLimit(task);
    boolean allowed = bound.compareTo(ChainClient.MOST_GAS) <= 0;
    return contract.send(
        batcher, transactionNonce, BigInteger.ZERO, encode(task), gasPrice, allowed ? bound : null);
  }

  @Override
  public Hash deposit(Wallet user, BigInteger transactionNonce, BigInteger gasPrice, BigInteger wei)
      throws ChainException {
    return contract.send(user, transactionNonce, wei, Bytes.EMPTY, gasPrice, null);
  }

  @Override
  public Hash unlock(Wallet user, BigInteger transactionNonce, BigInteger gasPrice)
      throws ChainException {
    return contract.send(user, transactionNonce, gasPrice, PaymentServiceAbi.UNLOCK.encode());
  }

  @Override
  public Hash lock(Wallet user, BigInteger transactionNonce, BigInteger gasPrice)
      throws ChainException {
    return contract.send(user, transactionNonce, gasPrice, PaymentServiceAbi.LOCK.encode());
  }

  @Override
  public Hash withdraw(
      Wallet user, BigInteger transactionNonce, BigInteger gasPrice, BigInteger wei)
      throws ChainException {
    return contract.send(user, transactionNonce, gasPrice, PaymentServiceAbi.WITHDRAW.encode(wei));
  }

  @Override
  public List<Unlocked> unlocked(long fromBlock, long toBlock) throws ChainException {
    List<Unlocked> events = new ArrayList<>();
    for (Log log : contract.logs(PaymentServiceAbi.BALANCE_UNLOCKED, fromBlock, toBlock)) {
      BigInteger unlockTime = contract.data(PaymentServiceAbi.BALANCE_UNLOCKED, log).uint(0);
      events.add(new Unlocked(AbiEvent.addressIn(log.topics().get(1)), unlockTime, log.block()));
    }
    return List.copyOf(events);
  }

  private static Bytes encode(NewTask task) {
    return PaymentServiceAbi.CREATE_NEW_TASK.encode(
        task.root(),
        task.pointer(),
        task.submitters(),
        task.feeForAggregator(),
        task.feePerProof(),
        task.respondToTaskFeeLimit());
  }

  /**
   * An upper bound of what {@code createNewTask} uses, so that no estimate is needed unless the
   * bound is more than a transaction may have, as it is for some hundred users: the two new slots
   * and calls of a task, 2,500 gas a proof (calldata and warm storage), 30,000 gas a user (two cold
   * slots, one of them written for the first time), 16 gas a byte of the pointer twice (calldata
   * and log). A test holds it against the contract.
   */
  static BigInteger gasLimit(NewTask task) {
    long users = new HashSet<>(task.submitters()).size();
    long pointer = task.pointer().getBytes(StandardCharsets.UTF_8).length;
    return BigInteger.valueOf(
        250_000 + 2_500L * task.submitters().size() + 30_000 * users + 32 * pointer);
  }
}
