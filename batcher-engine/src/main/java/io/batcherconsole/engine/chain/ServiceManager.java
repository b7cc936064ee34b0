package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Keccak;
import java.math.BigInteger;
import java.util.List;

/**
 * The AlignedLayerServiceManager contract (batcher.md §5.2), with the aggregator's side of this
 * project: operators register a stake, and their signatures are checked by the contract. A method
 * that sends a transaction estimates its gas first and throws {@link ChainException.Reverted} when
 * it would revert; it returns the transaction's hash and does not wait for the receipt.
 */
public interface ServiceManager {
  /**
   * A batch's id: keccak256(root || sender), 32 and 20 bytes; the sender is the payment service.
   */
  static Hash batchId(Hash root, Address sender) {
    return Keccak.hash(root.bytes(), sender.bytes());
  }

  Address address();

  /** Bit i is set when the verifier with {@code ProvingSystem.id() == i} is disabled. */
  BigInteger disabledVerifiers() throws ChainException;

  /** Standing balance of a batcher's payment service, wei. */
  BigInteger balanceOf(Address paymentService) throws ChainException;

  /** State of the batch with that id: keccak256(root || sender). */
  BatchState batchState(Hash batchId) throws ChainException;

  /** Batches created between two blocks, both inclusive. */
  List<NewBatch> newBatches(long fromBlock, long toBlock) throws ChainException;

  /** Batches verified between two blocks, both inclusive. */
  List<BatchVerified> verifiedBatches(long fromBlock, long toBlock) throws ChainException;

  /** Adds {@code wei} to the standing balance of {@code paymentService}. */
  Hash depositToBatcher(
      Wallet from,
      BigInteger transactionNonce,
      BigInteger gasPrice,
      Address paymentService,
      BigInteger wei)
      throws ChainException;

  /** Registers the wallet as an operator with {@code stake} wei. */
  Hash registerOperator(
      Wallet operator, BigInteger transactionNonce, BigInteger gasPrice, BigInteger stake)
      throws ChainException;

  /** Stake of an operator in wei, 0 when it is none. */
  BigInteger stakeOf(Address operator) throws ChainException;

  /** Stake of all operators in wei. */
  BigInteger totalStake() throws ChainException;

  /**
   * Responds to a task as the aggregator.
   *
   * @param signatures 65 bytes each (r, s, v) over the batch id, by signer's address ascending
   */
  Hash respond(
      Wallet aggregator,
      BigInteger transactionNonce,
      BigInteger gasPrice,
      Hash root,
      Address sender,
      List<Bytes> signatures)
      throws ChainException;

  /**
   * Sets all disabled verifiers at once, as the owner.
   *
   * @param bitmap bit i disables the verifier with {@code ProvingSystem.id() == i}
   */
  Hash setDisabledVerifiers(
      Wallet owner, BigInteger transactionNonce, BigInteger gasPrice, BigInteger bitmap)
      throws ChainException;

  /** Whether the contract finds the proof in a verified batch. */
  boolean verifyInclusion(Inclusion inclusion) throws ChainException;

  /** What the contract knows of a batch; {@code createdBlock} is 0 for an unknown one. */
  record BatchState(long createdBlock, boolean responded, BigInteger respondToTaskFeeLimit) {
    public boolean exists() {
      return createdBlock != 0;
    }
  }

  /** A {@code NewBatchV3} event; {@code sender} is the payment service. */
  record NewBatch(Hash root, Address sender, long block, String pointer, BigInteger feeLimit) {}

  /** A {@code BatchVerified} event. */
  record BatchVerified(Hash root, Address sender, long block) {}

  /**
   * What {@code verifyBatchInclusion} is asked.
   *
   * @param sender the payment service
   */
  record Inclusion(
      Hash proofCommitment,
      Hash publicInputCommitment,
      Hash auxDataCommitment,
      Address generator,
      Hash root,
      List<Hash> path,
      long index,
      Address sender) {
    public Inclusion {
      path = List.copyOf(path);
    }
  }
}
