package io.batcherconsole.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.ChainChoice;
import io.batcherconsole.engine.Engine;
import io.batcherconsole.engine.EngineConfig;
import io.batcherconsole.engine.client.InclusionFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code submit} against a running batcher, as a person calls it. */
@Timeout(120)
class SubmitCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aBurstGetsOnChainAndItsInclusionDataIsKept() throws Exception {
    assertThat(
            execute(
                "make-proofs", "--system", "GnarkGroth16Bn254", "--count", "1", "--out", proofs()))
        .isZero();
    EngineConfig config =
        EngineConfig.devnet(Path.of(System.getProperty("assets.dir"))).toBuilder()
            .chain(new ChainChoice.Simulated())
            .blockTime(Duration.ofMillis(300))
            .batchFolder(folder.resolve("batches"))
            .port(0)
            .build();
    try (Engine engine = Engine.open(config)) {
      engine.awaitRunning();
      URI url = engine.url().orElseThrow();

      assertThat(submit(url, "--repetitions", "3", "--random-address"))
          .as(out.toString() + err)
          .isZero();

      assertThat(out.toString()).contains("from nonce 0 on").contains("the last proof is on chain");
      try (Stream<Path> files = Files.list(folder.resolve("data"))) {
        List<Path> saved = files.toList();
        assertThat(saved).hasSize(6);
        for (Path file : saved) {
          if (file.toString().endsWith(".cbor")) {
            assertThat(new InclusionFiles(folder).load(file).isConsistent()).isTrue();
          }
        }
      }
      assertThat(submit(url, "--chain-id", "1")).isEqualTo(1);
      assertThat(out.toString()).contains("from nonce 3 on").contains("for another chain");
    }
  }

  @Test
  void whereNobodyListensIsSaid() {
    execute("make-proofs", "--system", "GnarkGroth16Bn254", "--count", "1", "--out", proofs());

    assertThat(submit(URI.create("ws://localhost:1"))).isEqualTo(1);
    assertThat(err.toString()).contains("cannot connect to ws://localhost:1");
  }

  /** Nobody is asked before all that is asked for is known to make sense. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--proof | no/such/file | no/such/file cannot be used: it does not exist.",
        "--repetitions | 0 | --repetitions takes 1 to",
        "--timeout | -1 | --timeout takes 1 to",
        "--max-fee | -1 | --max-fee takes a whole number from 0",
        "--payment-service | 0x12 | --payment-service takes an address",
        "--user | Z | There is no user Z",
        "--out | /dev/null/x | --out: nothing can be written to /dev/null/x",
        "--url | http://localhost:1 | a batcher's address is ws://host:port",
      })
  void whatMakesNoSenseIsToldInASentence(String option, String value, String sentence) {
    execute("make-proofs", "--system", "GnarkGroth16Bn254", "--count", "1", "--out", proofs());
    List<String> words =
        new ArrayList<>(List.of("submit", "--system", "GnarkGroth16Bn254", option, value));
    if (!option.equals("--proof")) {
      words.addAll(List.of("--proof", proofs() + "/0.proof"));
    }
    if (!option.equals("--out")) {
      words.addAll(List.of("--out", folder.resolve("data").toString()));
    }

    assertThat(execute(words.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).contains(sentence).doesNotContain("\tat ");
  }

  @Test
  void aFileWithoutAKeyIsNamedAndNotShown() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "not hex");

    assertThat(submit(URI.create("ws://localhost:1"), "--key-file", key.toString())).isEqualTo(2);
    assertThat(err.toString()).contains(key + " holds no private key").doesNotContain("not hex");
  }

  private String proofs() {
    return folder.resolve("proofs").toString();
  }

  private int submit(URI url, String... more) {
    List<String> words = new ArrayList<>(List.of("submit", "--url", url.toString()));
    words.addAll(List.of("--system", "GnarkGroth16Bn254", "--proof", proofs() + "/0.proof"));
    words.addAll(List.of("--vk", proofs() + "/0.vk", "--public-input", proofs() + "/0.pub"));
    words.addAll(List.of("--max-fee", "2000000000000000"));
    words.addAll(List.of("--out", folder.resolve("data").toString()));
    words.addAll(List.of(more));
    return execute(words.toArray(String[]::new));
  }

  private int execute(String... words) {
    CommandLine line = BatcherCommand.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(words);
  }
}
