package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;

/** The Java model of a contract. */
interface SimulatedContract {
  Address address();

  /** Its name in Solidity. */
  String name();

  /** Executes a message and returns what the function returns, ABI-encoded. */
  Bytes execute(Message message, Execution execution) throws Revert;
}
