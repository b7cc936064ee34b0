package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;

/** An anvil of a test's own, on a free port, that mines when it is told to. */
final class AnvilFixture implements ChainFixture {
  static final Path ASSETS = Path.of(System.getProperty("assets.dir", "../assets"));

  private final EngineRuntime runtime = new LiveRuntime(0);
  private final HttpClient http = HttpClient.newHttpClient();
  private final AnvilNode node;
  private final ChainClient chain;

  private AnvilFixture(AnvilNode node, ChainClient chain) {
    this.node = node;
    this.chain = chain;
  }

  /** Aborts the test with the reason when this machine has no anvil. */
  static Path binary() {
    try {
      return new AnvilBinary(ASSETS, System.getenv().getOrDefault("PATH", "")).find();
    } catch (IOException missing) {
      Assumptions.abort("left out: " + missing.getMessage());
      throw new AssertionError(missing);
    }
  }

  static AnvilFixture open() throws Exception {
    Path binary = binary();
    AnvilNode node =
        AnvilNode.start(
            new LiveRuntime(0),
            binary,
            new AnvilNode.Settings(0, null, 31337, 10, null),
            sentence -> {});
    return new AnvilFixture(node, new JsonRpcChain("anvil", node.url(), JsonRpcChain.CALL_TIMEOUT));
  }

  @Override
  public ChainClient chain() {
    return chain;
  }

  @Override
  public Deployment deploy(Wallet owner, Address batcher, Address aggregator) throws Exception {
    return new ContractDeployer(runtime, new ContractArtifacts(ASSETS), new AnvilMining(node.url()))
        .deploy(chain, owner, batcher, aggregator);
  }

  @Override
  public void fund(Address account, BigInteger wei) throws Exception {
    rpc("anvil_setBalance", "\"%s\",\"0x%x\"".formatted(account, wei));
  }

  @Override
  public void mine() throws Exception {
    rpc("evm_mine", "");
  }

  @Override
  public void passTime(Duration duration) throws Exception {
    rpc("evm_increaseTime", String.valueOf(duration.toSeconds()));
    mine();
  }

  @Override
  public void close() {
    chain.close();
    node.close();
    http.close();
  }

  private void rpc(String method, String parameters) throws Exception {
    String request =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
            .formatted(method, parameters);
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(chain.where()))
                .header("content-type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(request))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.body().contains("\"error\"")) {
      throw new IllegalStateException(method + ": " + response.body());
    }
  }
}
