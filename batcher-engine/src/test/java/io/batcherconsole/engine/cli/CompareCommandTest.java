package io.batcherconsole.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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

  /** What moving the verification under the one lock would have cost, in this run's own figures. */
  @Test
  void verifyingUnderTheBatchLockMakesUsersWaitForEachOtherAndOrderedDoesNot() throws Exception {
    Path report = folder.resolve("compare.json");

    int exit =
        execute(
            "compare",
            "few-proofs",
            "--lockings",
            "global-verify-inside,ordered",
            "--verify-delay",
            "100ms",
            "--chain",
            "simulated",
            "--report",
            report.toString());

    assertThat(exit).as(out + "" + err).isZero();
    assertThat(out.toString()).contains("global-verify-inside").contains("ratios to ordered");
    JsonNode reports = new JsonMapper().readTree(report);
    JsonNode inside = reports.get(0).get("users").get(1);
    JsonNode ordered = reports.get(1).get("users").get(1);
    assertThat(inside.get("user").asString()).isEqualTo("B");
    assertThat(longest(inside, "heldBatchLock"))
        .as("the injected delay is spent under the lock")
        .isGreaterThan(100_000_000L);
    assertThat(longest(ordered, "heldBatchLock")).isLessThan(longest(inside, "heldBatchLock"));
    assertThat(longest(ordered, "waitedForBatchLock"))
        .isLessThan(longest(inside, "waitedForBatchLock"));
  }

  @Test
  void anUnknownLockingIsNamedBeforeAnythingStarts() {
    assertThat(execute("compare", "few-proofs", "--lockings", "optimistic")).isEqualTo(1);
    assertThat(err.toString()).contains("optimistic").contains("ordered");
  }

  private static long longest(JsonNode user, String spread) {
    return user.get(spread).get("max").asLong();
  }

  private int execute(String... arguments) {
    return BatcherCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
