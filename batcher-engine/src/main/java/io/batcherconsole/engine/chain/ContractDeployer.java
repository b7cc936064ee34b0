package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.chain.ChainClient.Receipt;
import io.batcherconsole.engine.chain.ChainClient.Transaction;
import io.batcherconsole.engine.chain.abi.PaymentServiceAbi;
import io.batcherconsole.engine.chain.abi.ServiceManagerAbi;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Puts the two contracts on a chain. */
public final class ContractDeployer {
  private static final Duration POLL = Duration.ofMillis(20);

  /** Longest wait for one transaction to be mined. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EngineRuntime runtime;
  private final ContractArtifacts artifacts;
  private final MineNow mineNow;

  /** Waits for the chain's own blocks. */
  public ContractDeployer(EngineRuntime runtime, ContractArtifacts artifacts) {
    this(runtime, artifacts, MineNow.NEVER);
  }

  /** Asks for a block after each transaction. */
  public ContractDeployer(EngineRuntime runtime, ContractArtifacts artifacts, MineNow mineNow) {
    this.runtime = runtime;
    this.artifacts = artifacts;
    this.mineNow = mineNow;
  }

  /**
   * Deploys the service manager, then the payment service, and waits until both are mined, at most
   * a minute each. The deployer becomes the owner of both.
   *
   * @throws IOException when the compiled contracts cannot be read
   */
  public Deployment deploy(ChainClient chain, Wallet deployer, Address batcher, Address aggregator)
      throws ChainException, IOException, InterruptedException {
    Address serviceManager =
        create(
            chain,
            deployer,
            artifacts.serviceManager(),
            ServiceManagerAbi.CONSTRUCTOR.encode(aggregator));
    Address paymentService =
        create(
            chain,
            deployer,
            artifacts.paymentService(),
            PaymentServiceAbi.CONSTRUCTOR.encode(serviceManager, batcher));
    return new Deployment(serviceManager, paymentService);
  }

  private Address create(ChainClient chain, Wallet deployer, Bytes code, Bytes arguments)
      throws ChainException, InterruptedException {
    Hash transaction =
        chain.send(
            deployer,
            new Transaction(
                chain.transactionCount(deployer.address()),
                null,
                BigInteger.ZERO,
                concatenate(code, arguments),
                chain.gasPrice(),
                null,
                false));
    mineNow.mine();
    Receipt receipt = await(chain, transaction);
    Address created = receipt.created();
    if (!receipt.success() || created == null) {
      throw new ChainException.Refused(
          "Deploying a contract failed: transaction %s reverted in block %d."
              .formatted(transaction, receipt.block()));
    }
    return created;
  }

  private Receipt await(ChainClient chain, Hash transaction)
      throws ChainException, InterruptedException {
    long deadline = runtime.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<Receipt> receipt = chain.receipt(transaction);
      if (receipt.isPresent()) {
        return receipt.get();
      }
      if (runtime.nanoTime() > deadline) {
        throw new ChainException.Unavailable(
            "Chain %s did not mine transaction %s within %d s."
                .formatted(chain.where(), transaction, PATIENCE.toSeconds()));
      }
      runtime.sleep(POLL);
    }
  }

  private static Bytes concatenate(Bytes first, Bytes second) {
    byte[] both = Arrays.copyOf(first.view(), first.size() + second.size());
    System.arraycopy(second.view(), 0, both, first.size(), second.size());
    return Bytes.wrap(both);
  }
}
