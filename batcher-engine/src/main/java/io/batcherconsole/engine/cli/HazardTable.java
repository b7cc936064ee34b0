package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.Engine;
import io.batcherconsole.engine.EngineConfig;
import io.batcherconsole.engine.EngineException;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.runtime.Durations;
import io.batcherconsole.engine.scenario.RunReport;
import io.batcherconsole.engine.scenario.RunReport.HazardReport;
import io.batcherconsole.engine.scenario.Scenario;
import io.batcherconsole.engine.scenario.ScenarioException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays every hazard's scenario under the designs that have it and under ours, each on an engine
 * and a chain of its own, and says what became of it.
 */
final class HazardTable {
  private static final int LABEL = 28;
  private static final int COLUMN = 15;

  private final EngineConfig config;
  private final PrintWriter out;

  HazardTable(EngineConfig config, PrintWriter out) {
    this.config = config;
    this.out = out;
  }

  /**
   * One cell.
   *
   * @param expected what hazards and designs promise: "happened", "prevented", "bounded" or "by
   *     design"
   * @param outcome what was seen, in the same words, or else what went wrong
   * @param found whether a finding named it while it lasted
   */
  record Cell(
      String hazard,
      String locking,
      String expected,
      String outcome,
      boolean found,
      String evidence,
      long tookNanos) {
    boolean matches() {
      return expected.equals(outcome);
    }

    /** In one word for the table of all. */
    private String word() {
      if (!matches()) {
        return "✗";
      }
      return found && outcome.equals("happened") ? "found" : outcome;
    }
  }

  /** Plays all, and prints each cell as it is known. */
  List<Cell> play(List<Scenario> scenarios) throws InterruptedException {
    out.printf("%-28s %-22s %-20s %-6s %s%n", "hazard", "locking", "outcome", "found", "evidence");
    List<Cell> cells = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      Hazard hazard = scenario.hazard();
      if (hazard == null) {
        continue;
      }
      List<LockingDesign> designs = new ArrayList<>(scenario.lockings());
      designs.add(LockingDesign.ORDERED);
      for (LockingDesign design : designs) {
        Cell cell = play(scenario, hazard, design);
        cells.add(cell);
        print(cell);
      }
    }
    return cells;
  }

  private Cell play(Scenario scenario, Hazard hazard, LockingDesign design)
      throws InterruptedException {
    String expected = design == LockingDesign.ORDERED ? hazard.ordered().words() : "happened";
    EngineConfig under =
        config.fitted(scenario.needs()).toBuilder().locking(design.title()).build();
    try (Engine engine = Engine.open(under)) {
      engine.awaitRunning();
      RunReport played = engine.play(scenario);
      boolean found =
          engine.findings().view().findings().stream()
              .anyMatch(finding -> hazard.id().equals(finding.hazard()));
      return new Cell(
          hazard.id(),
          design.title(),
          expected,
          outcome(played.hazard(), played.problem(), hazard, design),
          found,
          played.hazard() == null ? "" : played.hazard().evidence(),
          played.tookNanos());
    } catch (EngineException | ScenarioException failed) {
      // The others are played all the same.
      String why = "not played: " + failed.getMessage();
      return new Cell(hazard.id(), design.title(), expected, why, false, "", 0);
    }
  }

  /** In the words of what is expected, or what is wrong. */
  private static String outcome(
      @Nullable HazardReport seen, @Nullable String problem, Hazard hazard, LockingDesign design) {
    if (problem != null) {
      return "not played: " + problem;
    }
    if (seen == null) {
      return "not looked at";
    }
    if (design != LockingDesign.ORDERED) {
      return seen.happened() ? "happened" : "did not happen";
    }
    return switch (hazard.ordered()) {
      case PREVENTED -> seen.happened() ? "happened" : hazard.ordered().words();
      case BOUNDED ->
          seen.unanswered() == 0
              ? hazard.ordered().words()
              : seen.unanswered() + " proofs without an answer";
      case BY_DESIGN -> seen.happened() ? hazard.ordered().words() : "did not happen";
    };
  }

  private void print(Cell cell) {
    out.printf(
        "%-28s %-22s %-20s %-6s %s%s (%s)%n",
        cell.hazard(),
        cell.locking(),
        cell.outcome(),
        cell.found() ? "found" : "–",
        cell.matches() ? "" : "✗ expected: " + cell.expected() + ". ",
        cell.evidence(),
        Durations.words(cell.tookNanos()));
    out.flush();
  }

  /** Prints all on one page, and how many are as they should be; returns whether all are. */
  boolean conclude(List<Cell> cells) {
    out.println();
    header();
    cells.stream().map(Cell::hazard).distinct().forEach(hazard -> row(hazard, cells));
    long wrong = cells.stream().filter(cell -> !cell.matches()).count();
    out.printf(
        "%nfound: it happened, and a finding named it; –: not applicable; ✗: not as the"
            + " catalogue says.%n%d of %d are as the catalogue of hazards says.%n",
        cells.size() - wrong, cells.size());
    out.flush();
    return wrong == 0 && !cells.isEmpty();
  }

  /** The designs' names in two lines, parted at their last hyphen. */
  private void header() {
    StringBuilder upper = new StringBuilder(padded("", LABEL));
    StringBuilder lower = new StringBuilder(padded("", LABEL));
    for (LockingDesign design : LockingDesign.values()) {
      int part = design.title().lastIndexOf('-') + 1;
      upper.append(padded(design.title().substring(0, part), COLUMN));
      lower.append(padded(design.title().substring(part), COLUMN));
    }
    out.println(upper.toString().stripTrailing());
    out.println(lower.toString().stripTrailing());
  }

  private void row(String hazard, List<Cell> cells) {
    StringBuilder line = new StringBuilder(padded(hazard, LABEL));
    for (LockingDesign design : LockingDesign.values()) {
      line.append(
          padded(
              cells.stream()
                  .filter(cell -> cell.hazard().equals(hazard))
                  .filter(cell -> cell.locking().equals(design.title()))
                  .findFirst()
                  .map(Cell::word)
                  .orElse("–"),
              COLUMN));
    }
    out.println(line.toString().stripTrailing());
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
