package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.chain.abi.AbiEvent;
import io.batcherconsole.engine.chain.abi.SolidityErrors;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** One run of a transaction or a call: where it happens, what it used and emitted so far. */
final class Execution {
  /** An event before its transaction is in a block. */
  record Emitted(Address contract, List<Hash> topics, Bytes data) {}

  private static final long TRANSACTION_GAS = 21_000;
  private static final long ZERO_BYTE_GAS = 4;
  private static final long BYTE_GAS = 16;
  private static final long CALL_GAS = 2_600;
  private static final long TRANSFER_GAS = 9_000;
  private static final long LOG_GAS = 2_000;

  private final World world;
  private final long block;
  private final long timestamp;
  private final BigInteger gasPrice;
  private final long gasLimit;
  private final List<Emitted> logs = new ArrayList<>();
  private long gasUsed;

  /**
   * @param timestamp of the block, seconds since 1970
   * @param gasPrice wei per gas, 0 for a call
   */
  Execution(World world, long block, long timestamp, BigInteger gasPrice, long gasLimit) {
    this.world = world;
    this.block = block;
    this.timestamp = timestamp;
    this.gasPrice = gasPrice;
    this.gasLimit = gasLimit;
  }

  /** What a transaction costs before anything is executed. */
  static long intrinsicGas(Bytes data) {
    long gas = TRANSACTION_GAS;
    for (byte b : data.view()) {
      gas += b == 0 ? ZERO_BYTE_GAS : BYTE_GAS;
    }
    return gas;
  }

  long block() {
    return block;
  }

  /** Seconds since 1970. */
  BigInteger timestamp() {
    return BigInteger.valueOf(timestamp);
  }

  /** Solidity's {@code tx.gasprice}: wei per gas. */
  BigInteger gasPrice() {
    return gasPrice;
  }

  long gasUsed() {
    return gasUsed;
  }

  List<Emitted> logs() {
    return List.copyOf(logs);
  }

  void useGas(long gas) throws Revert {
    if (gas > gasLimit - gasUsed) {
      gasUsed = gasLimit;
      throw Revert.silent("out of gas");
    }
    gasUsed += gas;
  }

  /** The outermost call: uses the gas that every transaction costs. */
  Bytes begin(Address from, Address to, BigInteger value, Bytes data) throws Revert {
    useGas(intrinsicGas(data));
    return deliver(from, to, value, data);
  }

  /** A contract's call; a revert of the called contract passes through, as in Solidity. */
  Bytes call(Address from, Address to, BigInteger value, Bytes data) throws Revert {
    useGas(value.signum() > 0 ? TRANSFER_GAS : CALL_GAS);
    return deliver(from, to, value, data);
  }

  private Bytes deliver(Address from, Address to, BigInteger value, Bytes data) throws Revert {
    if (world.balance(from).compareTo(value) < 0) {
      throw Revert.silent(from + " has less than " + value + " wei");
    }
    if (value.signum() > 0) {
      world.add(from, value.negate());
      world.add(to, value);
    }
    var contract = world.contract(to);
    return contract.isPresent()
        ? contract.get().execute(new Message(from, value, data), this)
        : Bytes.EMPTY;
  }

  /** Pays out; a recipient that is a contract and reverts refuses the payment. */
  void pay(Address from, Address to, BigInteger wei) throws Revert {
    try {
      call(from, to, wei, Bytes.EMPTY);
    } catch (Revert refused) {
      throw Revert.with(SolidityErrors.ERROR, "the recipient refused the payment");
    }
  }

  /** Emits an event whose first argument is the indexed one. */
  void emit(Address contract, AbiEvent event, Hash indexed, Object... others) throws Revert {
    useGas(LOG_GAS);
    logs.add(new Emitted(contract, List.of(event.topic(), indexed), event.data().encode(others)));
  }
}
