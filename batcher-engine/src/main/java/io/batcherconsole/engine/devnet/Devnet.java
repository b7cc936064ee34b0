package io.batcherconsole.engine.devnet;

import io.batcherconsole.engine.chain.AnvilNode;
import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.PaymentService;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.chain.Wallet;
import java.util.List;
import java.util.Optional;

/**
 * A chain that is ready for a batcher.
 *
 * @param node the anvil that we started, empty when the chain is another one
 * @param accounts the development accounts
 * @param batcher whose tasks the payment service takes
 * @param aggregator whose responses the service manager takes; empty when the contracts are not
 *     ours, and then batches are verified by whoever runs them
 * @param operators registered with a stake; none without an aggregator
 */
public record Devnet(
    ChainClient chain,
    Optional<AnvilNode> node,
    PaymentService payments,
    ServiceManager tasks,
    DevAccounts accounts,
    Wallet batcher,
    Optional<Wallet> aggregator,
    List<Wallet> operators)
    implements AutoCloseable {
  public Devnet {
    operators = List.copyOf(operators);
  }

  /** Ends a node that is ours, and frees the connection to any other. */
  @Override
  public void close() {
    chain.close();
    node.ifPresent(AnvilNode::close);
  }
}
