package io.batcherconsole.engine;

import io.batcherconsole.engine.chain.AnvilNode;
import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.ContractPaymentService;
import io.batcherconsole.engine.chain.ContractServiceManager;
import io.batcherconsole.engine.chain.FallbackChain;
import io.batcherconsole.engine.chain.JsonRpcChain;
import io.batcherconsole.engine.chain.Retry;
import io.batcherconsole.engine.devnet.Devnet;
import io.batcherconsole.engine.devnet.DevnetException;
import io.batcherconsole.engine.devnet.DevnetOpener;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the chain that the configuration chooses. */
final class Workplaces {
  private static final Logger log = LoggerFactory.getLogger(Workplaces.class);

  private final EngineRuntime runtime;
  private final DevnetOpener devnets;
  private final Consumer<String> progress;
  private final AnvilNode.Listener anvilListener;
  private final String searchPath;

  /**
   * @param progress told what is being done, in half a sentence
   * @param anvilListener told when an anvil of ours ends by itself
   */
  Workplaces(
      Core core, EngineConfig config, Consumer<String> progress, AnvilNode.Listener anvilListener) {
    this.runtime = core.runtime();
    this.devnets =
        new DevnetOpener(
            core.runtime(),
            core.curve(),
            new DevnetOpener.Settings(
                config.assets(), config.blockTime(), config.operators().count()),
            progress);
    this.progress = progress;
    this.anvilListener = anvilListener;
    String path = System.getenv("PATH");
    this.searchPath = path == null ? "" : path;
  }

  Workplace open(ChainChoice choice)
      throws DevnetException, ChainException, EngineException, InterruptedException {
    return choice instanceof ChainChoice.Configured configured
        ? open(configured)
        : Workplace.on(devnet(choice));
  }

  private Devnet devnet(ChainChoice choice) throws DevnetException, InterruptedException {
    int anvilPort = DevnetOpener.DEFAULT_ANVIL_PORT;
    return switch (choice) {
      case ChainChoice.Auto() -> devnets.openBest(searchPath, anvilPort, anvilListener);
      case ChainChoice.Anvil() -> devnets.openAnvil(searchPath, anvilPort, anvilListener);
      case ChainChoice.Simulated() -> devnets.openSimulated();
      case ChainChoice.Node node ->
          node.deployment().isPresent()
              ? devnets.openNode(node.url(), node.deployment().get())
              : devnets.openNode(node.url());
      case ChainChoice.Configured configured ->
          throw new IllegalArgumentException("a configured chain is no devnet");
    };
  }

  /** Nothing is deployed, funded or registered on somebody else's chain. */
  private Workplace open(ChainChoice.Configured choice)
      throws ChainException, EngineException, InterruptedException {
    ChainClient main = new JsonRpcChain("node", choice.main(), JsonRpcChain.CALL_TIMEOUT);
    ChainClient chain =
        choice.fallback().isEmpty()
            ? main
            : new FallbackChain(
                runtime,
                main,
                new JsonRpcChain("node", choice.fallback().get(), JsonRpcChain.CALL_TIMEOUT));
    boolean opened = false;
    try {
      progress.accept("connecting to chain " + chain.where());
      Workplace workplace =
          new Workplace(
              chain,
              new ContractPaymentService(chain, choice.contracts().paymentService()),
              new ContractServiceManager(chain, choice.contracts().serviceManager()),
              choice.batcher(),
              choice.nonPaying(),
              Optional.empty());
      check(workplace);
      opened = true;
      return workplace;
    } finally {
      if (!opened) {
        chain.close();
      }
    }
  }

  private void check(Workplace workplace)
      throws ChainException, EngineException, InterruptedException {
    Retry retry = new Retry(runtime, Retry.Backoff.UPSTREAM);
    Address payments = workplace.payments().address();
    Address own = workplace.batcher().address();
    Address expected = batcherWallet(workplace, retry);
    if (!expected.equals(own)) {
      throw new EngineException(
          "The payment service at %s takes batches from %s only, and the key store holds the key of %s: name the other key store, or the other deployment file."
              .formatted(payments, expected, own));
    }
    BigInteger money = retry.call("batcher's money", () -> workplace.chain().balance(own));
    if (money.signum() == 0) {
      log.warn("the batcher's account {} has no money: it can pay for no transaction", own);
    }
    BigInteger standing =
        retry.call("standing balance", () -> workplace.tasks().balanceOf(payments));
    if (standing.signum() == 0) {
      log.warn(
          "the payment service has no standing balance in the service manager at {}: batches revert"
              + " with InsufficientFunds until there is one, because more is reserved for the"
              + " aggregator than is sent along",
          workplace.tasks().address());
    }
  }

  private static Address batcherWallet(Workplace workplace, Retry retry)
      throws ChainException, EngineException, InterruptedException {
    try {
      return retry.call("payment service's batcher", workplace.payments()::batcherWallet);
    } catch (ChainException.Reverted none) {
      throw new EngineException(
          "There is no payment service at %s on this chain: check aligned_layer_deployment_config_file_path and eth_rpc_url."
              .formatted(workplace.payments().address()),
          none);
    }
  }
}
