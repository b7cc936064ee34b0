package io.batcherconsole.engine.chain.abi;

/** The two errors that every Solidity contract has. */
public final class SolidityErrors {
  /** What {@code require} with a text reverts with. */
  public static final AbiFunction ERROR = AbiFunction.of("Error(string)");

  /** A failed assertion, an overflow, an index out of bounds, … */
  public static final AbiFunction PANIC = AbiFunction.of("Panic(uint256)");

  private SolidityErrors() {}
}
