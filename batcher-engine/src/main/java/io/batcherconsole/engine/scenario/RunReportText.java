package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.runtime.Durations;
import io.batcherconsole.engine.scenario.RunReport.BatchReport;
import io.batcherconsole.engine.scenario.RunReport.ContentionReport;
import io.batcherconsole.engine.scenario.RunReport.Spread;
import io.batcherconsole.engine.scenario.RunReport.Times;
import io.batcherconsole.engine.scenario.RunReport.UserReport;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Tells a run's report to a person and to a program. */
public final class RunReportText {
  private RunReportText() {}

  /** For a person. */
  public static void print(RunReport report, PrintWriter out) {
    out.printf(
        "%s on %s, locking %s: %s in %s%n",
        report.scenario(),
        report.chain(),
        report.lockingInWords(),
        report.passed() ? "passed" : "FAILED",
        Durations.words(report.tookNanos()));
    out.printf(
        "verify delay %s, seed %d, salt %s%n%n",
        Durations.words(report.verifyDelayNanos()), report.seed(), report.salt());
    printUsers(report, out);
    printContention(report, out);
    report.batches().forEach(batch -> printBatch(batch, out));
    out.println();
    for (ExpectationView expectation : report.expectations()) {
      out.printf(
          "%s %s: %s%n",
          switch (expectation.outcome()) {
            case HOLDS -> "✓";
            case BROKEN -> "✗";
            case PENDING -> "–";
          },
          expectation.sentence(),
          expectation.detail());
    }
    printFindings(report, out);
    if (report.hazard() != null) {
      out.println(report.hazard().sentence());
    }
    if (report.problem() != null) {
      out.println("It could not be played to its end: " + report.problem());
    }
    out.println();
    out.flush();
  }

  private static void printFindings(RunReport report, PrintWriter out) {
    if (report.findings().isEmpty()) {
      out.println("Nothing was found to be wrong.");
    }
    for (RunReport.FindingReport finding : report.findings()) {
      out.printf(
          "found (%s%s): %s%s%s%n",
          finding.severity(),
          finding.hazard() == null ? "" : ", " + finding.hazard(),
          finding.worst() == null ? "" : finding.worst() + " In the end: ",
          finding.sentence(),
          finding.times() == 1 ? "" : " It came " + finding.times() + " times.");
    }
  }

  private static void printUsers(RunReport report, PrintWriter out) {
    out.printf(
        "%-6s %5s %6s %7s  %-22s %-22s %-22s %-22s %-22s%n",
        "user",
        "sent",
        "posted",
        "refused",
        "waited for lock",
        "held lock",
        "injected",
        "verified",
        "queued");
    out.printf("%-29s%s%n", "", "median / longest");
    for (UserReport user : report.users()) {
      out.printf(
          "%-6s %5d %6d %7d  %-22s %-22s %-22s %-22s %-22s%n",
          user.user(),
          user.sent(),
          user.posted(),
          user.sent() - user.posted(),
          words(user.waitedForLock()),
          words(user.held()),
          words(user.injected()),
          words(user.verified()),
          words(user.queued()));
      user.refused()
          .forEach((reply, count) -> out.printf("       %d answered with %s%n", count, reply));
    }
    out.println();
  }

  private static void printContention(RunReport report, PrintWriter out) {
    String line = "%-23s %-37s %6s %9s %32s %32s %9s %6s%n";
    out.printf(
        line, "waited for", "where", "times", "waited", "wait", "hold", "timed out", "chain");
    String spread = "median / p99 / longest";
    out.printf(line, "", "", "", "in all", spread, spread, "", "");
    for (ContentionReport row : report.contention()) {
      out.printf(
          line,
          row.what(),
          row.where(),
          row.holds().count(),
          Durations.words(row.waits().total()),
          words(row.waits()),
          words(row.holds()),
          row.timeouts() == 0 ? "–" : row.timeouts(),
          row.longestChain() < 0 ? "–" : row.longestChain());
    }
    out.println();
  }

  private static String words(Times times) {
    return times.count() == 0
        ? "–"
        : Durations.words(times.p50())
            + " / "
            + Durations.words(times.p99())
            + " / "
            + Durations.words(times.max());
  }

  private static String words(Spread spread) {
    return spread.count() == 0
        ? "–"
        : Durations.words(spread.median()) + " / " + Durations.words(spread.max());
  }

  private static void printBatch(BatchReport batch, PrintWriter out) {
    out.printf(
        "batch #%d: %d %s (%s), %s%s%n",
        batch.number(),
        batch.proofs(),
        batch.proofs() == 1 ? "proof" : "proofs",
        batch.cut(),
        batch.block() == null ? "not on chain" : "block " + batch.block(),
        batch.operators() == 0
            ? ""
            : ", " + batch.operatorsSigned() + " of " + batch.operators() + " operators signed");
    out.println(
        "  "
            + batch.steps().stream()
                .map(
                    step ->
                        step.step()
                            + " "
                            + (step.nanos() < 0 ? "unfinished" : Durations.words(step.nanos()))
                            + (step.failed() ? " FAILED" : "")
                            + (step.note().isEmpty() ? "" : " (" + step.note() + ")"))
                .collect(Collectors.joining(" · ")));
    if (batch.failure() != null) {
      out.println("  " + batch.failure());
    }
  }

  /** For a program: one report, or several in one. */
  public static void writeJson(Object report, Path file) throws IOException {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    writeText(mapper.writeValueAsString(report), file);
  }

  /** Writes a file together with the folder that it is in. */
  public static void writeText(String text, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, text);
  }
}
