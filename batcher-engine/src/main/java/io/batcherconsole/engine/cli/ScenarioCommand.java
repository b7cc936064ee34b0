package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.Engine;
import io.batcherconsole.engine.EngineConfig;
import io.batcherconsole.engine.EngineException;
import io.batcherconsole.engine.EngineOptions;
import io.batcherconsole.engine.scenario.RunReport;
import io.batcherconsole.engine.scenario.RunReportText;
import io.batcherconsole.engine.scenario.Scenario;
import io.batcherconsole.engine.scenario.ScenarioException;
import io.batcherconsole.engine.scenario.ScenarioLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one scenario headless and tells what happened. */
@Command(
    name = "scenario",
    description = "Runs a scenario against an engine of its own and tells what happened.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Ends 0 when every expectation held, 1 when one did not or it could not be played, 2 when",
      "an option or a scenario file is wrong. assets/scenarios/scenario.schema.json documents",
      "scenario files."
    })
final class ScenarioCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private EngineOptions engineOptions = new EngineOptions();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = ChosenScenario.NAME + "; without it, all are listed")
  private @Nullable String name;

  @Option(
      names = "--all",
      description =
          "plays each hazard's scenario, or NAME's alone, under its designs and under ordered, and"
              + " prints what became of it; ends 0 only if all is as the catalogue says")
  private boolean all;

  @Mixin private ChosenScenario chosen = new ChosenScenario();

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description = "how often it is run, one after another, on the same node (default: 1)")
  private int repeat = 1;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write the report as JSON to this file")
  private @Nullable Path report;

  /** Made by picocli, which also fills in {@link #spec}. */
  @SuppressWarnings("NullAway.Init")
  ScenarioCommand() {}

  @Override
  public Integer call()
      throws ScenarioException, EngineException, IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    EngineConfig config = engineOptions.config(0);
    ScenarioLibrary library = ScenarioLibrary.of(config.assets().resolve("scenarios"));
    ResultFile.prepare("--report", report);
    if (all) {
      return hazards(config, library, out);
    }
    if (name == null) {
      library
          .all()
          .forEach(one -> out.printf("%-24s %s%n", one.info().name(), one.info().summary()));
      return 0;
    }
    if (repeat < 1) {
      throw new IllegalArgumentException("--repeat takes a number from 1 on, not " + repeat + ".");
    }
    Scenario scenario = chosen.in(library, name);
    boolean passed = true;
    try (Engine engine = Engine.open(config.fitted(scenario.needs()))) {
      engine.awaitRunning();
      for (int run = 1; run <= repeat; run++) {
        RunReport played = engine.play(scenario);
        RunReportText.print(played, out);
        if (report != null) {
          RunReportText.writeJson(played, numbered(report, run));
          out.println("Report: " + numbered(report, run));
        }
        passed &= played.passed();
      }
    }
    return passed ? 0 : 1;
  }

  private int hazards(EngineConfig config, ScenarioLibrary library, PrintWriter out)
      throws IOException, InterruptedException {
    if (chosen.isChanged() || repeat != 1 || !engineOptions.lockings().isEmpty()) {
      throw new IllegalArgumentException(
          "--all plays each scenario as it is, once under each of its designs: leave"
              + " --verify-delay, --repeat and --locking out.");
    }
    List<Scenario> scenarios = name == null ? library.all() : List.of(chosen.in(library, name));
    if (scenarios.stream().allMatch(scenario -> scenario.hazard() == null)) {
      throw new IllegalArgumentException(
          name + " provokes no hazard: play it without --all, or name one that does.");
    }
    HazardTable table = new HazardTable(config, out);
    List<HazardTable.Cell> cells = table.play(scenarios);
    boolean asTold = table.conclude(cells);
    if (report != null) {
      RunReportText.writeJson(cells, report);
    }
    return asTold ? 0 : 1;
  }

  /** The file itself for the first run, "name-2.json" for the second. */
  private static Path numbered(Path file, int run) {
    if (run == 1) {
      return file;
    }
    String fileName = String.valueOf(file.getFileName());
    int dot = fileName.lastIndexOf('.');
    String numbered =
        dot < 0
            ? fileName + "-" + run
            : fileName.substring(0, dot) + "-" + run + fileName.substring(dot);
    return file.resolveSibling(numbered);
  }
}
