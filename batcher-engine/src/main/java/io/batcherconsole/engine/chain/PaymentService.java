package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.List;

/** The BatcherPaymentService contract, as far as the batcher uses it (batcher.md §5.1). */
public interface PaymentService {
  Address address();

  /** Deposited wei of {@code user}. */
  BigInteger balance(Address user) throws ChainException;

  /** Next submission nonce of {@code user}: how many of their proofs were paid. */
  BigInteger nonce(Address user) throws ChainException;

  /** When the user's funds become withdrawable, seconds since 1970; 0 while they are locked. */
  BigInteger unlockTime(Address user) throws ChainException;

  /** Executes {@code task} without sending it, as the batcher. */
  void simulate(Address batcher, NewTask task) throws ChainException;

  /** Sends {@code task} at once, without estimating whether it reverts. */
  Hash send(Wallet batcher, BigInteger transactionNonce, BigInteger gasPrice, NewTask task)
      throws ChainException;

  /** Deposits {@code wei} for the wallet's own address; returns the transaction's hash. */
  Hash deposit(Wallet user, BigInteger transactionNonce, BigInteger gasPrice, BigInteger wei)
      throws ChainException;

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
}
