package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.diagnose.Incident.TwoHolders;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.EngineEvent.LockUsed;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.LockBoard.HolderView;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockBoard.WaiterView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.runtime.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two lock objects for one user: they do not keep that user's proofs apart. */
final class ExclusionCheck implements Check {
  private static final String ADVICE =
      "One nonce can be admitted twice. A user's lock must outlive everyone who waits for it.";

  private final Thresholds thresholds;

  ExclusionCheck(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public String id() {
    return "two-locks";
  }

  @Override
  public String invariant() {
    return "one holder per user";
  }

  /** Two locks break it only once two are inside. */
  @Override
  public boolean breaks(Severity severity) {
    return severity == Severity.VIOLATION;
  }

  @Override
  public List<Finding> look(Observation now) {
    Map<String, List<LockView>> inUse = new TreeMap<>();
    for (LockView lock : now.locks()) {
      if (lock.id().kind() == LockKind.USER
          && (lock.holder() != null || !lock.waiters().isEmpty())) {
        inUse.computeIfAbsent(lock.id().name(), name -> new ArrayList<>()).add(lock);
      }
    }
    inUse.values().removeIf(locks -> locks.size() < 2);
    Map<String, Finding> found = new TreeMap<>();
    // What a look did not catch is told by the records of the two holds.
    for (TwoHolders twice : now.incidents(TwoHolders.class, thresholds.shown())) {
      found.put(twice.first().lock().name(), finding(now, twice));
    }
    inUse.forEach((user, locks) -> found.put(user, finding(now, user, locks)));
    return List.copyOf(found.values());
  }

  private static Finding finding(Observation now, TwoHolders twice) {
    LockUsed first = twice.first();
    LockUsed second = twice.second();
    return Finding.of(
            first.lock().name(),
            Severity.VIOLATION,
            twice.at(),
            Math.min(first.released(), second.released()),
            Words.capital(first.lock().name())
                + "'s section had two holders at once: "
                + second.actor().label()
                + " entered while "
                + first.actor().label()
                + " was inside.")
        .detail(
            "They were inside together for "
                + Durations.words(Math.min(first.released(), second.released()) - second.got())
                + ", with lock objects #"
                + first.lock().serial()
                + " and #"
                + second.lock().serial()
                + ".")
        .advice(ADVICE)
        .hazard(now.hazard(Hazard.LOST_EXCLUSION, Hazard.DOUBLE_MUTEX_NEW_USER))
        .who(List.of(second.actor(), first.actor()))
        .where(List.of(first.lock(), second.lock()));
  }

  private static Finding finding(Observation now, String user, List<LockView> locks) {
    List<HolderView> holders =
        locks.stream().flatMap(lock -> Observation.holder(lock).stream()).toList();
    List<Actor> inside = holders.stream().map(HolderView::actor).toList();
    List<Actor> waiting =
        locks.stream().flatMap(lock -> lock.waiters().stream()).map(WaiterView::actor).toList();
    List<Actor> everyone = new ArrayList<>(inside);
    everyone.addAll(waiting);
    long since = holders.stream().mapToLong(HolderView::since).max().orElse(now.at());
    String sentence =
        holders.size() > 1
            ? Words.capital(user)
                + "'s section has "
                + holders.size()
                + " holders at once: "
                + Words.names(inside)
                + "."
            : Words.capital(user) + " has " + locks.size() + " locks at once.";
    return Finding.of(
            user,
            holders.size() > 1 ? Severity.VIOLATION : Severity.PROBLEM,
            since,
            now.at(),
            sentence)
        .detail(
            "Lock objects "
                + Words.list(locks.stream().map(lock -> "#" + lock.id().serial()).toList())
                + " go by one name, so they do not keep proofs apart"
                + (waiting.isEmpty() ? "" : "; " + Words.names(waiting) + " will be next inside")
                + ".")
        .advice(ADVICE)
        .hazard(now.hazard(Hazard.LOST_EXCLUSION, Hazard.DOUBLE_MUTEX_NEW_USER))
        .who(everyone)
        .where(locks.stream().map(LockView::id).toList());
  }
}
