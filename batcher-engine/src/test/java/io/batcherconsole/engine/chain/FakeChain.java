package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Tells scripted heads, the last one for ever; nothing else. */
final class FakeChain implements ChainClient {
  /** Guarded by itself. */
  private final Deque<Head> heads = new ArrayDeque<>();

  private int asked;

  FakeChain(Head... heads) {
    this.heads.addAll(Arrays.asList(heads));
  }

  void then(Head... more) {
    synchronized (heads) {
      heads.addAll(Arrays.asList(more));
    }
  }

  int asked() {
    synchronized (heads) {
      return asked;
    }
  }

  @Override
  public Head head() {
    synchronized (heads) {
      asked++;
      return heads.size() > 1 ? heads.removeFirst() : heads.getFirst();
    }
  }

  @Override
  public String kind() {
    return "scripted";
  }

  @Override
  public String where() {
    return "in memory";
  }

  @Override
  public BigInteger chainId() {
    throw new UnsupportedOperationException();
  }

  @Override
  public BigInteger gasPrice() {
    throw new UnsupportedOperationException();
  }

  @Override
  public BigInteger balance(Address account) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BigInteger transactionCount(Address account) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Bytes code(Address account) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Bytes call(Call call) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Hash send(Wallet from, Transaction transaction) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Receipt> receipt(Hash transaction) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Log> logs(Address contract, Hash topic, long fromBlock, long toBlock) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
