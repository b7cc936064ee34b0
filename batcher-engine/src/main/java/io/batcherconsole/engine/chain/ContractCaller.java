package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.chain.ChainClient.Call;
import io.batcherconsole.engine.chain.ChainClient.Log;
import io.batcherconsole.engine.chain.ChainClient.Transaction;
import io.batcherconsole.engine.chain.abi.AbiEvent;
import io.batcherconsole.engine.chain.abi.AbiFunction;
import io.batcherconsole.engine.chain.abi.AbiTuple;
import io.batcherconsole.engine.chain.abi.AbiValues;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls, transactions and logs of one contract, encoded and decoded. */
final class ContractCaller {
  private final ChainClient chain;
  private final Address address;
  private final String name;

  /**
   * @param name of the contract, for sentences
   */
  ContractCaller(ChainClient chain, Address address, String name) {
    this.chain = chain;
    this.address = address;
    this.name = name;
  }

  Address address() {
    return address;
  }

  /** Asks a view function. */
  AbiValues ask(AbiFunction function, Object... arguments) throws ChainException {
    Bytes answer = simulate(Address.ZERO, function.encode(arguments));
    if (answer.size() == 0) {
      throw new ChainException.Refused(
          "There is no %s at %s of chain %s: check the deployment file."
              .formatted(name, address, chain.where()));
    }
    return decode(function.results(), answer, function.name());
  }

  /** Executes without a transaction. */
  Bytes simulate(Address from, Bytes data) throws ChainException {
    return chain.call(new Call(from, address, BigInteger.ZERO, data));
  }

  /**
   * Sends a transaction.
   *
   * @param value wei
   * @param gasPrice wei per gas
   * @param gasLimit null estimates it
   */
  Hash send(
      Wallet from,
      BigInteger nonce,
      BigInteger value,
      Bytes data,
      BigInteger gasPrice,
      @Nullable BigInteger gasLimit)
      throws ChainException {
    return chain.send(
        from, new Transaction(nonce, address, value, data, gasPrice, gasLimit, false));
  }

  /** Sends a transaction without value, its gas estimated. */
  Hash send(Wallet from, BigInteger nonce, BigInteger gasPrice, Bytes data) throws ChainException {
    return send(from, nonce, BigInteger.ZERO, data, gasPrice, null);
  }

  /** Logs of an event between two blocks, both inclusive. */
  List<Log> logs(AbiEvent event, long fromBlock, long toBlock) throws ChainException {
    return chain.logs(address, event.topic(), fromBlock, toBlock);
  }

  /** The arguments of a log after the indexed one. */
  AbiValues data(AbiEvent event, Log log) throws ChainException {
    if (log.topics().size() < 2) {
      throw new ChainException.Refused(
          "A log of %s at %s lacks its indexed argument.".formatted(event, address));
    }
    return decode(event.data(), log.data(), event.signature());
  }

  private AbiValues decode(AbiTuple codec, Bytes data, String what) throws ChainException {
    try {
      return codec.decode(data);
    } catch (IllegalArgumentException malformed) {
      throw new ChainException.Refused(
          "What %s of the %s at %s answered cannot be read: %s"
              .formatted(what, name, address, malformed.getMessage()));
    }
  }
}
