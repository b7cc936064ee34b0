package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Ethereum chain: a JSON-RPC node or the simulated one. Calls block the calling (virtual)
 * thread for a bounded time, make one attempt and throw {@link ChainException} when the node does
 * not answer; who wants retries wraps the call in a {@code Retry}. Safe from any thread.
 */
public interface ChainClient extends AutoCloseable {
  /** The most gas that a transaction may ask for, on chains since Fusaka (EIP-7825). */
  BigInteger MOST_GAS = BigInteger.ONE.shiftLeft(24);

  /** "anvil", "node" or "simulated". */
  String kind();

  /** A URL, or "in memory". */
  String where();

  BigInteger chainId() throws ChainException;

  /** The latest block. */
  Head head() throws ChainException;

  /** The node's suggestion, wei per gas. */
  BigInteger gasPrice() throws ChainException;

  /** Balance in wei at the latest block. */
  BigInteger balance(Address account) throws ChainException;

  /** Next transaction nonce of {@code account} at the latest block, not counting pending ones. */
  BigInteger transactionCount(Address account) throws ChainException;

  /** The code at an address; empty when there is none. */
  Bytes code(Address account) throws ChainException;

  /**
   * Executes without a transaction at the latest block.
   *
   * @throws ChainException.Reverted when the contract reverts
   */
  Bytes call(Call call) throws ChainException;

  /**
   * Signs and sends a transaction and returns its hash at once. Gas is estimated when {@code
   * gasLimit} is null.
   *
   * @throws ChainException.Reverted when estimating shows that it would revert
   */
  Hash send(Wallet from, Transaction transaction) throws ChainException;

  /** The receipt, when the transaction is in a block. */
  Optional<Receipt> receipt(Hash transaction) throws ChainException;

  /**
   * Logs of a contract between two blocks, both inclusive, in order, whose first topic is {@code
   * topic}.
   */
  List<Log> logs(Address contract, Hash topic, long fromBlock, long toBlock) throws ChainException;

  /** Frees sockets; ends a managed node. */
  @Override
  void close();

  /** A block. {@code timestamp} in seconds since 1970. */
  record Head(long number, long timestamp, Hash hash) {}

  /** A call; {@code value} in wei. */
  record Call(Address from, Address to, BigInteger value, Bytes data) {}

  /**
   * A transaction to be signed.
   *
   * @param to null creates a contract
   * @param value wei
   * @param gasPrice wei per gas, used for both fee fields of EIP-1559 unless {@code legacy}
   * @param gasLimit null estimates it
   * @param legacy whether it is a legacy transaction, as a cancel is (batcher.md §4.3)
   */
  record Transaction(
      BigInteger nonce,
      @Nullable Address to,
      BigInteger value,
      Bytes data,
      BigInteger gasPrice,
      @Nullable BigInteger gasLimit,
      boolean legacy) {}

  /**
   * What became of a transaction.
   *
   * @param success false when it reverted
   * @param created address of a created contract, null otherwise
   * @param effectiveGasPrice wei per gas
   */
  record Receipt(
      Hash transaction,
      long block,
      boolean success,
      BigInteger gasUsed,
      BigInteger effectiveGasPrice,
      @Nullable Address created,
      List<Log> logs) {
    public Receipt {
      logs = List.copyOf(logs);
    }

    /** What its gas cost, in wei. */
    public BigInteger cost() {
      return gasUsed.multiply(effectiveGasPrice);
    }
  }

  /** An event log. */
  record Log(Address contract, List<Hash> topics, Bytes data, long block, Hash transaction) {
    public Log {
      topics = List.copyOf(topics);
    }
  }
}
