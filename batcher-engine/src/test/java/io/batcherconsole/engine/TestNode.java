package io.batcherconsole.engine;

import io.batcherconsole.engine.chain.AnvilBinary;
import io.batcherconsole.engine.chain.AnvilNode;
import io.batcherconsole.engine.devnet.DevAccounts;
import io.batcherconsole.engine.devnet.Devnet;
import io.batcherconsole.engine.runtime.LiveRuntime;
import io.batcherconsole.engine.runtime.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * An anvil that can be stopped, killed and started again on the same port with the same state file,
 * and that makes blocks when it is told to. Closed by the test.
 */
class TestNode implements TestChain, AutoCloseable {
  private final LiveRuntime runtime = new LiveRuntime(0);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path state;
  private volatile AnvilNode node;

  /**
   * @param state begins with the chain that is in there, if it exists
   * @param blockTime null: blocks come only by {@link #mine}
   */
  private TestNode(Path state, @Nullable Duration blockTime) throws Exception {
    this.state = state;
    this.node = start(0, blockTime);
  }

  /** Makes a state file of a chain with contracts deployed and accounts funded. */
  static Path prepare(Path folder) throws Exception {
    Path state = folder.resolve("chain.json");
    try (TestNode preparing = new TestNode(state, Duration.ofMillis(100));
        Rig rig = new Rig(preparing, folder.resolve("no-batches"), config -> config)) {
      rig.await("the chain is ready", () -> rig.devnet().chain().head().number() > 0);
    }
    return state;
  }

  /** With the chain that is in {@code state}. */
  static TestNode on(Path state) throws Exception {
    return new TestNode(state, null);
  }

  private AnvilNode start(int port, @Nullable Duration blockTime) throws Exception {
    return AnvilNode.start(
        runtime,
        binary(),
        new AnvilNode.Settings(port, blockTime, 31337, DevAccounts.ALL, state),
        sentence -> {});
  }

  private static Path binary() {
    try {
      return new AnvilBinary(
              Path.of(System.getProperty("assets.dir")), System.getenv().getOrDefault("PATH", ""))
          .find();
    } catch (IOException missing) {
      return Assumptions.abort("left out: " + missing.getMessage());
    }
  }

  @Override
  public ChainChoice choice() {
    return new ChainChoice.Node(node.url(), Optional.empty());
  }

  /** Does nothing while it is down. */
  @Override
  public void mine(Devnet devnet) throws Exception {
    try {
      rpc("evm_mine", "");
    } catch (IOException down) {
      // it is being restarted
    }
  }

  /** Ends it in order, its state kept: pending transactions are lost. */
  void stop() {
    node.close();
  }

  /** Ends it as a crash does: what happened since it was last stopped is lost. */
  void kill() throws Exception {
    node.kill();
    node.close();
  }

  /** Starts it again where it was, once nobody's own connection has that port. */
  void restart() throws Exception {
    node = Ports.retaking(() -> start(node.port(), null));
  }

  /** Replaces the latest {@code depth} blocks by empty ones. */
  void reorganise(int depth) throws Exception {
    rpc("anvil_reorg", depth + ",[]");
  }

  private void rpc(String method, String parameters) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port()))
                .header("content-type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
                            .formatted(method, parameters)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.body().contains("\"error\"")) {
      throw new IllegalStateException(method + ": " + response.body());
    }
  }

  @Override
  public void close() {
    node.close();
    http.close();
  }
}
