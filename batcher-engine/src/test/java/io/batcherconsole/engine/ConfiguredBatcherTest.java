package io.batcherconsole.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.chain.AnvilBinary;
import io.batcherconsole.engine.chain.Deployment;
import io.batcherconsole.engine.chain.ServiceManager.NewBatch;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.client.BatcherClient;
import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.config.ConfigFiles;
import io.batcherconsole.engine.devnet.Devnet;
import io.batcherconsole.engine.devnet.DevnetOpener;
import io.batcherconsole.engine.event.EngineStatus.ChainStatus;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.NoncedVerificationData;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.SubmissionSigner;
import io.batcherconsole.engine.runtime.LiveRuntime;
import io.batcherconsole.engine.scenario.ScenarioLibrary;
import io.batcherconsole.engine.storage.S3Server;
import io.batcherconsole.engine.verify.make.TrapdoorProofMaker;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The batcher as an operator starts it: the original's files, a chain that somebody else prepared,
 * a key store, and two endpoints of the node that come and go.
 */
@Timeout(300)
class ConfiguredBatcherTest {
  private static final Path ASSETS = Path.of(System.getProperty("assets.dir", "../assets"));
  private static final String SEARCH_PATH = System.getenv().getOrDefault("PATH", "");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private final LiveRuntime runtime = new LiveRuntime(1);
  private final Secp256k1 curve = Secp256k1.fastest();
  private final TrapdoorProofMaker proofs =
      new TrapdoorProofMaker(
          ProvingSystem.GNARK_GROTH16_BN254,
          new TrapdoorProofMaker.Settings(1, 1, false, Address.ZERO));
  private Devnet devnet;
  private RelayedNode main;
  private RelayedNode fallback;

  @SuppressWarnings("NullAway.Init") // opened before each test
  ConfiguredBatcherTest() {}

  @BeforeEach
  void open() throws Exception {
    try {
      new AnvilBinary(ASSETS, SEARCH_PATH).find();
    } catch (IOException missing) {
      Assumptions.abort("left out: " + missing.getMessage());
    }
    devnet =
        new DevnetOpener(
                runtime,
                curve,
                new DevnetOpener.Settings(ASSETS, Duration.ofMillis(200), 0),
                sentence -> {})
            .openAnvil(SEARCH_PATH, 0, sentence -> {});
    URI node = URI.create(devnet.chain().where());
    main = new RelayedNode(node);
    fallback = new RelayedNode(node);
  }

  @AfterEach
  void close() {
    if (devnet != null) {
      main.close();
      fallback.close();
      devnet.close();
    }
  }

  private Engine start(Wallet batcher, String... more) throws Exception {
    Path file =
        ConfigFiles.write(
            folder,
            main.url().toString(),
            fallback.url().toString(),
            new Deployment(devnet.tasks().address(), devnet.payments().address()),
            batcher);
    Files.writeString(
        file, Files.readString(file).replace("metrics_port: 9094", "metrics_port: 0"));
    EngineOptions options = new EngineOptions();
    List<String> words = new ArrayList<>(List.of("--config", file.toString()));
    words.addAll(List.of("--batch-folder", folder.resolve("batches").toString()));
    words.addAll(List.of("--assets", ASSETS.toString()));
    words.addAll(List.of(more));
    new CommandLine(options).parseArgs(words.toArray(String[]::new));
    return Engine.open(options.config(0));
  }

  @Test
  void batchesAreAcceptedAndPostedWhileEitherNodeIsDead() throws Exception {
    try (Engine engine = start(devnet.batcher())) {
      engine.awaitRunning();
      try (BatcherClient client = new BatcherClient(engine.url().orElseThrow(), runtime)) {
        assertIncluded(client, 0);
        assertThat(chain(engine).where()).isEqualTo(main.url().toString());

        main.die();
        assertIncluded(client, 1);
        assertThat(chain(engine).where())
            .startsWith(fallback.url() + " (the fallback, the main node does not answer)");

        main.revive();
        await(() -> chain(engine).where().equals(main.url().toString()));
        fallback.die();
        assertIncluded(client, 2);
      }
      assertThat(devnet.payments().nonce(user().address())).isEqualTo(3);
      assertThat(folder.resolve("batches")).isNotEmptyDirectory();
      assertThat(engine.play(ScenarioLibrary.of(ASSETS.resolve("scenarios")).named("few-proofs")))
          .asString()
          .contains("A scenario plays with the development wallets");
    }
  }

  @Test
  void batchesGoIntoBothBucketsOfTheEnvironmentFile() throws Exception {
    try (S3Server server = new S3Server("first", "second")) {
      Path environment = folder.resolve(".env");
      Files.writeString(
          environment, bucket(server, "first", "") + bucket(server, "second", "_SECONDARY"));
      try (Engine engine = start(devnet.batcher(), "--env-file", environment.toString())) {
        engine.awaitRunning();
        try (BatcherClient client = new BatcherClient(engine.url().orElseThrow(), runtime)) {
          // The first batch may leave without its second place: an upload's first use takes long.
          assertIncluded(client, 0);
          Hash root = assertIncluded(client, 1).root();
          String name = root.bytes().toHex() + ".json";

          byte[] batch = server.stored("first", name);
          assertThat(server.stored("second", name)).isEqualTo(batch);
          assertThat(new CborCodec().decodeBatch(batch)).hasSize(1);
          assertThat(devnet.tasks().newBatches(0, devnet.chain().head().number()))
              .extracting(NewBatch::pointer)
              .hasSize(2)
              .last()
              .isEqualTo("https://first.example/%s,https://second.example/%<s".formatted(name));
        }
      }
      assertThat(folder.resolve("batches")).doesNotExist();
    }
  }

  /** A bucket as the original's batcher is told of it. */
  private static String bucket(S3Server server, String name, String ending) {
    return """
    AWS_BUCKET_NAME%1$s=%2$s
    AWS_ACCESS_KEY_ID%1$s=%3$s
    AWS_SECRET_ACCESS_KEY%1$s=%4$s
    UPLOAD_ENDPOINT%1$s=%5$s
    DOWNLOAD_ENDPOINT%1$s=https://%2$s.example
    """
        .formatted(ending, name, S3Server.ACCESS_KEY, S3Server.SECRET_KEY, server.endpoint());
  }

  @Test
  void theKeyStoreOfAnotherBatcherIsRefusedWithBothAddresses() throws Exception {
    try (Engine engine = start(user())) {
      assertThatThrownBy(engine::awaitRunning)
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("takes batches from " + devnet.batcher().address())
          .hasMessageContaining("the key of " + user().address());
    }
  }

  private Wallet user() {
    return devnet.accounts().user("A");
  }

  private BatchInclusionData assertIncluded(BatcherClient client, long nonce) throws Exception {
    try (Submission connection = client.open()) {
      NoncedVerificationData data =
          new NoncedVerificationData(
              proofs.valid(),
              BigInteger.valueOf(nonce),
              BigInteger.TEN.pow(16),
              BigInteger.valueOf(31337),
              devnet.payments().address());
      connection.send(new SubmissionSigner(curve, user().key()).sign(data));
      return assertThat(connection.next(PATIENCE))
          .as("proof %d", nonce)
          .get()
          .asInstanceOf(InstanceOfAssertFactories.type(BatchInclusionData.class))
          .actual();
    }
  }

  private static ChainStatus chain(Engine engine) {
    return Objects.requireNonNull(engine.view().status().chain());
  }

  private void await(BooleanSupplier condition) throws Exception {
    long deadline = runtime.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(runtime.nanoTime()).as("in time").isLessThan(deadline);
      runtime.sleep(Duration.ofMillis(20));
    }
  }
}
