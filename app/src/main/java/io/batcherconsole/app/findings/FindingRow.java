package io.batcherconsole.app.findings;

import io.batcherconsole.app.text.Figures;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.FindingsView;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One finding as a row.
 *
 * @param id the finding's
 * @param check the id of the check that found it
 * @param severity the worst that it has been
 * @param sentence what is the case; what was the case at its worst, when it is over
 * @param detail what else is known; empty for a row that is told in short
 * @param advice what to do about it, likewise
 * @param when "for 4.2 s", "12 s ago, for 3.4 s"
 * @param hazard the id of the hazard that it is, or empty
 * @param over whether its cause has ended
 * @param concerned serials of the actors concerned, the cause first
 * @param from where it begins in time, ns
 * @param to where it ends, ns; {@link Long#MAX_VALUE} while it lasts
 */
public record FindingRow(
    String id,
    String check,
    Severity severity,
    String sentence,
    String detail,
    String advice,
    String when,
    String hazard,
    boolean over,
    boolean silenced,
    List<Long> concerned,
    long from,
    long to) {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d) (ms|s|min|wei|proofs?)\\b");

  /** Findings that ended and are still listed. */
  static final int MOST_OVER = 8;

  /** Findings that are listed while their cause lasts. */
  static final int MOST_OPEN = 24;

  public FindingRow {
    concerned = List.copyOf(concerned);
  }

  /** Whether it is told in one sentence: nothing is wrong, it is over, or nobody wants to know. */
  public boolean quiet() {
    return over || silenced || !severity.wrong();
  }

  /**
   * The rows at {@code now}, ns: what is wrong, then what is by design, then what is silenced, then
   * the latest that are over.
   */
  public static List<FindingRow> of(FindingsView findings, long now) {
    List<FindingRow> wrong = new ArrayList<>();
    List<FindingRow> byDesign = new ArrayList<>();
    List<FindingRow> silenced = new ArrayList<>();
    List<FindingRow> over = new ArrayList<>();
    for (FindingView finding : findings.findings()) {
      FindingRow row = row(finding, now);
      if (!finding.open()) {
        over.add(row);
      } else if (finding.silenced()) {
        silenced.add(row);
      } else {
        (finding.severity().wrong() ? wrong : byDesign).add(row);
      }
    }
    List<FindingRow> open = new ArrayList<>(wrong);
    open.addAll(byDesign);
    open.addAll(silenced);
    List<FindingRow> rows = new ArrayList<>(first(open, MOST_OPEN));
    // What was by design and is over tells nobody anything.
    over.removeIf(row -> !row.severity().wrong());
    rows.addAll(first(over, MOST_OVER));
    return rows;
  }

  /** How many findings are not among {@link #of}'s rows although they last. */
  public static long unlisted(FindingsView findings) {
    long open = findings.findings().stream().filter(FindingView::open).count();
    return Math.max(0, open - MOST_OPEN);
  }

  private static List<FindingRow> first(List<FindingRow> rows, int most) {
    return rows.subList(0, Math.min(most, rows.size()));
  }

  private static FindingRow row(FindingView finding, long now) {
    boolean over = !finding.open();
    long end = over ? finding.end() : now;
    String lasted = "for " + Figures.duration(Math.max(0, end - finding.since())).text();
    String when =
        over
            ? Figures.duration(Math.max(0, now - finding.end())).text() + " ago, " + lasted
            : lasted;
    boolean quiet = over || finding.silenced() || !finding.severity().wrong();
    return new FindingRow(
        finding.id(),
        finding.check(),
        finding.severity(),
        unbroken(over ? finding.worstSentence() : finding.sentence()),
        quiet ? "" : unbroken(detail(finding, now)),
        quiet ? "" : unbroken(finding.advice()),
        finding.times() > 1 ? when + ", " + finding.times() + " times" : when,
        finding.hazard() == null ? "" : finding.hazard(),
        over,
        finding.silenced(),
        finding.actors().stream().map(Actor::serial).toList(),
        finding.since(),
        finding.end());
  }

  /** Begins with how it was at its worst, when that is behind it. */
  private static String detail(FindingView finding, long now) {
    FindingView.Peak peak = finding.peak();
    if (peak == null) {
      return finding.detail();
    }
    String worst =
        "A %s %s ago: %s"
            .formatted(
                finding.severity().words(),
                Figures.duration(Math.max(0, now - peak.at())).text(),
                peak.sentence());
    return finding.detail().isEmpty() ? worst : worst + " " + finding.detail();
  }

  /** Keeps a number and its unit on one line. */
  private static String unbroken(String words) {
    return NUMBER_AND_UNIT.matcher(words).replaceAll("$1\u00a0$2");
  }
}
