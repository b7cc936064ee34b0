package io.batcherconsole.app.faults;

import io.batcherconsole.engine.event.FaultView;
import java.util.List;
import java.util.stream.Collectors;

/** A rule in words. */
final class RuleWords {
  /** More names than this are counted, not named. */
  private static final int MOST_NAMES = 3;

  private RuleWords() {}

  /** "7 hits · 2 held here now", "7 hits · A·12 and B·9 stopped here". */
  static String hits(FaultView rule) {
    String hits = rule.hits() + (rule.hits() == 1 ? " hit" : " hits");
    int held = rule.heldNow().size();
    if (held == 0) {
      return hits + (rule.gate() ? " · nobody stopped here now" : " · none held now");
    }
    String does = rule.gate() ? " stopped here" : " held here now";
    return hits + " · " + (held > MOST_NAMES ? Integer.toString(held) : names(rule)) + does;
  }

  private static String names(FaultView rule) {
    List<FaultView.Held> held = rule.heldNow();
    return held.stream().map(FaultView.Held::label).collect(Collectors.joining(", "));
  }
}
