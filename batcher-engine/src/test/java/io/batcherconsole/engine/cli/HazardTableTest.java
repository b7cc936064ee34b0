package io.batcherconsole.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.scenario.Scenario;
import io.batcherconsole.engine.scenario.ScenarioLibrary;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each hazard has its scenario; the quickest are played, each under its design and ours. */
@Timeout(120)
class HazardTableTest {
  private final StringWriter out = new StringWriter();

  @Test
  void everyHazardHasOneScenarioForDesignsThatHaveIt() throws Exception {
    List<Scenario> scenarios =
        ScenarioLibrary.of(Path.of(System.getProperty("assets.dir"), "scenarios")).all().stream()
            .filter(scenario -> scenario.hazard() != null)
            .toList();

    assertThat(scenarios).extracting(Scenario::hazard).containsExactlyInAnyOrder(Hazard.values());
    assertThat(scenarios)
        .allSatisfy(
            scenario -> {
              Hazard hazard = Objects.requireNonNull(scenario.hazard());
              assertThat(scenario.info().name()).isEqualTo(hazard.id());
              assertThat(scenario.lockings()).isNotEmpty();
              // What every design does by protocol is in no design's list.
              assertThat(scenario.lockings())
                  .as("all that have it, so that the others are those without: %s", hazard.id())
                  .containsExactlyInAnyOrderElementsOf(
                      Arrays.stream(LockingDesign.values())
                          .filter(design -> design != LockingDesign.ORDERED)
                          .filter(
                              design ->
                                  hazard == Hazard.CONNECTION_HEAD_OF_LINE
                                      || design.hazards().contains(hazard))
                          .toList());
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "junk-verified-first",
        "arbitrary-eviction",
        "orphaned-reply",
        "replacement-stalls-all",
        "restore-self-deadlock"
      })
  void happensUnderItsDesignAndNotUnderOurs(String hazard) {
    int exit =
        BatcherCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute("scenario", hazard, "--all", "--chain", "simulated");

    assertThat(exit).as(out.toString()).isZero();
    assertThat(out.toString()).contains("happened", "prevented", "2 of 2 are as");
    assertThat(out.toString().lines().filter(line -> line.startsWith(hazard)).toList())
        .as("one line for each design, and one of the table of all")
        .hasSize(3)
        .last()
        .asString()
        .endsWith("prevented")
        .contains("–")
        .doesNotContain("✗");
  }
}
