package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.chain.ChainClient.Log;
import io.batcherconsole.engine.chain.abi.AbiValues;
import io.batcherconsole.engine.chain.abi.ServiceManagerAbi;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The service manager at an address of a chain. */
public final class ContractServiceManager implements ServiceManager {
  private final ContractCaller contract;

  public ContractServiceManager(ChainClient chain, Address address) {
    this.contract = new ContractCaller(chain, address, "AlignedLayerServiceManager");
  }

  @Override
  public Address address() {
    return contract.address();
  }

  @Override
  public BigInteger disabledVerifiers() throws ChainException {
    return contract.ask(ServiceManagerAbi.DISABLED_VERIFIERS).uint(0);
  }

  @Override
  public BigInteger balanceOf(Address paymentService) throws ChainException {
    return contract.ask(ServiceManagerAbi.BALANCE_OF, paymentService).uint(0);
  }

  @Override
  public BatchState batchState(Hash batchId) throws ChainException {
    AbiValues state = contract.ask(ServiceManagerAbi.BATCHES_STATE, batchId);
    return new BatchState(state.uint(0).longValueExact(), state.bool(1), state.uint(2));
  }

  @Override
  public List<NewBatch> newBatches(long fromBlock, long toBlock) throws ChainException {
    List<NewBatch> events = new ArrayList<>();
    for (Log log : contract.logs(ServiceManagerAbi.NEW_BATCH, fromBlock, toBlock)) {
      AbiValues data = contract.data(ServiceManagerAbi.NEW_BATCH, log);
      events.add(
          new NewBatch(
              log.topics().get(1), data.address(0), log.block(), data.text(2), data.uint(3)));
    }
    return List.copyOf(events);
  }

  @Override
  public List<BatchVerified> verifiedBatches(long fromBlock, long toBlock) throws ChainException {
    List<BatchVerified> events = new ArrayList<>();
    for (Log log : contract.logs(ServiceManagerAbi.BATCH_VERIFIED, fromBlock, toBlock)) {
      Address sender = contract.data(ServiceManagerAbi.BATCH_VERIFIED, log).address(0);
      events.add(new BatchVerified(log.topics().get(1), sender, log.block()));
    }
    return List.copyOf(events);
  }

  @Override
  public Hash depositToBatcher(
      Wallet from,
      BigInteger transactionNonce,
      BigInteger gasPrice,
      Address paymentService,
      BigInteger wei)
      throws ChainException {
    Bytes data = ServiceManagerAbi.DEPOSIT_TO_BATCHER.encode(paymentService);
    return contract.send(from, transactionNonce, wei, data, gasPrice, null);
  }

  @Override
  public Hash registerOperator(
      Wallet operator, BigInteger transactionNonce, BigInteger gasPrice, BigInteger stake)
      throws ChainException {
    Bytes data = ServiceManagerAbi.REGISTER_OPERATOR.encode();
    return contract.send(operator, transactionNonce, stake, data, gasPrice, null);
  }

  @Override
  public BigInteger stakeOf(Address operator) throws ChainException {
    return contract.ask(ServiceManagerAbi.STAKE_OF, operator).uint(0);
  }

  @Override
  public BigInteger totalStake() throws ChainException {
    return contract.ask(ServiceManagerAbi.TOTAL_STAKE).uint(0);
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
    Bytes data = ServiceManagerAbi.RESPOND_TO_TASK.encode(root, sender, signatures);
    return contract.send(aggregator, transactionNonce, gasPrice, data);
  }

  @Override
  public Hash setDisabledVerifiers(
      Wallet owner, BigInteger transactionNonce, BigInteger gasPrice, BigInteger bitmap)
      throws ChainException {
    Bytes data = ServiceManagerAbi.SET_DISABLED_VERIFIERS.encode(bitmap);
    return contract.send(owner, transactionNonce, gasPrice, data);
  }

  @Override
  public boolean verifyInclusion(Inclusion inclusion) throws ChainException {
    return contract
        .ask(
            ServiceManagerAbi.VERIFY_BATCH_INCLUSION,
            inclusion.proofCommitment(),
            inclusion.publicInputCommitment(),
            inclusion.auxDataCommitment(),
            inclusion.generator().bytes(),
            inclusion.root(),
            concatenate(inclusion.path()),
            BigInteger.valueOf(inclusion.index()),
            inclusion.sender())
        .bool(0);
  }

  private static Bytes concatenate(List<Hash> path) {
    byte[] bytes = new byte[path.size() * Hash.SIZE];
    for (int i = 0; i < path.size(); i++) {
      System.arraycopy(path.get(i).bytes().view(), 0, bytes, i * Hash.SIZE, Hash.SIZE);
    }
    return Bytes.wrap(bytes);
  }
}
