package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.protocol.Address;
import java.math.BigInteger;
import java.time.Duration;

/**
 * What the contract tests need of a chain beyond {@link ChainClient}. The chain mines only when it
 * is told to: a sent transaction stays pending until {@link #mine}.
 */
public interface ChainFixture extends AutoCloseable {
  ChainClient chain();

  /** Fresh contracts; the wallet becomes their owner. Returns when both are in a block. */
  Deployment deploy(Wallet owner, Address batcher, Address aggregator) throws Exception;

  /** Gives an account a balance in wei. */
  void fund(Address account, BigInteger wei) throws Exception;

  /** Puts all pending transactions into one block, or makes an empty one. */
  void mine() throws Exception;

  /** Makes the next block's timestamp at least that much later, and mines it. */
  void passTime(Duration duration) throws Exception;

  @Override
  void close();
}
