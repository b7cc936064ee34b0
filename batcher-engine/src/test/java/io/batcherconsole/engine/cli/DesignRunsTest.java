package io.batcherconsole.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.ChainChoice;
import io.batcherconsole.engine.EngineConfig;
import io.batcherconsole.engine.compare.Comparison;
import io.batcherconsole.engine.compare.ComparisonTable;
import io.batcherconsole.engine.compare.DesignReport;
import io.batcherconsole.engine.compare.LockFigures;
import io.batcherconsole.engine.scenario.Scenario;
import io.batcherconsole.engine.scenario.ScenarioLibrary;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ratios within one comparison; never a time by itself. */
@Timeout(180)
class DesignRunsTest {
  private static final Duration INJECTED = Duration.ofMillis(150);
  private static final Duration SLOW_PROOF = Duration.ofSeconds(1);
  private static final Map<String, DesignReport> designs = new HashMap<>();

  @SuppressWarnings("NullAway.Init")
  private static Comparison comparison;

  @BeforeAll
  static void play() throws Exception {
    Path assets = Path.of(System.getProperty("assets.dir"));
    EngineConfig config =
        EngineConfig.devnet(assets).toBuilder()
            .chain(ChainChoice.parse("simulated", Optional.empty()))
            .port(0)
            .blockTime(Duration.ofMillis(250))
            .build();
    Scenario scenario =
        ScenarioLibrary.of(assets.resolve("scenarios"))
            .named("few-proofs")
            .withVerifyDelay(INJECTED);
    DesignRuns runs = new DesignRuns(config, scenario, SLOW_PROOF);
    List<DesignReport> reports = new ArrayList<>();
    for (String locking : List.of("global-verify-inside", "per-user", "ordered")) {
      reports.add(runs.under(locking).report());
    }
    comparison = Comparison.of(reports);
    comparison.designs().forEach(design -> designs.put(design.locking(), design));
  }

  @Test
  void verifyingUnderTheOneLockMakesUsersWaitForEachOther() {
    DesignReport inside = design("global-verify-inside");
    DesignReport ordered = design("ordered");

    assertThat(inside.isolation().share()).as("B waits for most of A's delay").isGreaterThan(0.5);
    assertThat(batchLock(ordered, LockFigures::waitTotal))
        .isLessThan(batchLock(inside, LockFigures::waitTotal) / 3);
    assertThat(batchLock(inside, LockFigures::holdMax))
        .as("the injected delay is spent under the lock")
        .isGreaterThanOrEqualTo(INJECTED.toNanos());
    assertThat(batchLock(ordered, LockFigures::holdMax))
        .isLessThan(batchLock(inside, LockFigures::holdMax));
    assertThat(checks(inside)).contains("long-hold");
    assertThat(comparison.conclusions().get("global-verify-inside"))
        .contains("makes the others wait")
        .contains("against")
        .contains("found: long-hold");
  }

  @Test
  void orderedIsNoWorseThanAnyOtherInIsolationBatchLockWaitAndFindings() {
    DesignReport ordered = design("ordered");

    assertThat(designs.values())
        .hasSize(3)
        .allSatisfy(
            other -> {
              assertThat(ordered.isolation().share())
                  .isBetween(0.0, other.isolation().share() + 0.3);
              assertThat(batchLock(ordered, LockFigures::waitTotal))
                  .as("all of it together is less than one injected delay, or no more than there")
                  .isLessThan(
                      Math.max(INJECTED.toNanos(), 5 * batchLock(other, LockFigures::waitTotal)));
              assertThat(checks(other)).containsAll(checks(ordered));
            });
    assertThat(comparison.conclusions().get("ordered"))
        .contains("makes no other wait")
        .contains("every proof is on chain");
  }

  @Test
  void everythingIsAccountedFor() {
    assertThat(designs.values())
        .allSatisfy(
            design -> {
              assertThat(design.run().problem()).isNull();
              assertThat(design.queuedPerSecond()).isGreaterThan(design.postedPerSecond() * 0.99);
              assertThat(known(design.stages(), "arrival to queue").count()).isEqualTo(30);
              assertThat(known(design.stages(), "injected delay").p50())
                  .isGreaterThanOrEqualTo(INJECTED.toNanos());
              assertThat(known(design.users(), "A").count()).isEqualTo(20);
              assertThat(known(design.users(), "B").count()).isEqualTo(10);
              assertThat(design.refused()).isEmpty();
            });
  }

  @Test
  void theTableFitsATerminal() {
    StringWriter out = new StringWriter();

    ComparisonTable.print(comparison, new PrintWriter(out));

    assertThat(out.toString())
        .contains("ratios to ordered")
        .contains("isolation")
        .contains("batch lock")
        .contains("long-hold");
    assertThat(out.toString().lines().takeWhile(line -> !line.startsWith("global-verify-inside:")))
        .isNotEmpty()
        .allMatch(line -> line.length() <= 120);
  }

  private static DesignReport design(String locking) {
    return known(designs, locking);
  }

  private static <T> T known(Map<String, T> all, String name) {
    return Objects.requireNonNull(all.get(name), name);
  }

  private static long batchLock(DesignReport design, ToLongFunction<LockFigures> figure) {
    return design.locks().stream()
        .filter(lock -> lock.kind().equals("batch"))
        .mapToLong(figure)
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> checks(DesignReport design) {
    return design.findings().stream().map(DesignReport.Found::check).collect(Collectors.toSet());
  }
}
