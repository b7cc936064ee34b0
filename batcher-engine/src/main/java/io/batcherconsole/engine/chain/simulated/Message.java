package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import java.math.BigInteger;

/**
 * What a contract is called with: Solidity's {@code msg}.
 *
 * @param value wei that came along, already credited to the contract
 * @param data selector and arguments; empty for a plain transfer
 */
record Message(Address sender, BigInteger value, Bytes data) {}
