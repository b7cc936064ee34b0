package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.EngineConfig;
import io.batcherconsole.engine.EngineException;
import io.batcherconsole.engine.EngineOptions;
import io.batcherconsole.engine.compare.Comparison;
import io.batcherconsole.engine.compare.ComparisonPicture;
import io.batcherconsole.engine.compare.ComparisonTable;
import io.batcherconsole.engine.compare.DesignReport;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.scenario.RunReportText;
import io.batcherconsole.engine.scenario.Scenario;
import io.batcherconsole.engine.scenario.ScenarioException;
import io.batcherconsole.engine.scenario.ScenarioLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      "Each locking gets engines and chains of its own. Ratios carry the conclusion: times depend",
      "on the machine. Isolation is measured apart: user B alone, then beside A's slow proofs."
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private EngineOptions engineOptions = new EngineOptions();

  @Parameters(paramLabel = "NAME", description = ChosenScenario.NAME)
  private String name;

  @Option(
      names = "--lockings",
      paramLabel = "A,B,…",
      split = ",",
      description =
          "which, as --locking does too (default: all that do not stand still when a block"
              + " arrives); ratios are to 'ordered', or to the last one where it takes no part")
  private List<String> lockings = new ArrayList<>();

  @Mixin private ChosenScenario chosen = new ChosenScenario();

  @Option(
      names = "--slow-proof",
      paramLabel = "DURATION",
      defaultValue = "5s",
      description = "how long A's proofs take where isolation is measured (default: 5s)")
  private String slowProof = "5s";

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write all figures as JSON to this file")
  private @Nullable Path report;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "draw the lanes of all on one clock into this file, an SVG")
  private @Nullable Path picture;

  /** Made by picocli, which also fills in the options. */
  @SuppressWarnings("NullAway.Init")
  CompareCommand() {}

  @Override
  public Integer call()
      throws ScenarioException, EngineException, IOException, InterruptedException {
    List<String> designs = designs();
    EngineConfig config = engineOptions.config(0, designs.getFirst());
    Scenario scenario = chosen.in(ScenarioLibrary.of(config.assets().resolve("scenarios")), name);
    ResultFile.prepare("--report", report);
    ResultFile.prepare("--picture", picture);
    DesignRuns runs = new DesignRuns(config, scenario, slowProof());
    List<DesignReport> reports = new ArrayList<>();
    Map<String, Timeline> timelines = new LinkedHashMap<>();
    for (String design : designs) {
      DesignRuns.Played played = runs.under(design);
      reports.add(played.report());
      timelines.put(design, played.timeline());
    }
    Comparison comparison = Comparison.of(reports);
    PrintWriter out = spec.commandLine().getOut();
    ComparisonTable.print(comparison, out);
    if (report != null) {
      RunReportText.writeJson(comparison, report);
      out.println("Report: " + report);
    }
    if (picture != null) {
      RunReportText.writeText(ComparisonPicture.svg(comparison, timelines), picture);
      out.println("Picture: " + picture);
    }
    out.flush();
    return 0;
  }

  private Duration slowProof() {
    Duration slow = ChosenScenario.delay(slowProof);
    if (slow.isZero()) {
      throw new IllegalArgumentException("--slow-proof takes a time above 0, as 5s.");
    }
    return slow;
  }

  /**
   * Checked before the first engine starts. A design that stands still at the first block that
   * arrives during a verification is compared only when it is named.
   */
  private List<String> designs() {
    if (!lockings.isEmpty() && !engineOptions.lockings().isEmpty()) {
      throw new IllegalArgumentException(
          "--locking and --lockings are the same here: name all designs behind one of them.");
    }
    List<String> named = lockings.isEmpty() ? engineOptions.lockings() : lockings;
    if (named.isEmpty()) {
      return Arrays.stream(LockingDesign.values())
          .filter(design -> !design.hazards().contains(Hazard.DRAIN_DEADLOCK))
          .map(LockingDesign::title)
          .toList();
    }
    return named.stream()
        .map(locking -> LockingDesign.named(locking.strip()).title())
        .distinct()
        .toList();
  }
}
