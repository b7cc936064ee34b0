package io.batcherconsole.engine.compare;

import io.batcherconsole.engine.compare.DesignReport.Found;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.runtime.Durations;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A comparison for a person: a column for each design, what convinces first on top. At most {@value
 * #WIDTH} characters wide; designs that find no room follow below.
 */
public final class ComparisonTable {
  private static final int WIDTH = 120;
  private static final int LABEL = 30;
  private static final int SIDE_BY_SIDE = 4;

  /** With more users than this, each one's row is in the JSON report only. */
  private static final int MOST_USERS = 4;

  private final DesignReport measure;
  private final PrintWriter out;
  private final List<DesignReport> designs;
  private final int column;

  private ComparisonTable(Comparison comparison, List<DesignReport> designs, PrintWriter out) {
    this.measure = comparison.measuredBy();
    this.designs = designs;
    this.out = out;
    this.column = Math.min(28, (WIDTH - LABEL) / designs.size());
  }

  /** Prints the whole. */
  public static void print(Comparison comparison, PrintWriter out) {
    out.printf(
        "%s on %s, %s, seed %d; ratios to %s%n",
        comparison.scenario(),
        comparison.chain(),
        comparison.delayInWords(),
        comparison.seed(),
        comparison.measure());
    List<DesignReport> all = comparison.designs();
    for (int from = 0; from < all.size(); from += SIDE_BY_SIDE) {
      List<DesignReport> some = all.subList(from, Math.min(all.size(), from + SIDE_BY_SIDE));
      new ComparisonTable(comparison, some, out).print();
    }
    out.println();
    comparison
        .conclusions()
        .forEach((locking, sentence) -> out.printf("%s: %s%n", locking, sentence));
    if (!comparison.doubt().isEmpty()) {
      out.println(comparison.doubt());
    }
    for (DesignReport design : all) {
      if (design.run().problem() != null) {
        out.printf("%s stopped: %s%n", design.locking(), design.run().problem());
      }
      if (design.run().notDrawn() > 0) {
        out.printf(
            "%s: %d event records were dropped; its stages are not exact, its locks are.%n",
            design.locking(), design.run().notDrawn());
      }
    }
    out.flush();
  }

  private void print() {
    out.println();
    row("", DesignReport::locking);
    row("comes with", ComparisonTable::caution);
    isolation();
    lock("batch", "batch lock (all users share it)");
    lock("user", "user locks (each user's own)");
    findings();
    throughput();
    stages();
  }

  private static String caution(DesignReport design) {
    String hazards = LockingDesign.named(design.locking()).caution();
    return hazards.isEmpty() ? "no hazard" : hazards;
  }

  private void isolation() {
    Isolation any = designs.getFirst().isolation();
    title("isolation: a user B beside A's slow proofs");
    row("to the queue: B alone", design -> words(design.isolation().alone().p50()));
    row(
        "beside A's of " + Durations.words(any.slowNanos()),
        design -> words(design.isolation().beside().p50()));
    row(
        "B is slower by",
        design ->
            design.isolation().known()
                ? words(design.isolation().addedNanos())
                    + "  ("
                    + Conclusion.ratio(design.isolation().slowdown())
                    + ")"
                : "–");
    row(
        "of A's delay B waits too",
        design -> design.isolation().known() ? percent(design.isolation().share()) : "–");
  }

  private void lock(String kind, String title) {
    if (designs.stream().allMatch(design -> design.lock(kind).isEmpty())) {
      return;
    }
    title(title);
    row("waited in all", design -> ofLock(design, kind, LockFigures::waitTotal));
    row("p99 wait", design -> ofLock(design, kind, LockFigures::waitP99));
    row("longest wait", design -> ofLock(design, kind, LockFigures::waitMax));
    row("longest hold", design -> ofLock(design, kind, LockFigures::holdMax));
    row("  in", design -> design.lock(kind).map(LockFigures::holdSite).orElse("–"));
    if (designs.stream().anyMatch(d -> d.lock(kind).filter(l -> l.timeouts() > 0).isPresent())) {
      row(
          "waits given up",
          design -> design.lock(kind).map(lock -> "" + lock.timeouts()).orElse("–"));
    }
  }

  private String ofLock(DesignReport design, String kind, ToLongFunction<LockFigures> figure) {
    return design
        .lock(kind)
        .map(
            lock ->
                words(figure.applyAsLong(lock))
                    + ratio(
                        design,
                        figure.applyAsLong(lock),
                        measure.lock(kind).map(figure::applyAsLong).orElse(-1L)))
        .orElse("–");
  }

  private void findings() {
    title("findings: what the watchdog saw");
    Set<String> checks = new LinkedHashSet<>();
    designs.forEach(design -> design.findings().forEach(found -> checks.add(found.check())));
    if (checks.isEmpty()) {
      row("", design -> "none");
    }
    for (String check : checks) {
      row(
          check,
          design ->
              design.findings().stream()
                  .filter(found -> found.check().equals(check))
                  .findFirst()
                  .map(ComparisonTable::times)
                  .orElse("none"));
    }
  }

  private static String times(Found found) {
    return found.times() + " (" + found.severity() + ")";
  }

  private void throughput() {
    title("throughput");
    row("proofs queued a second", design -> rate(design, DesignReport::queuedPerSecond));
    row("proofs posted a second", design -> rate(design, DesignReport::postedPerSecond));
    row("posted", design -> design.posted() + " of " + design.sent());
    Set<String> reasons = new LinkedHashSet<>();
    designs.forEach(design -> reasons.addAll(design.refused().keySet()));
    for (String reason : reasons) {
      row("  " + reason, design -> "" + design.refused().getOrDefault(reason, 0));
    }
    row("batches", design -> "" + design.run().batches().size());
  }

  private String rate(DesignReport design, Function<DesignReport, Double> figure) {
    double own = figure.apply(design);
    double other = figure.apply(measure);
    return String.format(Locale.ROOT, "%.1f", own)
        + (other == 0 || design.equals(measure) ? "" : "  (" + Conclusion.ratio(own / other) + ")");
  }

  private void stages() {
    title("where a proof's time goes: median / p99");
    for (String stage : measure.stages().keySet()) {
      row(stage, design -> spread(design.stages().get(stage)));
    }
    Set<String> users = new LinkedHashSet<>(measure.users().keySet());
    if (users.size() > 1 && users.size() <= MOST_USERS) {
      title("time to the queue by user: median");
      for (String user : users) {
        row("  " + user, design -> ofUser(design, user));
      }
    }
  }

  private String ofUser(DesignReport design, String user) {
    Percentiles own = design.users().get(user);
    Percentiles other = measure.users().get(user);
    return own == null || own.count() == 0
        ? "–"
        : words(own.p50()) + ratio(design, own.p50(), other == null ? -1 : other.p50());
  }

  private void title(String title) {
    out.println();
    out.println(title);
  }

  /** A row; cells that are too long go on in the next line. */
  private void row(String label, Function<DesignReport, String> cell) {
    StringBuilder line = new StringBuilder(pad(label.isEmpty() ? "" : "  " + label, LABEL));
    StringBuilder more = new StringBuilder(" ".repeat(LABEL));
    for (DesignReport design : designs) {
      String text = cell.apply(design);
      int end = text.length() < column ? text.length() : text.lastIndexOf(' ', column - 2);
      end = end < 0 ? column - 2 : end;
      line.append(pad(text.substring(0, end), column));
      more.append(pad(text.substring(end).strip(), column));
    }
    out.println(line.toString().stripTrailing());
    if (!more.toString().isBlank()) {
      out.println(more.toString().stripTrailing());
    }
  }

  private static String pad(String text, int width) {
    String fitting = text.length() < width ? text : text.substring(0, width - 2) + "…";
    return fitting + " ".repeat(width - fitting.length());
  }

  private String ratio(DesignReport design, long own, long other) {
    return design.equals(measure) || own < 0 || other <= 0
        ? ""
        : "  (" + Conclusion.ratio((double) own / other) + ")";
  }

  private static String spread(@Nullable Percentiles times) {
    return times == null || times.count() == 0
        ? "–"
        : Durations.words(times.p50()) + " / " + Durations.words(times.p99());
  }

  private static String words(long nanos) {
    return nanos < 0 ? "–" : Durations.words(nanos);
  }

  private static String percent(double part) {
    return Math.round(100 * part) + " %";
  }
}
