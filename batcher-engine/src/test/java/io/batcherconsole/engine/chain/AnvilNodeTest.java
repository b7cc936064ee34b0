package io.batcherconsole.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.runtime.LiveRuntime;
import io.batcherconsole.engine.runtime.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AnvilNodeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EngineRuntime runtime = new LiveRuntime(0);
  private final CompletableFuture<String> death = new CompletableFuture<>();
  private final Path binary = AnvilFixture.binary();
  private @Nullable AnvilNode node;

  @TempDir private Path folder;

  @BeforeEach
  void noDeathYet() {
    assertThat(death).isNotDone();
  }

  @AfterEach
  void stop() {
    if (node != null) {
      node.close();
    }
  }

  @Test
  void minesBlocksAtItsPaceOnAFreePortWithFundedAccounts() throws Exception {
    AnvilNode anvil = start(new AnvilNode.Settings(0, Duration.ofMillis(100), 4242, 12, null));
    try (ChainClient chain = client(anvil)) {
      assertThat(anvil.port()).isPositive();
      assertThat(chain.chainId()).isEqualTo(4242);
      // account 9 of the mnemonic, known from batcher.md §1.4
      assertThat(chain.balance(Address.of("0xa0ee7a142d267c1f36714e4a8f75612f20a79720")))
          .isPositive();
      Waiting.until("three blocks", PATIENCE, () -> number(chain) >= 3);
    }
  }

  @Test
  void aCloseEndsItWithoutAWordAndWithoutAnOrphan() throws Exception {
    AnvilNode anvil = start(onDemand(0));
    List<ProcessHandle> processes = anvilProcesses();
    assertThat(processes).isNotEmpty();

    anvil.close();

    assertThat(anvil.isAlive()).isFalse();
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(death).isNotDone();
    anvil.close(); // again does no harm
  }

  @Test
  void aCrashIsReported() throws Exception {
    AnvilNode anvil = start(onDemand(0));
    anvil.kill();
    assertThat(death.get(20, TimeUnit.SECONDS))
        .contains(anvil.url().toString(), "ended by itself", "137");
    assertThat(anvil.isAlive()).isFalse();
  }

  @Test
  void itEndsWhenItsPipeCloses() throws Exception {
    // What the operating system does when the Java process is killed: the pipe's end is closed.
    AnvilNode anvil = start(onDemand(0));
    List<ProcessHandle> processes = anvilProcesses();
    anvil.closeInput();
    Waiting.until(
        "no process left", PATIENCE, () -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void aPortInUseIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start(onDemand(taken.getLocalPort())))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Port " + taken.getLocalPort() + " is in use");
    }
    assertThat(death).isNotDone();
  }

  @Test
  void theStateFileKeepsTheChainOverARestart() throws Exception {
    Path state = folder.resolve("chain.json");
    AnvilNode.Settings settings =
        new AnvilNode.Settings(0, Duration.ofMillis(100), 31337, 1, state);
    AnvilNode anvil = start(settings);
    long before;
    try (ChainClient chain = client(anvil)) {
      Waiting.until("two blocks", PATIENCE, () -> number(chain) >= 2);
      before = chain.head().number();
    }
    anvil.close();
    assertThat(state).isNotEmptyFile();

    AnvilNode again = Ports.retaking(() -> start(settings.withPort(anvil.port())));

    assertThat(again.port()).isEqualTo(anvil.port());
    try (ChainClient chain = client(again)) {
      assertThat(chain.head().number()).isGreaterThanOrEqualTo(before);
    }
  }

  @Test
  void aProgramThatIsNotAnvilIsToldFromOne() throws Exception {
    Path script =
        Files.writeString(folder.resolve("anvil"), "#!/bin/sh\necho Error: broken\nexit 3\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    assertThatThrownBy(() -> AnvilNode.start(runtime, script, onDemand(0), death::complete))
        .isInstanceOf(IOException.class)
        .hasMessage("anvil ended by itself (exit code 3): Error: broken.");
    assertThat(new AnvilBinary(folder, folder.toString()).find()).isEqualTo(script);
  }

  @Test
  void noAnvilSaysWhatToDo() {
    assertThatThrownBy(() -> new AnvilBinary(folder, "/nonexistent").find())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no anvil on the PATH")
        .hasMessageContaining("simulated chain");
  }

  private AnvilNode start(AnvilNode.Settings settings) throws Exception {
    AnvilNode started = AnvilNode.start(runtime, binary, settings, death::complete);
    node = started;
    return started;
  }

  private static AnvilNode.Settings onDemand(int port) {
    return new AnvilNode.Settings(port, null, 31337, 1, null);
  }

  private static ChainClient client(AnvilNode anvil) {
    return new JsonRpcChain("anvil", anvil.url(), JsonRpcChain.CALL_TIMEOUT);
  }

  private static long number(ChainClient chain) {
    try {
      return chain.head().number();
    } catch (ChainException silent) {
      return -1;
    }
  }

  /** The guard and anvil itself. */
  private static List<ProcessHandle> anvilProcesses() {
    return ProcessHandle.current().descendants().toList();
  }
}
