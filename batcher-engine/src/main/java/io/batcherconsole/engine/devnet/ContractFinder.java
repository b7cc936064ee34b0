package io.batcherconsole.engine.devnet;

import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainClient.Call;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.Deployment;
import io.batcherconsole.engine.chain.abi.AbiFunction;
import io.batcherconsole.engine.chain.abi.PaymentServiceAbi;
import io.batcherconsole.engine.chain.abi.ServiceManagerAbi;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import java.math.BigInteger;
import java.util.Optional;
import org.web3j.crypto.ContractUtils;

/** Finds contracts that were deployed before, and who has which role in them. */
final class ContractFinder {
  /** How many deployments back it looks. */
  private static final int MOST_LOOKED_AT = 16;

  private final ChainClient chain;

  ContractFinder(ChainClient chain) {
    this.chain = chain;
  }

  /**
   * Our newest deployment: a contract's address follows from its deployer's nonce, and the payment
   * service was created right after its service manager.
   */
  Optional<Deployment> find(DevAccounts accounts) throws ChainException {
    Address deployer = accounts.deployer().address();
    long next = chain.transactionCount(deployer).longValueExact();
    for (long nonce = next - 1; nonce > 0 && nonce >= next - MOST_LOOKED_AT; nonce--) {
      Deployment candidate = new Deployment(created(deployer, nonce - 1), created(deployer, nonce));
      if (isOurs(candidate, accounts)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private boolean isOurs(Deployment candidate, DevAccounts accounts) throws ChainException {
    Address payments = candidate.paymentService();
    Address manager = candidate.serviceManager();
    return ask(payments, PaymentServiceAbi.SERVICE_MANAGER).equals(Optional.of(manager))
        && ask(payments, PaymentServiceAbi.BATCHER_WALLET)
            .equals(Optional.of(accounts.batcher().address()))
        && ask(manager, ServiceManagerAbi.AGGREGATOR)
            .equals(Optional.of(accounts.aggregator().address()));
  }

  private static Address created(Address deployer, long nonce) {
    return Address.of(
        ContractUtils.generateContractAddress(deployer.toString(), BigInteger.valueOf(nonce)));
  }

  /** Whose tasks a payment service takes; empty when there is none at that address. */
  Optional<Address> batcherOf(Deployment deployment) throws ChainException {
    return ask(deployment.paymentService(), PaymentServiceAbi.BATCHER_WALLET);
  }

  /**
   * Whose responses a service manager takes; empty when its operators are not ours to run, because
   * it does not know stakes as our contract does.
   */
  Optional<Address> aggregatorOf(Deployment deployment) throws ChainException {
    Address manager = deployment.serviceManager();
    return answer(manager, ServiceManagerAbi.TOTAL_STAKE).isPresent()
        ? ask(manager, ServiceManagerAbi.AGGREGATOR)
        : Optional.empty();
  }

  private Optional<Address> ask(Address contract, AbiFunction function) throws ChainException {
    return answer(contract, function).map(data -> function.results().decode(data).address(0));
  }

  /**
   * Empty when there is no contract, or none with that function: a word of 32 bytes is expected.
   */
  private Optional<Bytes> answer(Address contract, AbiFunction function) throws ChainException {
    try {
      Bytes data = chain.call(new Call(Address.ZERO, contract, BigInteger.ZERO, function.encode()));
      return data.size() == 32 ? Optional.of(data) : Optional.empty();
    } catch (ChainException.Reverted noSuchFunction) {
      return Optional.empty();
    }
  }
}
