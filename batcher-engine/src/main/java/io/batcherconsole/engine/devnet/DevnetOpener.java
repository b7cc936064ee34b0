package io.batcherconsole.engine.devnet;

import io.batcherconsole.engine.chain.AnvilBinary;
import io.batcherconsole.engine.chain.AnvilMining;
import io.batcherconsole.engine.chain.AnvilNode;
import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.ContractArtifacts;
import io.batcherconsole.engine.chain.ContractDeployer;
import io.batcherconsole.engine.chain.ContractPaymentService;
import io.batcherconsole.engine.chain.ContractServiceManager;
import io.batcherconsole.engine.chain.Deployment;
import io.batcherconsole.engine.chain.DeploymentFile;
import io.batcherconsole.engine.chain.JsonRpcChain;
import io.batcherconsole.engine.chain.MineNow;
import io.batcherconsole.engine.chain.PaymentService;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.chain.simulated.Genesis;
import io.batcherconsole.engine.chain.simulated.Installation;
import io.batcherconsole.engine.chain.simulated.SimulatedChain;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Opens a development chain: starts or connects to it, finds or deploys the contracts, and makes
 * the accounts ready. Takes a second on a chain that we run ourselves, some blocks on another. What
 * was opened is closed again when a step fails.
 */
public final class DevnetOpener {
  /** Where the field's clients expect a node. */
  public static final int DEFAULT_ANVIL_PORT = 8545;

  private static final long CHAIN_ID = 31337;
  private static final BigInteger GENESIS_MONEY = BigInteger.TEN.pow(22);

  /** The quorum in per cent (batcher.md §5.2). */
  private static final BigInteger QUORUM = BigInteger.valueOf(67);

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  private final EngineRuntime runtime;
  private final Secp256k1 curve;
  private final Settings settings;
  private final Consumer<String> progress;

  /**
   * How to open.
   *
   * @param assets folder with the compiled contracts, and an anvil that the build fetched
   * @param blockTime of a chain that we run ourselves
   * @param operators how many there are, at most {@link DevAccounts#MOST_OPERATORS}
   */
  public record Settings(Path assets, Duration blockTime, int operators) {}

  /**
   * @param progress told what is being done, in half a sentence, on the opening thread
   */
  public DevnetOpener(
      EngineRuntime runtime, Secp256k1 curve, Settings settings, Consumer<String> progress) {
    this.runtime = runtime;
    this.curve = curve;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * On an anvil of our own where one is installed, else on the simulated chain.
   *
   * @param searchPath the environment's PATH
   * @param port as for {@link #openAnvil}
   */
  public Devnet openBest(String searchPath, int port, AnvilNode.Listener listener)
      throws DevnetException, InterruptedException {
    try {
      new AnvilBinary(settings.assets(), searchPath).find();
    } catch (IOException missing) {
      progress.accept("anvil is not installed: the chain is simulated");
      return openSimulated();
    }
    return openAnvil(searchPath, port, listener);
  }

  /**
   * On an anvil that is started here and ends with the {@link Devnet}.
   *
   * @param searchPath the environment's PATH
   * @param port wanted; when it is in use, or 0, anvil takes a free one
   */
  public Devnet openAnvil(String searchPath, int port, AnvilNode.Listener listener)
      throws DevnetException, InterruptedException {
    try {
      Path binary = new AnvilBinary(settings.assets(), searchPath).find();
      progress.accept("starting anvil");
      AnvilNode node = startAnvil(binary, port, listener);
      ChainClient chain = new JsonRpcChain("anvil", node.url(), JsonRpcChain.CALL_TIMEOUT);
      MineNow mining = new AnvilMining(node.url());
      return prepared(
          chain, Optional.of(node), mining, accounts -> findOrDeploy(chain, accounts, mining));
    } catch (IOException failed) {
      throw new DevnetException(String.valueOf(failed.getMessage()), failed);
    }
  }

  private AnvilNode startAnvil(Path binary, int port, AnvilNode.Listener listener)
      throws IOException, InterruptedException {
    AnvilNode.Settings wanted =
        new AnvilNode.Settings(freeOr(port), settings.blockTime(), CHAIN_ID, DevAccounts.ALL, null);
    try {
      return AnvilNode.start(runtime, binary, wanted, listener);
    } catch (IOException failed) {
      if (wanted.port() == 0 || freeOr(port) != 0) {
        throw failed;
      }
      // Somebody took it between our look and our start.
      return AnvilNode.start(runtime, binary, wanted.withPort(0), listener);
    }
  }

  /** The port, or 0 when somebody listens there. */
  private int freeOr(int port) {
    if (port == 0) {
      return 0;
    }
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException inUse) {
      progress.accept("port " + port + " is in use: anvil takes a free one");
      return 0;
    }
  }

  /** On somebody else's node, with contracts of ours: found, or deployed. */
  public Devnet openNode(URI url) throws DevnetException, InterruptedException {
    ChainClient chain = new JsonRpcChain("node", url, JsonRpcChain.CALL_TIMEOUT);
    return prepared(
        chain,
        Optional.empty(),
        MineNow.NEVER,
        accounts -> findOrDeploy(chain, accounts, MineNow.NEVER));
  }

  /**
   * On somebody else's node, with the contracts that the field's deployment file names. Their
   * batcher must be a development account.
   */
  public Devnet openNode(URI url, Path deploymentFile)
      throws DevnetException, InterruptedException {
    ChainClient chain = new JsonRpcChain("node", url, JsonRpcChain.CALL_TIMEOUT);
    return prepared(
        chain,
        Optional.empty(),
        MineNow.NEVER,
        accounts -> new DeploymentFile().read(deploymentFile));
  }

  /** On a simulated chain of its own, at the field's contract addresses. */
  public Devnet openSimulated() throws DevnetException, InterruptedException {
    progress.accept("making a chain in memory");
    DevAccounts accounts = DevAccounts.derive(curve);
    Map<Address, BigInteger> money =
        accounts.all().stream()
            .collect(Collectors.toMap(Wallet::address, account -> GENESIS_MONEY));
    SimulatedChain chain = new SimulatedChain(runtime, curve, Genesis.devnet(money));
    Installation contracts =
        Installation.devnet(
            accounts.deployer().address(),
            accounts.batcher().address(),
            accounts.aggregator().address());
    chain.install(contracts);
    Devnet devnet =
        prepared(
            chain,
            Optional.empty(),
            chain::mine,
            same -> new Deployment(contracts.serviceManager(), contracts.paymentService()));
    chain.startMining(settings.blockTime());
    return devnet;
  }

  /** Where the contracts come from. */
  @FunctionalInterface
  private interface Contracts {
    Deployment get(DevAccounts accounts) throws ChainException, IOException, InterruptedException;
  }

  private Deployment findOrDeploy(ChainClient chain, DevAccounts accounts, MineNow mineNow)
      throws ChainException, IOException, InterruptedException {
    Optional<Deployment> found = new ContractFinder(chain).find(accounts);
    if (found.isPresent()) {
      return found.get();
    }
    progress.accept("deploying the contracts");
    return new ContractDeployer(runtime, new ContractArtifacts(settings.assets()), mineNow)
        .deploy(
            chain,
            accounts.deployer(),
            accounts.batcher().address(),
            accounts.aggregator().address());
  }

  private Devnet prepared(
      ChainClient chain, Optional<AnvilNode> node, MineNow mineNow, Contracts contracts)
      throws DevnetException, InterruptedException {
    boolean opened = false;
    try {
      Devnet devnet = prepare(chain, node, mineNow, contracts);
      opened = true;
      return devnet;
    } catch (ChainException failed) {
      throw new DevnetException(
          "The chain at %s could not be prepared: %s".formatted(chain.where(), failed.getMessage()),
          failed);
    } catch (IOException failed) {
      throw new DevnetException(String.valueOf(failed.getMessage()), failed);
    } finally {
      if (!opened) {
        chain.close();
        node.ifPresent(AnvilNode::close);
      }
    }
  }

  private Devnet prepare(
      ChainClient chain, Optional<AnvilNode> node, MineNow mineNow, Contracts contracts)
      throws ChainException, IOException, DevnetException, InterruptedException {
    progress.accept("connecting to chain " + chain.where());
    chain.head();
    DevAccounts accounts = DevAccounts.derive(curve);
    List<Wallet> operators = accounts.operators(settings.operators());
    Preparation preparation = new Preparation(runtime, chain, mineNow);
    progress.accept("funding the roles' accounts");
    preparation.fund(accounts.replacement(), roles(accounts, operators));

    Deployment deployment = contracts.get(accounts);
    ContractFinder finder = new ContractFinder(chain);
    Wallet batcher = batcher(finder, deployment, accounts);
    Optional<Wallet> aggregator = finder.aggregatorOf(deployment).flatMap(accounts::find);
    PaymentService payments = new ContractPaymentService(chain, deployment.paymentService());
    ServiceManager tasks = new ContractServiceManager(chain, deployment.serviceManager());

    progress.accept("depositing for the development wallets");
    preparation.deposit(payments, accounts.wallets());
    preparation.fillStandingBalance(tasks, payments.address(), accounts.deployer());
    if (aggregator.isPresent()) {
      List<Wallet> all = accounts.operators(DevAccounts.MOST_OPERATORS);
      preparation.register(tasks, operators, all.subList(operators.size(), all.size()));
    } else {
      progress.accept("these contracts are verified by operators that run elsewhere");
    }
    preparation.settle();
    if (aggregator.isPresent()) {
      requireQuorum(tasks, operators);
    }
    return new Devnet(
        chain,
        node,
        payments,
        tasks,
        accounts,
        batcher,
        aggregator,
        aggregator.isPresent() ? operators : List.of());
  }

  private static List<Wallet> roles(DevAccounts accounts, List<Wallet> operators) {
    List<Wallet> roles =
        new ArrayList<>(List.of(accounts.deployer(), accounts.batcher(), accounts.aggregator()));
    roles.addAll(operators);
    return roles;
  }

  private static Wallet batcher(ContractFinder finder, Deployment deployment, DevAccounts accounts)
      throws ChainException, DevnetException {
    Address batcher =
        finder
            .batcherOf(deployment)
            .orElseThrow(
                () ->
                    new DevnetException(
                        "There is no payment service at %s on this chain: check the deployment file."
                            .formatted(deployment.paymentService())));
    return accounts
        .find(batcher)
        .orElseThrow(
            () ->
                new DevnetException(
                    "The payment service at %s takes batches from %s only, which is no account of the development mnemonic: deploy it with a batcher that is one, %s for example."
                        .formatted(
                            deployment.paymentService(), batcher, accounts.batcher().address())));
  }

  /** Stakes of operators that do not run here could make every batch unverifiable. */
  private static void requireQuorum(ServiceManager tasks, List<Wallet> operators)
      throws ChainException, DevnetException {
    BigInteger own = BigInteger.ZERO;
    for (Wallet operator : operators) {
      own = own.add(tasks.stakeOf(operator.address()));
    }
    BigInteger total = tasks.totalStake();
    if (!operators.isEmpty() && own.multiply(HUNDRED).compareTo(total.multiply(QUORUM)) < 0) {
      throw new DevnetException(
          "Our %d operators hold %s of %s wei staked in the service manager at %s, less than the quorum of 67 %%: deregister the others, or use a fresh chain."
              .formatted(operators.size(), own, total, tasks.address()));
    }
  }
}
