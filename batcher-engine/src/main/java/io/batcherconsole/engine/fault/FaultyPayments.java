package io.batcherconsole.engine.fault;

import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.PaymentService;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.event.UserTag;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Keccak;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;

/** The payment service with fault points in front of what the batcher asks it. */
public final class FaultyPayments implements PaymentService {
  private final PaymentService payments;
  private final ChainFaults faults;
  private final Function<Address, UserTag> names;

  /**
   * @param names of users, so that a rule can be aimed at one
   */
  public FaultyPayments(
      PaymentService payments, FaultInjector faults, Function<Address, UserTag> names) {
    this.payments = payments;
    this.faults = new ChainFaults(faults);
    this.names = names;
  }

  private void ask(FaultPoint point, Address user, String what) throws ChainException {
    faults.pass(point, FaultSubject.of(names.apply(user), what), what);
  }

  @Override
  public Address address() {
    return payments.address();
  }

  @Override
  public Address batcherWallet() throws ChainException {
    return payments.batcherWallet();
  }

  @Override
  public BigInteger balance(Address user) throws ChainException {
    ask(FaultPoint.BALANCE, user, "balance");
    return payments.balance(user);
  }

  @Override
  public BigInteger nonce(Address user) throws ChainException {
    ask(FaultPoint.NONCE, user, "nonce");
    return payments.nonce(user);
  }

  @Override
  public BigInteger unlockTime(Address user) throws ChainException {
    ask(FaultPoint.UNLOCK_TIME, user, "unlock time");
    return payments.unlockTime(user);
  }

  @Override
  public void simulate(Address batcher, NewTask task) throws ChainException {
    accepted(faults.passContract(FaultPoint.SIMULATE, "simulation of createNewTask"));
    payments.simulate(batcher, task);
  }

  /** A transaction that gets lost has a hash, but no node ever hears of it. */
  @Override
  public Hash send(Wallet batcher, BigInteger transactionNonce, BigInteger gasPrice, NewTask task)
      throws ChainException {
    Passage passage = faults.passContract(FaultPoint.CREATE_NEW_TASK, "createNewTask");
    accepted(passage);
    return passage.isLost()
        ? Keccak.hash(task.root().bytes(), Bytes.wrap(transactionNonce.toByteArray()))
        : payments.send(batcher, transactionNonce, gasPrice, task);
  }

  private static void accepted(Passage passage) throws ChainException {
    if (passage.fails()) {
      throw new ChainException.Reverted("an injected fault", Bytes.EMPTY);
    }
  }

  @Override
  public Hash deposit(Wallet user, BigInteger transactionNonce, BigInteger gasPrice, BigInteger wei)
      throws ChainException {
    return payments.deposit(user, transactionNonce, gasPrice, wei);
  }

  @Override
  public Hash unlock(Wallet user, BigInteger transactionNonce, BigInteger gasPrice)
      throws ChainException {
    return payments.unlock(user, transactionNonce, gasPrice);
  }

  @Override
  public Hash lock(Wallet user, BigInteger transactionNonce, BigInteger gasPrice)
      throws ChainException {
    return payments.lock(user, transactionNonce, gasPrice);
  }

  @Override
  public Hash withdraw(
      Wallet user, BigInteger transactionNonce, BigInteger gasPrice, BigInteger wei)
      throws ChainException {
    return payments.withdraw(user, transactionNonce, gasPrice, wei);
  }

  @Override
  public List<Unlocked> unlocked(long fromBlock, long toBlock) throws ChainException {
    faults.pass("unlocked funds");
    return payments.unlocked(fromBlock, toBlock);
  }
}
