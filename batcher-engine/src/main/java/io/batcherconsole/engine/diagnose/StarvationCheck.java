package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchStatus;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.ProofOnItsWay;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.lock.WaitForGraph.Wait;
import io.batcherconsole.engine.runtime.Durations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Proofs that wait far longer than others: overtaken by later ones, or about to give up. Locks are
 * first come, first served, so nobody is overtaken in a lock's line.
 */
final class StarvationCheck implements Check {
  /** So many batches with later proofs have to leave without a queued one. */
  private static final int BATCHES_MISSED = 3;

  /** So many later proofs have to pass one that waits for a verifier. */
  private static final int PASSED = 8;

  /** A wait is about to end in vain when only this part of it is left: a fifth. */
  private static final int LAST_PART = 5;

  private final Thresholds thresholds;

  StarvationCheck(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public String id() {
    return "starvation";
  }

  @Override
  public List<Finding> look(Observation now) {
    List<Finding> found = new ArrayList<>();
    inQueue(now, found);
    forVerifier(now, found);
    forLock(now, found);
    return found;
  }

  private static void inQueue(Observation now, List<Finding> found) {
    List<BatchView> taken =
        now.batches().stream()
            .filter(batch -> batch.status() != BatchStatus.FAILED && !batch.steps().isEmpty())
            .toList();
    if (taken.size() < BATCHES_MISSED) {
      return;
    }
    Map<String, List<ProofOnItsWay>> overtaken = new TreeMap<>();
    for (ProofOnItsWay way : now.onTheirWay()) {
      if (way.now().stage() == Stage.QUEUED && missed(way, taken) >= BATCHES_MISSED) {
        overtaken.computeIfAbsent(way.proof().user().name(), user -> new ArrayList<>()).add(way);
      }
    }
    overtaken.forEach((user, proofs) -> found.add(queued(now, user, proofs, taken)));
  }

  /** How many batches were taken while it was queued and had later proofs in them. */
  private static long missed(ProofOnItsWay way, List<BatchView> taken) {
    return taken.stream()
        .filter(batch -> batch.steps().getFirst().start() > way.now().since())
        .filter(
            batch ->
                batch.proofs().stream().anyMatch(proof -> proof.serial() > way.proof().serial()))
        .count();
  }

  private static Finding queued(
      Observation now, String user, List<ProofOnItsWay> overtaken, List<BatchView> taken) {
    ProofOnItsWay longest =
        overtaken.stream()
            .min(Comparator.comparingLong((ProofOnItsWay way) -> way.now().since()))
            .orElseThrow();
    return Finding.of(
            "queue, user " + user,
            Severity.WARNING,
            longest.now().since(),
            now.at(),
            longest.proof().label()
                + " has been queued for "
                + Durations.words(now.at() - longest.now().since())
                + ", and "
                + missed(longest, taken)
                + " batches with later proofs left without it.")
        .detail(
            Words.count(overtaken.size(), "proof")
                + " of user "
                + user
                + (overtaken.size() == 1 ? " is" : " are")
                + " overtaken like that.")
        .advice("Its max fee is too low for these batches: replace it with a higher one.")
        .who(overtaken.stream().map(ProofOnItsWay::proof).toList());
  }

  private void forVerifier(Observation now, List<Finding> found) {
    for (ProofOnItsWay way : now.onTheirWay()) {
      long waited = now.at() - way.now().since();
      if (way.now().stage() != Stage.WAITING_VERIFIER || waited < thresholds.patience().toNanos()) {
        continue;
      }
      long passed =
          now.onTheirWay().stream()
              .filter(other -> other.proof().serial() > way.proof().serial())
              .filter(other -> other.now().stage().compareTo(Stage.WAITING_VERIFIER) > 0)
              .count();
      if (passed >= PASSED) {
        found.add(
            Finding.of(
                    "verifier, " + way.proof().label(),
                    Severity.WARNING,
                    way.now().since(),
                    now.at(),
                    way.proof().label()
                        + " has waited for a verifier for "
                        + Durations.words(waited)
                        + ", and "
                        + passed
                        + " later proofs were served before it.")
                .advice("Verifiers go round the users; give the engine more of them.")
                .who(List.of(way.proof())));
      }
    }
  }

  private void forLock(Observation now, List<Finding> found) {
    for (Wait wait : now.waits().waits()) {
      long waited = now.at() - wait.waiter().since();
      long bound = wait.waiter().deadline() - wait.waiter().since();
      Actor actor = wait.waiter().actor();
      if (waited < thresholds.patience().toNanos()
          || waited < bound - bound / LAST_PART
          || now.deadlocked(actor)) {
        continue;
      }
      found.add(
          Finding.of(
                  wait.lock().name() + ", " + actor.label(),
                  Severity.WARNING,
                  wait.waiter().since(),
                  now.at(),
                  actor.label()
                      + " has waited for "
                      + wait.lock().inWords()
                      + " for "
                      + Durations.words(waited)
                      + " and gives up in "
                      + Durations.words(Math.max(0, bound - waited))
                      + ".")
              .detail(
                  wait.holder().actor().label()
                      + " holds it ("
                      + Words.doing(wait.holder())
                      + ")"
                      + (wait.line() > 1 ? ", and " + (wait.line() - 1) + " go first." : "."))
              .advice("It is then answered ServerBusy; its client may send it again.")
              .who(List.of(actor, wait.holder().actor()))
              .where(List.of(wait.lock())));
    }
  }
}
