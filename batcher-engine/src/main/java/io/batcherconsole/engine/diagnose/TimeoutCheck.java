package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.ContentionView;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.locking.Hazard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Locks that somebody waited for in vain, from the locks' own exact counts. */
final class TimeoutCheck implements Check {
  private final Thresholds thresholds;

  private final Map<ContentionView.Lock, Seen> seen = new HashMap<>();

  /**
   * @param before the count when the latest series began
   * @param first when a time-out of this series was first seen, ns
   * @param latest when the count last rose, ns
   */
  private record Seen(long before, long count, long first, long latest) {}

  TimeoutCheck(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public String id() {
    return "lock-timeout";
  }

  @Override
  public List<Finding> look(Observation now) {
    List<Finding> found = new ArrayList<>();
    for (ContentionView.Row row : now.contention().rows()) {
      if (row.resource() instanceof ContentionView.Lock lock && row.timeouts() > 0) {
        Seen series = note(lock, row.timeouts(), now.at());
        if (now.at() - series.latest() <= thresholds.shown().toNanos()) {
          found.add(finding(now, lock, series));
        }
      }
    }
    return found;
  }

  private Seen note(ContentionView.Lock lock, long count, long at) {
    Seen before = seen.get(lock);
    Seen now;
    if (before == null) {
      now = new Seen(0, count, at, at);
    } else if (before.count() == count) {
      now = before;
    } else if (at - before.latest() > thresholds.shown().toNanos()) {
      now = new Seen(before.count(), count, at, at);
    } else {
      now = new Seen(before.before(), count, before.first(), at);
    }
    seen.put(lock, now);
    return now;
  }

  private static Finding finding(Observation now, ContentionView.Lock lock, Seen series) {
    // Of users' locks there are many: those that nobody gave up on have nothing to do with it.
    List<LockView> locks =
        now.locks().stream()
            .filter(view -> view.id().kind() == lock.kind() && view.timeouts() > 0)
            .filter(view -> view.holder() != null)
            .toList();
    List<Actor> holders =
        locks.stream()
            .flatMap(view -> Observation.holder(view).stream())
            .map(holder -> holder.actor())
            .toList();
    long count = series.count() - series.before();
    return Finding.of(
            lock.kind() + " " + lock.site(),
            Severity.PROBLEM,
            series.first(),
            series.latest(),
            Words.count(count, "wait")
                + " for "
                + lock.what()
                + " ended by time-out ("
                + lock.site().sentence()
                + ").")
        .detail(
            holders.isEmpty() ? "It is free now." : "Now " + Words.names(holders) + " holds it.")
        .advice("Whoever waited was answered ServerBusy, or went on without the lock.")
        .hazard(
            lock.site() == LockSite.NONCE_QUERY && lock.kind() == LockKind.USER_MAP
                ? now.hazard(Hazard.SERVER_BUSY_WAVE)
                : null)
        .who(holders)
        .where(locks.stream().map(LockView::id).toList());
  }
}
