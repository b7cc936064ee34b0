package io.batcherconsole.engine.fault;

import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** A chain with fault points in front of what the batcher asks it. */
public final class FaultyChain implements ChainClient {
  private final ChainClient chain;
  private final ChainFaults faults;

  public FaultyChain(ChainClient chain, FaultInjector faults) {
    this.chain = chain;
    this.faults = new ChainFaults(faults);
  }

  @Override
  public String kind() {
    return chain.kind();
  }

  @Override
  public String where() {
    return chain.where();
  }

  @Override
  public BigInteger chainId() throws ChainException {
    faults.pass("chain id");
    return chain.chainId();
  }

  @Override
  public Head head() throws ChainException {
    faults.pass(FaultPoint.HEAD, "head");
    return chain.head();
  }

  @Override
  public BigInteger gasPrice() throws ChainException {
    faults.pass(FaultPoint.GAS_PRICE, "gas price");
    return chain.gasPrice();
  }

  @Override
  public BigInteger balance(Address account) throws ChainException {
    faults.pass("account balance");
    return chain.balance(account);
  }

  @Override
  public BigInteger transactionCount(Address account) throws ChainException {
    faults.pass("transaction count");
    return chain.transactionCount(account);
  }

  @Override
  public Bytes code(Address account) throws ChainException {
    faults.pass("code");
    return chain.code(account);
  }

  @Override
  public Bytes call(Call call) throws ChainException {
    faults.pass("call");
    return chain.call(call);
  }

  /** The batcher itself sends only what cancels; createNewTask goes through the contract. */
  @Override
  public Hash send(Wallet from, Transaction transaction) throws ChainException {
    faults.pass(FaultPoint.CANCEL, "cancel");
    return chain.send(from, transaction);
  }

  @Override
  public Optional<Receipt> receipt(Hash transaction) throws ChainException {
    Passage passage = faults.pass(FaultPoint.RECEIPT, "receipt");
    return passage.isLost() ? Optional.empty() : chain.receipt(transaction);
  }

  @Override
  public List<Log> logs(Address contract, Hash topic, long fromBlock, long toBlock)
      throws ChainException {
    faults.pass("logs");
    return chain.logs(contract, topic, fromBlock, toBlock);
  }

  @Override
  public void close() {
    chain.close();
  }
}
