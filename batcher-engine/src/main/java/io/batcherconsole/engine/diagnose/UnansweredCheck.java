package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.OwedReply;
import io.batcherconsole.engine.event.ProofOnItsWay;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.runtime.Durations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every submission gets one last reply: not none, and not before it has ended. */
final class UnansweredCheck implements Check {
  private final Thresholds thresholds;

  UnansweredCheck(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public String id() {
    return "unanswered";
  }

  @Override
  public List<Finding> look(Observation now) {
    Map<String, List<OwedReply>> owed = new LinkedHashMap<>();
    for (OwedReply reply : now.owed()) {
      if (now.at() - reply.since() >= thresholds.slow().toNanos()) {
        String cause = reply.stage().sentence() + ", user " + reply.proof().user().name();
        owed.computeIfAbsent(cause, key -> new ArrayList<>()).add(reply);
      }
    }
    List<Finding> found = new ArrayList<>();
    owed.forEach((cause, replies) -> found.add(unanswered(now, cause, replies)));
    Map<String, List<ProofOnItsWay>> orphans = new LinkedHashMap<>();
    for (ProofOnItsWay way : now.onTheirWay()) {
      if (way.answeredAt() >= 0) {
        orphans.computeIfAbsent(way.proof().user().name(), user -> new ArrayList<>()).add(way);
      }
    }
    orphans.forEach((user, ways) -> found.add(orphaned(now, user, ways)));
    return found;
  }

  private static Finding unanswered(Observation now, String cause, List<OwedReply> replies) {
    List<Actor.Proof> proofs = replies.stream().map(OwedReply::proof).toList();
    long since = replies.stream().mapToLong(OwedReply::since).min().orElse(now.at());
    Stage stage = replies.getFirst().stage();
    boolean one = proofs.size() == 1;
    return Finding.of(
            cause,
            Severity.PROBLEM,
            since,
            now.at(),
            Words.names(proofs)
                + (one ? " was " : " were ")
                + stage.sentence()
                + " and "
                + (one ? "its client was" : "their clients were")
                + " not told for "
                + Durations.words(now.at() - since)
                + ".")
        .detail("The connection is open, so somebody waits for the reply.")
        .advice("The client must give up or ask for its nonce; the log tells why none was sent.")
        .hazard(hazard(now, stage))
        .who(proofs);
  }

  private static @Nullable Hazard hazard(Observation now, Stage stage) {
    return stage == Stage.EVICTED ? now.hazard(Hazard.SILENT_DROP_ON_RESTORE) : null;
  }

  private static Finding orphaned(Observation now, String user, List<ProofOnItsWay> ways) {
    ProofOnItsWay first =
        ways.stream().min(Comparator.comparingLong(ProofOnItsWay::answeredAt)).orElseThrow();
    return Finding.of(
            "on its way, user " + user,
            Severity.PROBLEM,
            first.answeredAt(),
            now.at(),
            first.proof().label()
                + " got its last reply "
                + Durations.words(now.at() - first.answeredAt())
                + " ago, and it is still "
                + first.now().stage().sentence()
                + (ways.size() == 1 ? "." : "; so it is with " + (ways.size() - 1) + " more."))
        .detail("Whatever becomes of it, its client will not be told.")
        .advice("Answer a proof only after it has left the queue.")
        .hazard(now.hazard(Hazard.ORPHANED_REPLY))
        .who(ways.stream().map(ProofOnItsWay::proof).toList());
  }
}
