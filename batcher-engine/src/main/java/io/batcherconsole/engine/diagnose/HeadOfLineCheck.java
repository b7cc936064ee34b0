package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.ProofOnItsWay;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.runtime.Durations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Proofs that wait behind earlier ones of their own connection: the protocol's rule. */
final class HeadOfLineCheck implements Check {
  private final Thresholds thresholds;

  HeadOfLineCheck(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public String id() {
    return "head-of-line";
  }

  @Override
  public List<Finding> look(Observation now) {
    Map<String, List<ProofOnItsWay>> waited = new TreeMap<>();
    for (ProofOnItsWay way : now.onTheirWay()) {
      if (way.behindNanos() >= thresholds.slow().toNanos()
          && way.now().stage().phase() != Stage.Phase.QUEUE) {
        waited.computeIfAbsent(way.proof().user().name(), user -> new ArrayList<>()).add(way);
      }
    }
    List<Finding> found = new ArrayList<>();
    waited.forEach((user, proofs) -> found.add(finding(now, user, proofs)));
    return found;
  }

  private static Finding finding(Observation now, String user, List<ProofOnItsWay> waited) {
    ProofOnItsWay longest =
        waited.stream().max(Comparator.comparingLong(ProofOnItsWay::behindNanos)).orElseThrow();
    return Finding.of(
            "user " + user,
            Severity.BY_DESIGN,
            now.at() - longest.behindNanos(),
            now.at(),
            longest.proof().label()
                + " waited "
                + Durations.words(longest.behindNanos())
                + " behind earlier messages of its own connection.")
        .detail("A connection's messages are taken one at a time; no lock is waited for.")
        .advice("A client that wants them side by side opens more connections.")
        .hazard(Hazard.CONNECTION_HEAD_OF_LINE)
        .who(waited.stream().map(ProofOnItsWay::proof).toList());
  }
}
