package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node of a chain in memory, with Java models of the two contracts. Beside what a client asks of
 * a node, it has what an operator does to one: mine, stop mining, set the price, move the clock,
 * fall silent, restart from an older block.
 *
 * <p>Safe from any thread: {@link #guard} guards the whole chain, for microseconds; nothing waits
 * and nobody is called under it. With a deterministic runtime, equal calls in equal order give
 * equal blocks to the byte.
 */
public final class SimulatedChain implements ChainClient {
  private final EngineRuntime runtime;
  private final Object guard = new Object();

  /** Guarded by {@link #guard}. */
  private final BlockMaker blocks;

  /** Guarded by {@link #guard}. */
  private @Nullable Thread miner;

  private volatile boolean silent;
  private volatile boolean closed;

  /** Starts with block 0, without contracts and without mining. */
  public SimulatedChain(EngineRuntime runtime, Secp256k1 curve, Genesis genesis) {
    this.runtime = runtime;
    this.blocks = new BlockMaker(runtime, curve, genesis);
  }

  /**
   * Puts the two contracts on the chain at once, without a transaction: in place of a deployment.
   *
   * @throws IllegalArgumentException when there is a contract at one of the addresses
   */
  public void install(Installation contracts) {
    synchronized (guard) {
      blocks.install(contracts);
    }
  }

  /** Gives an account {@code wei} more, out of nothing. */
  public void fund(Address account, BigInteger wei) {
    synchronized (guard) {
      blocks.world().add(account, wei);
    }
  }

  @Override
  public String kind() {
    return "simulated";
  }

  @Override
  public String where() {
    return "in memory";
  }

  @Override
  public BigInteger chainId() throws ChainException {
    requireAnswer();
    synchronized (guard) {
      return blocks.chainId();
    }
  }

  @Override
  public Head head() throws ChainException {
    requireAnswer();
    synchronized (guard) {
      return blocks.ledger().head();
    }
  }

  @Override
  public BigInteger gasPrice() throws ChainException {
    requireAnswer();
    synchronized (guard) {
      return blocks.gasPrice();
    }
  }

  @Override
  public BigInteger balance(Address account) throws ChainException {
    requireAnswer();
    synchronized (guard) {
      return blocks.world().balance(account);
    }
  }

  @Override
  public BigInteger transactionCount(Address account) throws ChainException {
    requireAnswer();
    synchronized (guard) {
      return blocks.world().nonce(account);
    }
  }

  /** A contract's code is an invalid instruction and its name: nothing executes it. */
  @Override
  public Bytes code(Address account) throws ChainException {
    requireAnswer();
    synchronized (guard) {
      return blocks
          .world()
          .contract(account)
          .map(
              contract ->
                  Bytes.of(("\u00fe" + contract.name()).getBytes(StandardCharsets.ISO_8859_1)))
          .orElse(Bytes.EMPTY);
    }
  }

  @Override
  public Bytes call(Call call) throws ChainException {
    requireAnswer();
    synchronized (guard) {
      return blocks.call(call);
    }
  }

  @Override
  public Hash send(Wallet from, Transaction transaction) throws ChainException {
    requireAnswer();
    synchronized (guard) {
      return blocks.accept(from.address(), transaction);
    }
  }

  @Override
  public Optional<Receipt> receipt(Hash transaction) throws ChainException {
    requireAnswer();
    synchronized (guard) {
      return blocks.ledger().receipt(transaction);
    }
  }

  @Override
  public List<Log> logs(Address contract, Hash topic, long fromBlock, long toBlock)
      throws ChainException {
    requireAnswer();
    synchronized (guard) {
      return blocks.ledger().logs(contract, topic, fromBlock, toBlock);
    }
  }

  /** Makes a block of what is pending. */
  public Head mine() {
    synchronized (guard) {
      return blocks.mine();
    }
  }

  /** Makes a block every {@code blockTime} until {@link #stopMining}. */
  public void startMining(Duration blockTime) {
    synchronized (guard) {
      if (miner != null) {
        throw new IllegalStateException("the chain is mining already");
      }
      miner = runtime.spawn("simulated-miner", () -> mineEvery(blockTime));
    }
  }

  /** No blocks any more; transactions stay pending. */
  public void stopMining() {
    synchronized (guard) {
      if (miner != null) {
        miner.interrupt();
        miner = null;
      }
    }
  }

  private void mineEvery(Duration blockTime) {
    try {
      while (true) {
        runtime.sleep(blockTime);
        synchronized (guard) {
          if (miner != Thread.currentThread()) {
            return;
          }
          blocks.mine();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Transactions that wait for a block. */
  public int pending() {
    synchronized (guard) {
      return blocks.pending();
    }
  }

  /**
   * Sets what {@link #gasPrice} suggests and a transaction must offer at least to be mined; those
   * that offer less stay pending.
   *
   * @param wei per gas
   */
  public void setGasPrice(BigInteger wei) {
    synchronized (guard) {
      blocks.setGasPrice(wei);
    }
  }

  /** Moves the chain's clock forward against the runtime's; seen from the next block on. */
  public void advanceTime(Duration by) {
    synchronized (guard) {
      blocks.advanceTime(by);
    }
  }

  /** Makes the node give no answer, or answer again. It goes on mining. */
  public void setSilent(boolean silent) {
    this.silent = silent;
  }

  /**
   * Makes {@code block} the newest, as a node does that restarts from an older state: later blocks
   * are gone, and so is everything pending.
   *
   * @throws IllegalArgumentException when the block is unknown, or too old to be remembered
   */
  public void rewind(long block) {
    synchronized (guard) {
      blocks.rewind(block);
    }
  }

  @Override
  public void close() {
    stopMining();
    closed = true;
  }

  private void requireAnswer() throws ChainException {
    if (closed) {
      throw new ChainException.Unavailable("The simulated chain was stopped.");
    }
    if (silent) {
      throw new ChainException.Unavailable("The simulated node does not answer.");
    }
  }
}
