package io.batcherconsole.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class CompareCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theTableTheReportAndThePictureTellOfTheDesignsThatWereNamed() throws Exception {
    Path report = folder.resolve("out/compare.json");
    Path picture = folder.resolve("out/compare.svg");

    int exit =
        execute(
            "compare",
            "few-proofs",
            "--locking",
            "ordered",
            "--verify-delay",
            "50ms",
            "--slow-proof",
            "300ms",
            "--chain",
            "simulated",
            "--report",
            report.toString(),
            "--picture",
            picture.toString());

    assertThat(exit).as(out + "" + err).isZero();
    assertThat(out.toString()).contains("ratios to ordered").contains("30 of 30");
    JsonNode comparison = new JsonMapper().readTree(report);
    assertThat(comparison.get("designs").get(0).get("locking").asString()).isEqualTo("ordered");
    assertThat(comparison.get("conclusions").get("ordered").asString())
        .contains("every proof is on chain");
    assertThat(Files.readString(picture)).contains("ordered").contains("<use href=\"#posted\"");
  }

  @Test
  void anUnknownLockingIsNamedBeforeAnythingStarts() {
    assertThat(execute("compare", "few-proofs", "--lockings", "optimistic")).isEqualTo(2);
    assertThat(err.toString()).contains("optimistic").contains("ordered");
  }

  @Test
  void severalDesignsAreForComparingOnly() {
    assertThat(execute("scenario", "few-proofs", "--locking", "per-user,ordered")).isEqualTo(2);
    assertThat(err.toString()).contains("One design at a time");
  }

  private int execute(String... arguments) {
    return BatcherCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
