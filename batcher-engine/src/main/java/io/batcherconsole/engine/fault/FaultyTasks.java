package io.batcherconsole.engine.fault;

import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.List;

/** The service manager with fault points in front of what the batcher asks it. */
public final class FaultyTasks implements ServiceManager {
  private final ServiceManager tasks;
  private final ChainFaults faults;

  public FaultyTasks(ServiceManager tasks, FaultInjector faults) {
    this.tasks = tasks;
    this.faults = new ChainFaults(faults);
  }

  @Override
  public Address address() {
    return tasks.address();
  }

  @Override
  public BigInteger disabledVerifiers() throws ChainException {
    faults.pass(FaultPoint.DISABLED_VERIFIERS, "disabled verifiers");
    return tasks.disabledVerifiers();
  }

  @Override
  public BigInteger balanceOf(Address paymentService) throws ChainException {
    faults.pass("balance of the batcher");
    return tasks.balanceOf(paymentService);
  }

  @Override
  public BatchState batchState(Hash batchId) throws ChainException {
    faults.pass(FaultPoint.BATCH_STATE, "batch");
    return tasks.batchState(batchId);
  }

  @Override
  public List<NewBatch> newBatches(long fromBlock, long toBlock) throws ChainException {
    faults.pass("new batches");
    return tasks.newBatches(fromBlock, toBlock);
  }

  @Override
  public List<BatchVerified> verifiedBatches(long fromBlock, long toBlock) throws ChainException {
    faults.pass("verified batches");
    return tasks.verifiedBatches(fromBlock, toBlock);
  }

  @Override
  public Hash depositToBatcher(
      Wallet from,
      BigInteger transactionNonce,
      BigInteger gasPrice,
      Address paymentService,
      BigInteger wei)
      throws ChainException {
    return tasks.depositToBatcher(from, transactionNonce, gasPrice, paymentService, wei);
  }

  @Override
  public Hash registerOperator(
      Wallet operator, BigInteger transactionNonce, BigInteger gasPrice, BigInteger stake)
      throws ChainException {
    return tasks.registerOperator(operator, transactionNonce, gasPrice, stake);
  }

  @Override
  public BigInteger stakeOf(Address operator) throws ChainException {
    return tasks.stakeOf(operator);
  }

  @Override
  public BigInteger totalStake() throws ChainException {
    return tasks.totalStake();
  }

  @Override
  public Hash respond(
      Wallet aggregator,
      BigInteger transactionNonce,
      BigInteger gasPrice,
      Hash root,
      Address sender,
      List<Bytes> signatures)
      throws ChainException {
    return tasks.respond(aggregator, transactionNonce, gasPrice, root, sender, signatures);
  }

  @Override
  public Hash setDisabledVerifiers(
      Wallet owner, BigInteger transactionNonce, BigInteger gasPrice, BigInteger bitmap)
      throws ChainException {
    return tasks.setDisabledVerifiers(owner, transactionNonce, gasPrice, bitmap);
  }

  @Override
  public boolean verifyInclusion(Inclusion inclusion) throws ChainException {
    return tasks.verifyInclusion(inclusion);
  }
}
