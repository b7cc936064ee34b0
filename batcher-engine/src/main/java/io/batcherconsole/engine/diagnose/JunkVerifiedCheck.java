package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.diagnose.Incident.JunkVerified;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.locking.Hazard;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Proofs that were verified although their nonce or fee already spoke against them. */
final class JunkVerifiedCheck implements Check {
  private final Thresholds thresholds;

  JunkVerifiedCheck(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public String id() {
    return "junk-verified";
  }

  @Override
  public List<Finding> look(Observation now) {
    List<JunkVerified> junk = now.incidents(JunkVerified.class, thresholds.shown());
    if (junk.isEmpty()) {
      return List.of();
    }
    String reasons =
        junk.stream()
            .collect(Collectors.groupingBy(JunkVerified::reason, Collectors.counting()))
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .map(reason -> reason.getValue() + " × " + reason.getKey())
            .collect(Collectors.joining(", "));
    return List.of(
        Finding.of(
                "admission",
                Severity.WARNING,
                junk.getFirst().at(),
                junk.getLast().at(),
                Words.count(junk.size(), "proof")
                    + (junk.size() == 1 ? " was" : " were")
                    + " verified in vain within a minute: refused afterwards for nonce, fee or"
                    + " funds.")
            .detail(reasons + ".")
            .advice("Look at nonce, fee and funds first: it costs microseconds.")
            .hazard(now.hazard(Hazard.JUNK_VERIFIED_FIRST))
            .who(junk.stream().map(JunkVerified::proof).toList()));
  }
}
