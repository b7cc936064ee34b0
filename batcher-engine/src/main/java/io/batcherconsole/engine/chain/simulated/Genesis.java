package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.protocol.Address;
import java.math.BigInteger;
import java.util.Map;

/**
 * How a simulated chain begins.
 *
 * @param balances of accounts, wei
 * @param gasPrice wei per gas
 */
public record Genesis(BigInteger chainId, Map<Address, BigInteger> balances, BigInteger gasPrice) {
  private static final BigInteger CHAIN_ID = BigInteger.valueOf(31337);
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

  public Genesis {
    balances = Map.copyOf(balances);
  }

  /** The chain id of anvil, which is that of the field's devnet, and 1 gwei per gas. */
  public static Genesis devnet(Map<Address, BigInteger> balances) {
    return new Genesis(CHAIN_ID, balances, GWEI);
  }
}
