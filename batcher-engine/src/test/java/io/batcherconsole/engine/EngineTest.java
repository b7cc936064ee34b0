package io.batcherconsole.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.event.EngineStatus.Phase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an engine starts, fails to start, and ends. */
@Timeout(60)
class EngineTest {
  private static final Path ASSETS = Path.of(System.getProperty("assets.dir"));

  @TempDir private Path batches;

  @Test
  void tellsWhereClientsConnectAndWhichChainItIs() throws Exception {
    try (Engine engine = Engine.open(simulated().build())) {
      engine.awaitRunning();

      assertThat(engine.url().orElseThrow().getScheme()).isEqualTo("ws");
      var status = engine.view().status();
      assertThat(status.phase()).isEqualTo(Phase.RUNNING);
      assertThat(status.chain()).isNotNull();
      assertThat(engine.view().queue().minMaxFee()).as("known before the port opens").isPositive();
    }
  }

  @Test
  void aPortInUseIsNamedWithWhatToDo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
        Engine engine = Engine.open(simulated().port(taken.getLocalPort()).build())) {

      assertThatThrownBy(engine::awaitRunning)
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("choose another port");
      assertThat(engine.view().status().phase()).isEqualTo(Phase.FAILED);
      assertThat(engine.view().status().sentence()).contains("choose another port");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void aPortThatThereIsNotIsRefusedWithTheRange(int port) {
    assertThatThrownBy(() -> simulated().port(port))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("to 65535, not " + port);
  }

  @Test
  void aNodeThatDoesNotAnswerIsNamed() throws Exception {
    int nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = free.getLocalPort();
    }
    URI url = URI.create("http://127.0.0.1:" + nobody);
    try (Engine engine =
        Engine.open(simulated().chain(new ChainChoice.Node(url, Optional.empty())).build())) {

      assertThatThrownBy(engine::awaitRunning)
          .isInstanceOf(EngineException.class)
          .hasMessageContaining(url.toString());
    }
  }

  @Test
  void missingAssetsAreNamed() {
    assertThatThrownBy(() -> Engine.open(EngineConfig.devnet(batches.resolve("nowhere"))))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void anUnknownLockingIsNamedTogetherWithTheKnownOnes() {
    assertThatThrownBy(() -> Engine.open(simulated().locking("none").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ordered")
        .hasMessageContaining("per-user");
  }

  @Test
  void canBeClosedWhileItStartsAndTwice() throws Exception {
    Engine engine = Engine.open(simulated().build());
    engine.close();
    engine.close();

    assertThat(engine.view().status().listening()).isNull();
    assertThat(engine.view().status().phase()).isIn(Phase.STOPPED, Phase.FAILED);
  }

  private EngineConfig.Builder simulated() {
    return EngineConfig.devnet(ASSETS).toBuilder()
        .chain(new ChainChoice.Simulated())
        .batchFolder(batches)
        .port(0);
  }
}
