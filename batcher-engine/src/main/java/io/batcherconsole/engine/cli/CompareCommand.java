package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.Engine;
import io.batcherconsole.engine.EngineConfig;
import io.batcherconsole.engine.EngineException;
import io.batcherconsole.engine.EngineOptions;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.runtime.Durations;
import io.batcherconsole.engine.scenario.RunReport;
import io.batcherconsole.engine.scenario.RunReport.Spread;
import io.batcherconsole.engine.scenario.RunReport.UserReport;
import io.batcherconsole.engine.scenario.RunReportText;
import io.batcherconsole.engine.scenario.Scenario;
import io.batcherconsole.engine.scenario.ScenarioException;
import io.batcherconsole.engine.scenario.ScenarioLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the same scenario under several lockings, one after another, and sets them side by side. */
@Command(
    name = "compare",
    description = "Runs a scenario under several lockings and sets them side by side.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Each locking gets an engine and a chain of its own. Ratios carry the conclusion: times"
          + " depend",
      "on the machine."
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private EngineOptions engineOptions = new EngineOptions();

  @Parameters(paramLabel = "NAME", description = "name of the scenario")
  private String name;

  @Option(
      names = "--lockings",
      paramLabel = "A,B,…",
      split = ",",
      description =
          "which, the last one is what the others are measured by (default: all that"
              + " do not stand still when a block arrives)")
  private List<String> lockings = new ArrayList<>();

  @Option(
      names = "--verify-delay",
      paramLabel = "DURATION",
      description = "injected into every verification instead of the scenario's own: 300ms, 5s")
  private @Nullable String verifyDelay;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write all reports as JSON to this file")
  private @Nullable Path report;

  /** Made by picocli, which also fills in the options. */
  @SuppressWarnings("NullAway.Init")
  CompareCommand() {}

  @Override
  public Integer call()
      throws ScenarioException, EngineException, IOException, InterruptedException {
    EngineConfig config = engineOptions.config(0);
    Scenario scenario = ScenarioLibrary.of(config.assets().resolve("scenarios")).named(name);
    if (verifyDelay != null) {
      scenario = scenario.withVerifyDelay(VerifyDelay.parse(verifyDelay));
    }
    List<RunReport> reports = new ArrayList<>();
    for (String locking : chosen()) {
      EngineConfig under = config.toBuilder().locking(locking).build();
      try (Engine engine = Engine.open(under)) {
        engine.awaitRunning();
        reports.add(engine.play(scenario));
      }
    }
    print(reports, spec.commandLine().getOut());
    if (report != null) {
      RunReportText.writeJson(reports, report);
    }
    return 0;
  }

  /**
   * Checked before the first engine starts. A design that stands still at the first block that
   * arrives during a verification is compared only when it is named.
   */
  private List<String> chosen() {
    if (lockings.isEmpty()) {
      return Arrays.stream(LockingDesign.values())
          .filter(design -> !design.hazards().contains(Hazard.DRAIN_DEADLOCK))
          .map(LockingDesign::title)
          .toList();
    }
    return lockings.stream().map(locking -> LockingDesign.named(locking.strip()).title()).toList();
  }

  private static void print(List<RunReport> reports, PrintWriter out) {
    RunReport measure = reports.getLast();
    out.printf(
        "%s on %s, verify delay %s; ratios to %s%n%n",
        measure.scenario(),
        measure.chain(),
        Durations.words(measure.verifyDelayNanos()),
        measure.locking());
    out.printf(
        "%-22s %-5s %-22s %-22s %-14s %-24s %s%n",
        "locking",
        "user",
        "waited for user lock",
        "waited for batch lock",
        "batch lock",
        "time to the queue",
        "posted");
    out.printf(
        "%-22s %-5s %-22s %-22s %-14s %-24s%n",
        "", "", "median / longest", "median / longest", "longest hold", "median (ratio)");
    for (RunReport run : reports) {
      for (UserReport user : run.users()) {
        out.printf(
            "%-22s %-5s %-22s %-22s %-14s %-24s %d of %d%n",
            run.users().getFirst().equals(user) ? run.locking() : "",
            user.user(),
            words(user.waitedForLock()),
            words(user.waitedForBatchLock()),
            user.heldBatchLock().count() == 0 ? "–" : Durations.words(user.heldBatchLock().max()),
            Durations.words(user.admission().median()) + ratio(user, measure),
            user.posted(),
            user.sent());
      }
    }
    out.flush();
  }

  private static String ratio(UserReport user, RunReport measure) {
    return measure.users().stream()
        .filter(same -> same.user().equals(user.user()))
        .filter(same -> same.admission().median() > 0)
        .findFirst()
        .map(
            same ->
                String.format(
                    Locale.ROOT,
                    "  (%.1f ×)",
                    (double) user.admission().median() / same.admission().median()))
        .orElse("");
  }

  private static String words(Spread spread) {
    return spread.count() == 0
        ? "–"
        : Durations.words(spread.median()) + " / " + Durations.words(spread.max());
  }
}
