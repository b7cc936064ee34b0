package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.LockBoard.HolderView;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockBoard.WaiterView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.locking.Hazard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two lock objects for one user: they do not keep that user's proofs apart. */
final class ExclusionCheck implements Check {
  @Override
  public String id() {
    return "two-locks";
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
    return inUse.entrySet().stream()
        .map(entry -> finding(now, entry.getKey(), entry.getValue()))
        .toList();
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
        .advice(
            "One nonce can be admitted twice. A user's lock must outlive everyone who waits for"
                + " it.")
        .hazard(now.hazard(Hazard.LOST_EXCLUSION, Hazard.DOUBLE_MUTEX_NEW_USER))
        .who(everyone)
        .where(locks.stream().map(LockView::id).toList());
  }
}
