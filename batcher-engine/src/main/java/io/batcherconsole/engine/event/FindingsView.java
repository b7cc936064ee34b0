package io.batcherconsole.engine.event;

import java.util.List;
import java.util.Set;

/**
 * What was found out about an engine's health.
 *
 * @param at when it was last looked at, ns; {@link Long#MIN_VALUE} before the first look
 * @param findings those whose cause lasts, the worst first and then the oldest; then those that
 *     ended, the latest first
 * @param invariants what must always hold
 * @param silencedChecks ids of the checks of which a person wants to hear nothing
 */
public record FindingsView(
    long at,
    List<FindingView> findings,
    List<InvariantView> invariants,
    Set<String> silencedChecks) {
  /** Nothing was looked at yet. */
  public static final FindingsView NONE =
      new FindingsView(Long.MIN_VALUE, List.of(), List.of(), Set.of());

  public FindingsView {
    findings = List.copyOf(findings);
    invariants = List.copyOf(invariants);
    silencedChecks = Set.copyOf(silencedChecks);
  }

  /** Something that must always hold. */
  public record InvariantView(String id, String sentence, State state) {
    /** What is known of it. */
    public enum State {
      HOLDS,
      BROKEN,
      /** It could not be looked at yet. */
      UNKNOWN
    }
  }

  /** How many findings are to be counted: something is wrong now, and it is not silenced. */
  public long count() {
    return findings.stream().filter(FindingView::counts).count();
  }
}
