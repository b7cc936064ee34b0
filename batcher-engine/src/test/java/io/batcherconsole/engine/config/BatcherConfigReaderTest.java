package io.batcherconsole.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batcherconsole.engine.admission.AdmissionRules.NonPaying;
import io.batcherconsole.engine.batch.FeeRules;
import io.batcherconsole.engine.chain.Deployment;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.Secp256k1;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BatcherConfigReaderTest {
  private static final Secp256k1 CURVE = Secp256k1.fastest();
  private static final Bytes KEY =
      Bytes.fromHex("2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6");
  private static final Address MANAGER = Address.of("0x851356ae760d987E095750cCeb3bC6014560891C");
  private static final Address PAYMENTS = Address.of("0x7bc06c482DEAd17c0e297aFbC32f6e63d3846650");

  @TempDir private Path folder;
  private Path file;
  private String yaml;

  @SuppressWarnings("NullAway.Init") // written before each test
  BatcherConfigReaderTest() {}

  @BeforeEach
  void write() throws Exception {
    file =
        ConfigFiles.write(
            folder,
            "http://main.example:8545",
            "http://other.example:8545",
            new Deployment(MANAGER, PAYMENTS),
            new Wallet(KEY, CURVE.address(KEY)));
    yaml = Files.readString(file);
  }

  private BatcherConfig read(String content, Map<String, String> environment)
      throws ConfigException {
    return new BatcherConfigReader(CURVE, folder)
        .read("config.yaml", content.getBytes(StandardCharsets.UTF_8), environment);
  }

  private List<String> problems(String content) {
    return problems(content, Map.of());
  }

  private List<String> problems(String content, Map<String, String> environment) {
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> read(content, environment));
    assertThat(refused).as("it is refused").isNotNull();
    refused.problems().forEach(problem -> assertThat(refused.getMessage()).contains(problem));
    return refused.problems();
  }

  @Test
  void theOriginalsFileIsReadWithAllItsKeys() throws Exception {
    BatcherConfig config = new BatcherConfigReader(CURVE, folder).read(file, null, Map.of());

    assertThat(config.nodes())
        .isEqualTo(
            new BatcherConfig.Nodes(
                URI.create("http://main.example:8545"),
                Optional.of(URI.create("http://other.example:8545"))));
    assertThat(config.contracts()).isEqualTo(new Deployment(MANAGER, PAYMENTS));
    assertThat(config.batcher().key()).isEqualTo(KEY);
    assertThat(config.nonPaying())
        .contains(
            new NonPaying(
                Address.of("0xa0ee7a142d267c1f36714e4a8f75612f20a79720"),
                Address.of("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266")));
    assertThat(config.limits())
        .isEqualTo(new BatcherConfig.Limits(10_001, 4_194_305, 268_435_455, 3_001));
    assertThat(config.fees()).isEqualTo(new FeeRules(330_001, 126, 127));
    assertThat(config.minBumpPercent()).isEqualTo(11);
    assertThat(config.preVerification()).isTrue();
    assertThat(config.disabledVerifiers())
        .containsExactlyInAnyOrder(ProvingSystem.SP1, ProvingSystem.RISC0);
    assertThat(config.acceptUnverified()).containsExactly(ProvingSystem.MINA);
    assertThat(config.blockInterval()).isEqualTo(2);
    assertThat(config.receiptTimeout()).isEqualTo(Duration.ofMillis(96_001));
    assertThat(config.unlockPolling()).isEqualTo(Duration.ofSeconds(601));
    assertThat(config.metricsPort()).isEqualTo(9094);
    assertThat(config.storage().buckets()).isEmpty();
    assertThat(config.notes())
        .singleElement()
        .asString()
        .startsWith("These keys are not used here: environment, ")
        .contains("eth_ws_url", "batcher.batch_size_interval", "batcher.telemetry_ip_port_address");
    assertThat(config.toString()).doesNotContain(KEY.toHex(), ConfigFiles.PASSWORD);
  }

  @Test
  void anOlderFileWithFewerKeysIsReadAndSaysWhatCountsInstead() throws Exception {
    String older =
        yaml.replaceAll(
                "(?m)^  (aggregator|min_bump|balance|amount|disabled|accept|max_queue).*\n", "")
            .replaceAll("(?m)^eth_rpc_url_fallback.*\n", "")
            .replaceAll("(?s)  non_paying:.*", "  max_batch_size: 268435456\n");

    BatcherConfig config = read(older, Map.of());

    assertThat(config.fees()).isEqualTo(FeeRules.DEFAULT);
    assertThat(config.nodes().fallback()).isEmpty();
    assertThat(config.nonPaying()).isEmpty();
    assertThat(config.disabledVerifiers()).isEmpty();
    assertThat(config.acceptUnverified()).isEmpty();
    assertThat(config.notes())
        .anySatisfy(
            note ->
                assertThat(note)
                    .startsWith("These keys are not known")
                    .contains("batcher.max_batch_size (config.yaml:"))
        .anySatisfy(
            note ->
                assertThat(note)
                    .startsWith("These keys are not set")
                    .contains("batcher.max_queue_size 10000", "batcher.min_bump_percentage 10"));
  }

  @Test
  void theSameNodeTwiceIsOneNode() throws Exception {
    assertThat(read(yaml.replace("other.example", "main.example"), Map.of()).nodes().fallback())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "block_interval: 2            | block_interval: soon     | 20 | \"soon\" is not a whole"
            + " number from 0 to 1000000 (blocks)",
        "max_queue_size: 10001        | max_queue_size: 0        | 26 | \"0\" is not a whole number"
            + " from 1 to 1000000 (proofs)",
        "max_queue_size: 10001        | max_queue_size: -5       | 26 | \"-5\" is not",
        "max_queue_size: 10001        | max_queue_size: [1]      | 26 | there is a list where a"
            + " single value belongs",
        "metrics_port: 9094           | metrics_port: 70000      | 28 | from 0 to 65535",
        "max_proof_size: 4194305      | max_proof_size: 1e9      | 23 | a whole number from 1 to"
            + " 67108864 (bytes)",
        "is_enabled: true             | is_enabled: yes          | 27 | \"yes\" is not true or"
            + " false",
        "disabled_verifiers: [SP1,    | disabled_verifiers: [SP9,| 36 | there are"
            + " GnarkPlonkBls12_381, GnarkPlonkBn254",
        "accept_unverified: [Mina]    | accept_unverified: [Min] | 37 | there are"
            + " GnarkPlonkBls12_381, GnarkPlonkBn254",
        "disabled_verifiers: [SP1,    | disabled_verifiers: 3 #  | 36 | there is a single value"
            + " where a list belongs",
        "eth_rpc_url: \"http:         | eth_rpc_url: \"ftp:      | 5 | is not an http:// or"
            + " https:// URL",
        "address: '0xa0Ee7A           | address: '0xa0           | 31 | is not an address: 0x and"
            + " 40 hex digits",
        "private_key: ac0974bec39a    | private_key: ac09        | 32 | is no private key; 64 hex"
            + " digits belong there",
        "private_key_store_path: \"   | private_key_store_path: \"/nowhere | 13 | does not exist or"
            + " is no file",
        "store_password: \"correct    | store_password: \"wrong  | 13 | check the password",
        "file_path: \"/               | file_path: \"/nowhere/   | 3 | The deployment file"
            + " /nowhere/",
        "max_batch_byte_size: 268435455 | max_batch_byte_size: 4194313 | 23 | a proof of 4194305"
            + " bytes makes a batch of 4194314"
      })
  void aWrongValueIsRefusedWithItsLineItsKeyAndWhatBelongs(
      String right, String wrong, int line, String sentence) {
    assertThat(yaml).contains(right);
    String content = yaml.replaceFirst(Pattern.quote(right), wrong);
    assertThat(problems(content))
        .singleElement()
        .asString()
        .contains(sentence)
        .startsWith("config.yaml:" + line + ": ")
        .doesNotContain("ac09");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    String content =
        yaml.replace("block_interval: 2", "block_interval: x")
            .replace("metrics_port: 9094", "metrics_port: y")
            .replace("eth_rpc_url:", "eth_rpc_urls:");

    assertThat(problems(content))
        .hasSize(4)
        .anyMatch(problem -> problem.contains("eth_rpc_url: is missing"))
        .anyMatch(problem -> problem.contains("batcher.block_interval"))
        .anyMatch(problem -> problem.contains("batcher.metrics_port"))
        .anyMatch(problem -> problem.contains("not known: eth_rpc_urls (config.yaml:5)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing\n",
        "just a text",
        "- a\n- b\n",
        "batcher: &a {block_interval: 1}\necdsa: *a\n",
        "a: &a [x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n",
        "a: [[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]\n",
        "a: 1\n---\nb: 2\n",
        "a: [1, 2\n",
        "a: \"open\n",
        "\ta: 1\n",
        "batcher: 5\necdsa: []\n",
        "eth_rpc_url: http://a\neth_rpc_url: http://b\n"
      })
  void whatIsNoConfigurationIsRefused(String content) {
    assertThat(problems(content))
        .isNotEmpty()
        .allMatch(problem -> problem.startsWith("config.yaml"));
  }

  @Test
  void filesThatAreNotThereOrFarTooLargeOrNoTextAreRefused() throws Exception {
    BatcherConfigReader reader = new BatcherConfigReader(CURVE, folder);
    Path large = Files.write(folder.resolve("large.yaml"), new byte[300_000]);

    for (Path path : List.of(folder.resolve("missing.yaml"), folder, large)) {
      assertThat(
              catchThrowableOfType(ConfigException.class, () -> reader.read(path, null, Map.of())))
          .hasMessageContaining(path.getFileName().toString());
    }
    assertThat(
            catchThrowableOfType(
                ConfigException.class,
                () -> reader.read("x.yaml", new byte[] {(byte) 0xff, 'a'}, Map.of())))
        .hasMessageContaining("UTF-8");
  }

  @Test
  void theStoreComesFromTheEnvironmentAndWhatThatLacksFromAFile() throws Exception {
    Path environment = folder.resolve(".env");
    Files.writeString(
        environment,
        """
        # the first bucket
        export AWS_ACCESS_KEY_ID=id
        AWS_SECRET_ACCESS_KEY="secret one" # not shown
        AWS_BUCKET_NAME='aligned.storage'
        UPLOAD_ENDPOINT=http://localhost:4566
        DOWNLOAD_ENDPOINT=http://localhost:4566/aligned.storage # here
        AWS_BUCKET_NAME_SECONDARY=second
        AWS_ACCESS_KEY_ID_SECONDARY=id2
        AWS_SECRET_ACCESS_KEY_SECONDARY=secret two
        AWS_REGION_SECONDARY=eu-west-1
        DOWNLOAD_ENDPOINT_SECONDARY=https://second.example
        RUST_LOG=info
        UPLOAD_ENDPOINT_SECONDARY= # Amazon's
        """);

    BatcherConfig config =
        new BatcherConfigReader(CURVE, folder)
            .read(file, environment, Map.of("AWS_ACCESS_KEY_ID", "from the environment"));

    assertThat(config.storage().buckets()).hasSize(2);
    var first = config.storage().buckets().getFirst();
    assertThat(first.accessKey()).isEqualTo("from the environment");
    assertThat(first.secretKey()).as("without its quotes").isEqualTo("secret one");
    assertThat(first.name()).isEqualTo("aligned.storage");
    assertThat(first.region()).isEqualTo("us-east-2");
    assertThat(first.uploadEndpoint()).isEqualTo(URI.create("http://localhost:4566"));
    assertThat(first.downloadEndpoint())
        .isEqualTo(URI.create("http://localhost:4566/aligned.storage"));
    var second = config.storage().buckets().getLast();
    assertThat(second.region()).isEqualTo("eu-west-1");
    assertThat(second.uploadEndpoint()).isNull();
    assertThat(config.toString()).doesNotContain("secret");
  }

  @Test
  void aQuoteThatDoesNotEndOrIsNotTheEndIsRefused() throws Exception {
    Path environment = folder.resolve(".env");
    Files.writeString(environment, "A=\"never ends\nB='ends' here\nC='ends' # here\nD=\"\"\n");

    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class,
            () -> new BatcherConfigReader(CURVE, folder).read(file, environment, Map.of()));

    assertThat(refused.problems())
        .containsExactly(
            environment + ":1: the quote before the value of A is not closed behind it",
            environment + ":2: there is something behind the quoted value of B");
  }

  /** They are there for a bucket, whose name is perhaps misspelt. */
  @Test
  void variablesOfABucketWithoutANameAreNamed() throws Exception {
    BatcherConfig config =
        read(
            yaml,
            Map.of(
                "UPLOAD_ENDPOINT", "http://localhost:4566",
                "AWS_ACCESS_KEY_ID", "for another program, perhaps",
                "AWS_BUCKET_NAME_SECOND", "second",
                "AWS_ACCESS_KEY_ID_SECONDARY", "id2",
                "DOWNLOAD_ENDPOINT_SECONDARY", "https://second.example"));

    assertThat(config.storage().buckets()).isEmpty();
    assertThat(config.notes())
        .contains(
            "AWS_BUCKET_NAME is not set in the environment, so UPLOAD_ENDPOINT has no effect and"
                + " batches go into a folder.",
            "AWS_BUCKET_NAME_SECONDARY is not set in the environment, so"
                + " AWS_ACCESS_KEY_ID_SECONDARY, DOWNLOAD_ENDPOINT_SECONDARY have no effect and"
                + " there is no second bucket.");
  }

  @Test
  void aBucketWithoutItsKeysIsRefused() {
    assertThat(problems(yaml, Map.of("AWS_BUCKET_NAME", "b", "UPLOAD_ENDPOINT", "localhost:4566")))
        .containsExactlyInAnyOrder(
            "environment: AWS_ACCESS_KEY_ID is not set; the bucket b needs it",
            "environment: AWS_SECRET_ACCESS_KEY is not set; the bucket b needs it",
            "environment: DOWNLOAD_ENDPOINT is not set; the bucket b needs it",
            "environment: UPLOAD_ENDPOINT is not an http:// or https:// URL with a host");
  }
}
