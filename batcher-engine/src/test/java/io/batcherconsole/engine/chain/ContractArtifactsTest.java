package io.batcherconsole.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.chain.abi.AbiEvent;
import io.batcherconsole.engine.chain.abi.AbiFunction;
import io.batcherconsole.engine.chain.abi.PaymentServiceAbi;
import io.batcherconsole.engine.chain.abi.ServiceManagerAbi;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Keccak;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The compiled contracts, their sources, our codec and upstream's interface agree. */
class ContractArtifactsTest {
  private static final Path CONTRACTS = AnvilFixture.ASSETS.resolve("contracts");

  /** Of upstream and not ours: the BLS response, older events, and an owner's way of upstream. */
  private static final Set<String> NOT_OURS =
      Set.of(
          "respondToTaskV2(bytes32,address,(uint32[],(uint256,uint256)[],(uint256,uint256)[],(uint256[2],uint256[2]),(uint256,uint256),uint32[],uint32[],uint32[][]))",
          "TaskCreated(bytes32,uint256)",
          "NewBatchV2(bytes32,address,uint32,string)");

  private final JsonMapper json = new JsonMapper();

  @ParameterizedTest
  @ValueSource(strings = {"BatcherPaymentService", "AlignedLayerServiceManager"})
  void theSourceIsTheOneThatWasCompiled(String contract) throws Exception {
    JsonNode artifact = artifact(contract);
    byte[] source = Files.readAllBytes(CONTRACTS.resolve(artifact.path("source").stringValue()));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(source);
    assertThat(HexFormat.of().formatHex(hash))
        .as("%s.sol changed: run 'npm ci && node compile.mjs' in assets/contracts", contract)
        .isEqualTo(artifact.path("sourceSha256").stringValue());
    assertThat(artifact.path("solc").stringValue()).startsWith("0.8.37+");
  }

  @Test
  void theContractsHaveUpstreamsInterface() throws Exception {
    Map<String, String> compiled = new TreeMap<>();
    for (String contract : List.of("BatcherPaymentService", "AlignedLayerServiceManager")) {
      for (JsonNode entry : artifact(contract).path("abi")) {
        String signature = signature(entry);
        String hash =
            Keccak.hash(Bytes.of(signature.getBytes(StandardCharsets.US_ASCII))).bytes().toHex();
        boolean event = entry.path("type").stringValue().equals("event");
        compiled.put(signature, event ? hash : hash.substring(0, 8));
      }
    }
    try (InputStream vectors = getClass().getResourceAsStream("contracts.json")) {
      JsonNode upstream = json.readTree(Objects.requireNonNull(vectors));
      for (String group : List.of("selectors", "event_topics")) {
        for (Map.Entry<String, JsonNode> vector : upstream.path(group).properties()) {
          if (!NOT_OURS.contains(vector.getKey())) {
            assertThat(compiled).containsEntry(vector.getKey(), vector.getValue().stringValue());
          }
        }
      }
    }
  }

  @Test
  void ourCodecKnowsOnlyWhatTheContractsHave() throws Exception {
    assertThat(
            codec(
                PaymentServiceAbi.functions(),
                PaymentServiceAbi.errors(),
                PaymentServiceAbi.events()))
        .isSubsetOf(compiled("BatcherPaymentService"));
    assertThat(
            codec(
                ServiceManagerAbi.functions(),
                ServiceManagerAbi.errors(),
                ServiceManagerAbi.events()))
        .isSubsetOf(compiled("AlignedLayerServiceManager"));
  }

  /** The first argument of each event is indexed and no other: {@link AbiEvent} relies on it. */
  @Test
  void eventsHaveTheirFirstArgumentIndexed() throws Exception {
    for (String contract : List.of("BatcherPaymentService", "AlignedLayerServiceManager")) {
      for (JsonNode entry : artifact(contract).path("abi")) {
        if (entry.path("type").stringValue().equals("event")) {
          int index = 0;
          for (JsonNode input : entry.path("inputs")) {
            assertThat(input.path("indexed").booleanValue())
                .as("%s", signature(entry))
                .isEqualTo(index++ == 0);
          }
        }
      }
    }
  }

  @Test
  @Timeout(60)
  void compilingAgainGivesTheSameToTheByte() throws Exception {
    Assumptions.assumeTrue(
        Files.isDirectory(CONTRACTS.resolve("node_modules/solc")),
        "left out: solc is not installed (the build runs npm in assets/contracts where npm is"
            + " present)");
    Process check =
        new ProcessBuilder("node", "compile.mjs", "--check")
            .directory(CONTRACTS.toFile())
            .redirectErrorStream(true)
            .start();
    try (InputStream output = check.getInputStream()) {
      String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(check.waitFor(50, TimeUnit.SECONDS)).isTrue();
      assertThat(check.exitValue()).as(said).isZero();
    }
  }

  @Test
  void aMissingOrBrokenArtifactIsToldWithItsFile(@TempDir Path assets) throws Exception {
    assertThatThrownBy(() -> new ContractArtifacts(assets).paymentService())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("BatcherPaymentService.json is missing");
    Path folder = Files.createDirectories(assets.resolve("contracts/artifacts"));
    Files.writeString(folder.resolve("BatcherPaymentService.json"), "{\"bytecode\": \"0xzz\"}");
    assertThatThrownBy(() -> new ContractArtifacts(assets).paymentService())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be read");
  }

  private static Set<String> codec(
      List<AbiFunction> functions, List<AbiFunction> errors, List<AbiEvent> events) {
    Stream<String> calls =
        functions.stream().map(function -> "function " + function + function.results());
    return Stream.concat(
            calls,
            Stream.concat(
                errors.stream().map(error -> "error " + error),
                events.stream().map(event -> "event " + event)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> compiled(String contract) throws IOException {
    Set<String> parts = new TreeSet<>();
    for (JsonNode entry : artifact(contract).path("abi")) {
      String type = entry.path("type").stringValue();
      String results = type.equals("function") ? types(entry.path("outputs")).toString() : "";
      parts.add(type + " " + signature(entry) + results);
    }
    return parts;
  }

  private static String signature(JsonNode entry) {
    return entry.path("name").stringValue("")
        + types(entry.path("inputs")).stream().collect(Collectors.joining(",", "(", ")"));
  }

  private static List<String> types(JsonNode parameters) {
    return parameters.valueStream().map(each -> each.path("type").stringValue()).toList();
  }

  private JsonNode artifact(String contract) throws IOException {
    return json.readTree(Files.readAllBytes(CONTRACTS.resolve("artifacts/" + contract + ".json")));
  }
}
