package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.chain.abi.AbiFunction;
import io.batcherconsole.engine.chain.abi.SolidityErrors;
import io.batcherconsole.engine.protocol.Bytes;
import java.math.BigInteger;

/** A contract ended without effect; carries the bytes that the Solidity contract reverts with. */
final class Revert extends Exception {
  private static final long serialVersionUID = 1L;

  /** Solidity's panic code of an arithmetic overflow. */
  private static final BigInteger OVERFLOW = BigInteger.valueOf(0x11);

  private final transient Bytes data;

  private Revert(String message, Bytes data) {
    super(message);
    this.data = data;
  }

  /** With one of the contracts' errors. */
  static Revert with(AbiFunction error, Object... arguments) {
    return new Revert(error.name(), error.encode(arguments));
  }

  /** An arithmetic overflow. */
  static Revert overflow() {
    return with(SolidityErrors.PANIC, OVERFLOW);
  }

  /** Without data, as a call that the ABI does not allow, or one that ran out of gas. */
  static Revert silent(String why) {
    return new Revert(why, Bytes.EMPTY);
  }

  Bytes data() {
    return data;
  }
}
