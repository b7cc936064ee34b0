package io.batcherconsole.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.batcherconsole.engine.chain.AnvilBinary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The two tests of PR 2014 from the command line. */
@Timeout(240)
class FewProofsTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void passesTwiceOnTheSimulatedChain() throws Exception {
    passesTwice("simulated");
  }

  @Test
  void passesTwiceOnAnvil() throws Exception {
    AnvilBinary anvil = new AnvilBinary(assets(), String.valueOf(System.getenv("PATH")));
    try {
      anvil.find();
    } catch (IOException missing) {
      abort("left out: " + missing.getMessage());
    }
    passesTwice("anvil");
  }

  private void passesTwice(String chain) throws Exception {
    Path report = folder.resolve("report.json");

    int exit =
        execute(
            "scenario",
            "few-proofs",
            "--verify-delay",
            "300ms",
            "--chain",
            chain,
            "--repeat",
            "2",
            "--report",
            report.toString());

    assertThat(exit).as(out + "" + err).isZero();
    JsonNode first = new JsonMapper().readTree(report);
    JsonNode second = new JsonMapper().readTree(folder.resolve("report-2.json"));
    assertThat(first.get("salt")).isNotEqualTo(second.get("salt"));
    for (JsonNode run : new JsonNode[] {first, second}) {
      assertThat(run.get("users")).hasSize(2);
      assertThat(run.get("users").get(0).get("posted").asInt()).isEqualTo(20);
      assertThat(run.get("users").get(1).get("posted").asInt()).isEqualTo(10);
      assertThat(run.get("expectations")).hasSize(8);
      assertThat(run.get("findings"))
          .allMatch(found -> found.get("severity").asString().equals("by design"));
    }
    assertThat(Files.size(report)).isPositive();
  }

  @Test
  void theBigLoadPassesToo() {
    int exit = execute("scenario", "big-load", "--chain", "simulated");

    assertThat(exit).as(out + "" + err).isZero();
    assertThat(out.toString()).contains("every proof is on chain: 450 proofs");
  }

  @Test
  void aSteadyLoadIsQuiet() {
    int exit = execute("scenario", "steady-load", "--chain", "simulated");

    assertThat(exit).as(out + "" + err).isZero();
    assertThat(out.toString())
        .contains("✓ no proof is refused: of 48 proofs")
        .contains("✓ nothing is found to be wrong");
  }

  @Test
  void theCollidingProofsAreExplained() {
    int exit = execute("scenario", "few-proofs-colliding", "--chain", "simulated");

    assertThat(exit).as(out + "" + err).isZero();
    assertThat(out.toString())
        .contains("5 nonces were used twice")
        .contains("✓ nothing is found to be wrong");
  }

  private int execute(String... arguments) {
    CommandLine command =
        BatcherCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  private static Path assets() {
    return Path.of(System.getProperty("assets.dir"));
  }
}
