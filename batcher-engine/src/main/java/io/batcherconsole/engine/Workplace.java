package io.batcherconsole.engine;

import io.batcherconsole.engine.admission.AdmissionRules.NonPaying;
import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.HeadWatcher;
import io.batcherconsole.engine.chain.PaymentService;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.devnet.Devnet;
import io.batcherconsole.engine.fault.FaultInjector;
import io.batcherconsole.engine.fault.FaultyChain;
import io.batcherconsole.engine.fault.FaultyPayments;
import io.batcherconsole.engine.fault.FaultyTasks;
import io.batcherconsole.engine.state.UserNames;
import java.time.Duration;
import java.util.Optional;

/**
 * The chain that a batcher works on, and what it needs there.
 *
 * @param batcher whose tasks the payment service takes
 * @param nonPaying whose proofs another wallet pays for
 * @param devnet the development accounts and operators; empty on a chain that is not ours to
 *     prepare
 */
record Workplace(
    ChainClient chain,
    PaymentService payments,
    ServiceManager tasks,
    Wallet batcher,
    Optional<NonPaying> nonPaying,
    Optional<Devnet> devnet)
    implements AutoCloseable {

  /** A devnet, with the roles that the field gives its accounts. */
  static Workplace on(Devnet devnet) {
    return new Workplace(
        devnet.chain(),
        devnet.payments(),
        devnet.tasks(),
        devnet.batcher(),
        Optional.of(
            new NonPaying(
                devnet.accounts().nonPaying().address(),
                devnet.accounts().replacement().address())),
        Optional.of(devnet));
  }

  /** The same for the batcher, with the faults that a person injects between it and the chain. */
  Workplace through(FaultInjector faults, UserNames names) {
    return new Workplace(
        new FaultyChain(chain, faults),
        new FaultyPayments(payments, faults, names::tag),
        new FaultyTasks(tasks, faults),
        batcher,
        nonPaying,
        devnet);
  }

  /** How often the chain is asked for its head: rarely enough for a node that counts requests. */
  Duration headPoll() {
    return devnet.isPresent() ? HeadWatcher.DEFAULT_POLL : Duration.ofSeconds(1);
  }

  /** How often a transaction's receipt is asked for; as rarely as the head on such a node. */
  Duration receiptPoll() {
    return devnet.isPresent() ? Duration.ofMillis(100) : headPoll();
  }

  /** Ends a node that is ours, and frees the connections to any other. */
  @Override
  public void close() {
    devnet.ifPresentOrElse(Devnet::close, chain::close);
  }
}
