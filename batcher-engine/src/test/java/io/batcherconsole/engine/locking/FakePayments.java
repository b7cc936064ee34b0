package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.PaymentService;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.state.Entries;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everyone is rich and new, every batch reverts unless it is made to pass, and questions about
 * users can be stopped.
 */
final class FakePayments implements PaymentService {
  final Gate nonces = new Gate();
  final Gate balances = new Gate();

  /** Sends a transaction in place of a batch's; null makes every batch revert. */
  volatile @Nullable Sender passing;

  /** Sends a transaction that succeeds. */
  @FunctionalInterface
  interface Sender {
    Hash send(BigInteger nonce) throws ChainException;
  }

  @Override
  public Address address() {
    return Entries.address('P');
  }

  @Override
  public Address batcherWallet() {
    return Entries.address('W');
  }

  @Override
  public BigInteger balance(Address user) throws ChainException {
    pass(balances);
    return BigInteger.TEN.pow(18);
  }

  @Override
  public BigInteger nonce(Address user) throws ChainException {
    pass(nonces);
    return BigInteger.ZERO;
  }

  private static void pass(Gate gate) throws ChainException {
    try {
      gate.pass();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ChainException.Refused("interrupted");
    }
  }

  @Override
  public BigInteger unlockTime(Address user) {
    return BigInteger.ZERO;
  }

  @Override
  public void simulate(Address batcher, NewTask task) throws ChainException {
    if (passing == null) {
      throw new ChainException.Reverted("no batch passes here", Bytes.EMPTY);
    }
  }

  @Override
  public Hash send(Wallet batcher, BigInteger nonce, BigInteger gasPrice, NewTask task)
      throws ChainException {
    return Objects.requireNonNull(passing, "no batch passes the simulation").send(nonce);
  }

  @Override
  public Hash deposit(Wallet user, BigInteger nonce, BigInteger gasPrice, BigInteger wei) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Hash unlock(Wallet user, BigInteger nonce, BigInteger gasPrice) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Hash lock(Wallet user, BigInteger nonce, BigInteger gasPrice) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Hash withdraw(Wallet user, BigInteger nonce, BigInteger gasPrice, BigInteger wei) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Unlocked> unlocked(long fromBlock, long toBlock) {
    throw new UnsupportedOperationException();
  }
}
