package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.List;

/**
 * The BatcherPaymentService contract (batcher.md §5.1). Except where it is said, a method that
 * sends a transaction estimates its gas first and throws {@link ChainException.Reverted} when it
 * would revert; it returns the transaction's hash and does not wait for the receipt.
 */
public interface PaymentService {
  Address address();

  /** Whose tasks it takes. */
  Address batcherWallet() throws ChainException;

  /** Deposited wei of {@code user}. */
  BigInteger balance(Address user) throws ChainException;

  /** Next submission nonce of {@code user}: how many of their proofs were paid. */
  BigInteger nonce(Address user) throws ChainException;

  /** When the user's funds become withdrawable, seconds since 1970; 0 while they are locked. */
  BigInteger unlockTime(Address user) throws ChainException;

  /** Executes {@code task} without sending it, as the batcher. */
  void simulate(Address batcher, NewTask task) throws ChainException;

  /**
   * Sends {@code task} at once, without estimating whether it reverts, unless it is so large that
   * only an estimate can tell whether its gas is within what a transaction may have.
   */
  Hash send(Wallet batcher, BigInteger transactionNonce, BigInteger gasPrice, NewTask task)
      throws ChainException;

  /** Deposits {@code wei} for the wallet's own address, which also locks the deposit. */
  Hash deposit(Wallet user, BigInteger transactionNonce, BigInteger gasPrice, BigInteger wei)
      throws ChainException;

  /** Starts the hour after which the wallet's deposit can be withdrawn. */
  Hash unlock(Wallet user, BigInteger transactionNonce, BigInteger gasPrice) throws ChainException;

  /** Locks the wallet's deposit again. */
  Hash lock(Wallet user, BigInteger transactionNonce, BigInteger gasPrice) throws ChainException;

  /** Withdraws {@code wei} of an unlocked deposit to the wallet, and locks what is left. */
  Hash withdraw(Wallet user, BigInteger transactionNonce, BigInteger gasPrice, BigInteger wei)
      throws ChainException;

  /** Users who unlocked their deposit between two blocks, both inclusive. */
  List<Unlocked> unlocked(long fromBlock, long toBlock) throws ChainException;

  /**
   * A batch for {@code createNewTask}.
   *
   * @param submitters one per proof, in batch order
   * @param feeForAggregator wei
   * @param feePerProof wei
   * @param respondToTaskFeeLimit wei
   */
  record NewTask(
      Hash root,
      String pointer,
      List<Address> submitters,
      BigInteger feeForAggregator,
      BigInteger feePerProof,
      BigInteger respondToTaskFeeLimit) {
    public NewTask {
      submitters = List.copyOf(submitters);
    }
  }

  /**
   * A {@code BalanceUnlocked} event.
   *
   * @param unlockTime when the deposit becomes withdrawable, seconds since 1970
   */
  record Unlocked(Address user, BigInteger unlockTime, long block) {}
}
