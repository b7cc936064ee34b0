package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.protocol.Address;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The chain's state: every account's money and nonce, and the contracts. */
final class World {
  private final ChangeLog changes = new ChangeLog();
  private final Storage<Address, BigInteger> balances = new Storage<>(changes, BigInteger.ZERO);
  private final Storage<Address, BigInteger> nonces = new Storage<>(changes, BigInteger.ZERO);
  private final Map<Address, SimulatedContract> contracts = new HashMap<>();

  ChangeLog changes() {
    return changes;
  }

  void add(SimulatedContract contract) {
    if (contracts.putIfAbsent(contract.address(), contract) != null) {
      throw new IllegalArgumentException(
          "there is a contract at " + contract.address() + " already");
    }
  }

  Optional<SimulatedContract> contract(Address at) {
    return Optional.ofNullable(contracts.get(at));
  }

  /** Wei of an account. */
  BigInteger balance(Address account) {
    return balances.get(account);
  }

  /** Adds {@code wei}, which may be negative, to an account's balance. */
  void add(Address account, BigInteger wei) {
    BigInteger balance = balances.get(account).add(wei);
    if (balance.signum() < 0) {
      throw new IllegalStateException(account + " would owe " + balance.negate() + " wei");
    }
    balances.set(account, balance);
  }

  /** Next transaction nonce of an account. */
  BigInteger nonce(Address account) {
    return nonces.get(account);
  }

  void useNonce(Address account) {
    nonces.set(account, nonces.get(account).add(BigInteger.ONE));
  }
}
