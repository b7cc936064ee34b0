package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.ProofOnItsWay;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.runtime.Durations;
import java.util.Comparator;
import java.util.List;

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
    List<ProofOnItsWay> waited =
        now.onTheirWay().stream()
            .filter(way -> way.now().stage().phase() != Stage.Phase.QUEUE)
            .filter(way -> behind(now, way) >= thresholds.slow().toNanos())
            .sorted(Comparator.comparingLong((ProofOnItsWay way) -> behind(now, way)).reversed())
            .toList();
    return waited.isEmpty() ? List.of() : List.of(finding(now, waited));
  }

  /** How long the proof has waited, or waited before it had its turn, ns. */
  private static long behind(Observation now, ProofOnItsWay way) {
    return way.now().stage() == Stage.BEHIND_CONNECTION
        ? now.at() - way.now().since()
        : way.behindNanos();
  }

  /** One for all users: it is the same rule for each. */
  private static Finding finding(Observation now, List<ProofOnItsWay> waited) {
    ProofOnItsWay longest = waited.getFirst();
    long users = waited.stream().map(way -> way.proof().user()).distinct().count();
    long nanos = behind(now, longest);
    return Finding.of(
            "connections",
            Severity.BY_DESIGN,
            now.at() - nanos,
            now.at(),
            Words.count(waited.size(), "proof")
                + (users == 1
                    ? " of user " + longest.proof().user().name()
                    : " of " + users + " users")
                + " had to wait behind earlier messages of their own connection, "
                + longest.proof().label()
                + " for "
                + Durations.words(nanos)
                + ".")
        .detail("A connection's messages are taken one at a time; no lock is waited for.")
        .advice("A client that wants them side by side opens more connections.")
        .hazard(Hazard.CONNECTION_HEAD_OF_LINE)
        .who(waited.stream().map(ProofOnItsWay::proof).toList());
  }
}
