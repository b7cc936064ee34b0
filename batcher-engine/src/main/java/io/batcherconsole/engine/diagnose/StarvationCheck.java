package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchStatus;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.LockId;
import io.batcherconsole.engine.event.ProofOnItsWay;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.lock.WaitForGraph.Wait;
import io.batcherconsole.engine.runtime.Durations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
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

  /**
   * A batch that was taken out of the queue.
   *
   * @param at when, ns
   * @param latest the highest serial among its proofs
   */
  private record Taken(long at, long latest) {
    static Taken of(BatchView batch) {
      return new Taken(
          batch.steps().getFirst().start(),
          batch.proofs().stream().mapToLong(Actor.Proof::serial).max().orElse(0));
    }

    boolean leftBehind(ProofOnItsWay way) {
      return at > way.now().since() && latest > way.proof().serial();
    }
  }

  private static void inQueue(Observation now, List<Finding> found) {
    List<Taken> taken =
        now.batches().stream()
            .filter(batch -> batch.status() != BatchStatus.FAILED && !batch.steps().isEmpty())
            .map(Taken::of)
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
  private static long missed(ProofOnItsWay way, List<Taken> taken) {
    return taken.stream().filter(batch -> batch.leftBehind(way)).count();
  }

  private static Finding queued(
      Observation now, String user, List<ProofOnItsWay> overtaken, List<Taken> taken) {
    ProofOnItsWay longest = longest(overtaken);
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
    long[] served =
        now.onTheirWay().stream()
            .filter(way -> way.now().stage().compareTo(Stage.WAITING_VERIFIER) > 0)
            .mapToLong(way -> way.proof().serial())
            .sorted()
            .toArray();
    Map<String, List<ProofOnItsWay>> passed = new TreeMap<>();
    for (ProofOnItsWay way : now.onTheirWay()) {
      if (way.now().stage() == Stage.WAITING_VERIFIER
          && now.at() - way.now().since() >= thresholds.patience().toNanos()
          && servedBefore(way, served) >= PASSED) {
        passed.computeIfAbsent(way.proof().user().name(), user -> new ArrayList<>()).add(way);
      }
    }
    passed.forEach((user, proofs) -> found.add(passed(now, user, proofs, served)));
  }

  /** How many of those that were served came later than it. */
  private static int servedBefore(ProofOnItsWay way, long[] served) {
    int place = Arrays.binarySearch(served, way.proof().serial());
    return served.length - (place < 0 ? -place - 1 : place + 1);
  }

  private static Finding passed(
      Observation now, String user, List<ProofOnItsWay> passed, long[] served) {
    ProofOnItsWay longest = longest(passed);
    return Finding.of(
            "verifier, user " + user,
            Severity.WARNING,
            longest.now().since(),
            now.at(),
            longest.proof().label()
                + " has waited for a verifier for "
                + Durations.words(now.at() - longest.now().since())
                + ", and "
                + servedBefore(longest, served)
                + " later proofs were served before it.")
        .detail(Words.count(passed.size(), "proof") + " of user " + user + " so far.")
        .advice("Verifiers go round the users; give the engine more of them.")
        .who(passed.stream().map(ProofOnItsWay::proof).toList());
  }

  private static ProofOnItsWay longest(List<ProofOnItsWay> ways) {
    return ways.stream()
        .min(Comparator.comparingLong((ProofOnItsWay way) -> way.now().since()))
        .orElseThrow();
  }

  private void forLock(Observation now, List<Finding> found) {
    Map<LockId, List<Wait>> ending = new LinkedHashMap<>();
    for (Wait wait : now.waits().waits()) {
      long waited = now.at() - wait.waiter().since();
      long bound = wait.waiter().deadline() - wait.waiter().since();
      if (waited >= thresholds.patience().toNanos()
          && waited >= bound - bound / LAST_PART
          && !now.deadlocked(wait.waiter().actor())) {
        ending.computeIfAbsent(wait.lock(), lock -> new ArrayList<>()).add(wait);
      }
    }
    ending.forEach((lock, waits) -> found.add(givesUp(now, lock, waits)));
  }

  /** One for all who wait for the same lock: they have the same cause. */
  private static Finding givesUp(Observation now, LockId lock, List<Wait> waits) {
    Wait first =
        waits.stream()
            .min(Comparator.comparingLong((Wait wait) -> wait.waiter().deadline()))
            .orElseThrow();
    List<Actor> actors =
        new ArrayList<>(waits.stream().map(wait -> wait.waiter().actor()).toList());
    actors.remove(first.waiter().actor());
    actors.addFirst(first.waiter().actor());
    actors.add(first.holder().actor());
    return Finding.of(
            lock.name(),
            Severity.WARNING,
            first.waiter().since(),
            now.at(),
            first.waiter().actor().label()
                + " has waited for "
                + lock.inWords()
                + " for "
                + Durations.words(now.at() - first.waiter().since())
                + " and gives up in "
                + Durations.words(Math.max(0, first.waiter().deadline() - now.at()))
                + (waits.size() == 1
                    ? "."
                    : ", and "
                        + (waits.size() - 1)
                        + (waits.size() == 2 ? " other" : " others")
                        + " soon after."))
        .detail(
            first.holder().actor().label()
                + " holds it ("
                + Words.doing(first.holder())
                + ")"
                + (first.line() > 1 ? ", and " + (first.line() - 1) + " go first." : "."))
        .advice("Whoever gives up is answered ServerBusy; its client may send again.")
        .who(actors)
        .where(List.of(lock));
  }
}
