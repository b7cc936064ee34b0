package io.batcherconsole.engine.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.chain.AnvilBinary;
import io.batcherconsole.engine.chain.AnvilNode;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.Deployment;
import io.batcherconsole.engine.chain.DeploymentFile;
import io.batcherconsole.engine.chain.PaymentService.NewTask;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.io.IOException;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DevnetOpenerTest {
  private static final Path ASSETS = Path.of(System.getProperty("assets.dir", "../assets"));
  private static final String SEARCH_PATH = System.getenv().getOrDefault("PATH", "");
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);

  private final List<String> progress = new CopyOnWriteArrayList<>();
  private final LiveRuntime runtime = new LiveRuntime(1);

  private DevnetOpener opener(int operators) {
    return new DevnetOpener(
        runtime,
        Secp256k1.fastest(),
        new DevnetOpener.Settings(ASSETS, Duration.ofMillis(100), operators),
        progress::add);
  }

  private static void assertReady(Devnet devnet, int operators) throws ChainException {
    for (Wallet user : devnet.accounts().wallets()) {
      assertThat(devnet.payments().balance(user.address())).isEqualTo(ETHER);
      assertThat(devnet.payments().unlockTime(user.address())).isZero();
    }
    assertThat(devnet.tasks().balanceOf(devnet.payments().address())).isEqualTo(ETHER);
    assertThat(devnet.operators()).hasSize(operators);
    assertThat(devnet.tasks().totalStake())
        .isEqualTo(ETHER.multiply(BigInteger.valueOf(operators)));
    assertThat(devnet.batcher()).isEqualTo(devnet.accounts().batcher());
    assertThat(devnet.aggregator()).contains(devnet.accounts().aggregator());
    assertThat(devnet.chain().balance(devnet.batcher().address())).isGreaterThan(ETHER);
  }

  @Test
  void theSimulatedChainIsReadyAndMines() throws Exception {
    try (Devnet devnet = opener(3).openSimulated()) {
      assertReady(devnet, 3);
      assertThat(devnet.chain().kind()).isEqualTo("simulated");
      assertThat(devnet.payments().address())
          .isEqualTo(Address.of("0x7bc06c482DEAd17c0e297aFbC32f6e63d3846650"));
      long prepared = devnet.chain().head().number();
      await(devnet, prepared + 1);
    }
  }

  private void await(Devnet devnet, long block) throws Exception {
    while (devnet.chain().head().number() < block) {
      runtime.sleep(Duration.ofMillis(10));
    }
  }

  @Test
  void ourOwnAnvilIsReadyAndEndsWithTheDevnet() throws Exception {
    requireAnvil();
    AnvilNode node;
    try (Devnet devnet = opener(4).openAnvil(SEARCH_PATH, 0, died -> {})) {
      assertReady(devnet, 4);
      node = devnet.node().orElseThrow();
      assertThat(node.isAlive()).isTrue();
      long prepared = devnet.chain().head().number();
      await(devnet, prepared + 1);
    }
    assertThat(node.isAlive()).isFalse();
  }

  @Test
  void aPortInUseIsNotTaken() throws Exception {
    requireAnvil();
    try (ServerSocket busy = new ServerSocket(0);
        Devnet devnet = opener(0).openAnvil(SEARCH_PATH, busy.getLocalPort(), died -> {})) {
      assertThat(devnet.node().orElseThrow().port()).isNotEqualTo(busy.getLocalPort());
      assertThat(progress).anyMatch(sentence -> sentence.contains("in use"));
    }
  }

  @Test
  void aNodeIsPreparedOnceAndFoundReadyTheNextTime(@TempDir Path folder) throws Exception {
    try (AnvilNode node = anvil()) {
      Deployment first;
      try (Devnet devnet = opener(4).openNode(node.url())) {
        assertReady(devnet, 4);
        first = new Deployment(devnet.tasks().address(), devnet.payments().address());
        useUp(devnet);
      }
      try (Devnet devnet = opener(4).openNode(node.url())) {
        assertReady(devnet, 4);
        assertThat(new Deployment(devnet.tasks().address(), devnet.payments().address()))
            .isEqualTo(first);
      }
      try (Devnet devnet = opener(2).openNode(node.url())) {
        assertReady(devnet, 2);
      }
      Path file = folder.resolve("deployment.json");
      new DeploymentFile().write(file, first);
      try (Devnet devnet = opener(2).openNode(node.url(), file)) {
        assertReady(devnet, 2);
      }
      assertThat(progress).filteredOn(sentence -> sentence.contains("deploying")).hasSize(1);

      new DeploymentFile()
          .write(file, new Deployment(first.serviceManager(), first.serviceManager()));
      assertThatThrownBy(() -> opener(2).openNode(node.url(), file))
          .isInstanceOf(DevnetException.class)
          .hasMessageContaining("no payment service at " + first.serviceManager());
    }
  }

  /** A user unlocks, and a batch takes what is there of another's deposit. */
  private void useUp(Devnet devnet) throws Exception {
    Wallet unlocking = devnet.accounts().user("A");
    devnet
        .payments()
        .unlock(
            unlocking,
            devnet.chain().transactionCount(unlocking.address()),
            devnet.chain().gasPrice());
    Wallet paying = devnet.accounts().user("B");
    BigInteger half = ETHER.shiftRight(1);
    devnet
        .payments()
        .send(
            devnet.batcher(),
            devnet.chain().transactionCount(devnet.batcher().address()),
            devnet.chain().gasPrice(),
            new NewTask(
                Hash.ZERO, "", List.of(paying.address()), BigInteger.ZERO, half, BigInteger.ZERO));
    Hash id = ServiceManager.batchId(Hash.ZERO, devnet.payments().address());
    while (!devnet.tasks().batchState(id).exists()
        || devnet.payments().unlockTime(unlocking.address()).signum() == 0) {
      runtime.sleep(Duration.ofMillis(10));
    }
  }

  @Test
  void aNodeThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> opener(1).openNode(URI.create("http://127.0.0.1:9")))
        .isInstanceOf(DevnetException.class)
        .hasMessageContaining("http://127.0.0.1:9");
  }

  @Test
  void aMissingDeploymentFileIsNamed(@TempDir Path folder) throws Exception {
    try (AnvilNode node = anvil()) {
      Path missing = folder.resolve("none.json");
      assertThatThrownBy(() -> opener(1).openNode(node.url(), missing))
          .isInstanceOf(DevnetException.class)
          .hasMessageContaining(missing.toString());
    }
  }

  /** Somebody else's node: ten accounts with money, as anvil starts by itself. */
  private AnvilNode anvil() throws Exception {
    return AnvilNode.start(
        runtime,
        requireAnvil(),
        new AnvilNode.Settings(0, Duration.ofMillis(200), 31337, 10, null),
        died -> {});
  }

  private static Path requireAnvil() {
    try {
      return new AnvilBinary(ASSETS, SEARCH_PATH).find();
    } catch (IOException missing) {
      Assumptions.abort("left out: " + missing.getMessage());
      throw new AssertionError(missing);
    }
  }
}
