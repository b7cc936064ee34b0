package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.LockBoard.HolderView;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockBoard.WaiterView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.runtime.Durations;
import java.util.ArrayList;
import java.util.List;

/** Questions of clients, which should be answered at once, that wait for a lock. */
final class QueryWaitCheck implements Check {
  private final Thresholds thresholds;

  QueryWaitCheck(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public String id() {
    return "questions-wait";
  }

  @Override
  public List<Finding> look(Observation now) {
    List<Finding> found = new ArrayList<>();
    for (LockView lock : now.locks()) {
      List<WaiterView> questions =
          lock.waiters().stream()
              .filter(waiter -> waiter.actor() instanceof Actor.Query)
              .filter(waiter -> now.at() - waiter.since() >= thresholds.slow().toNanos())
              .toList();
      HolderView holder = lock.holder();
      if (!questions.isEmpty() && holder != null) {
        found.add(finding(now, lock, holder, questions));
      }
    }
    return found;
  }

  private static Finding finding(
      Observation now, LockView lock, HolderView holder, List<WaiterView> questions) {
    List<Actor> actors = new ArrayList<>();
    actors.add(holder.actor());
    questions.stream().map(WaiterView::actor).forEach(actors::add);
    long since = questions.stream().mapToLong(WaiterView::since).min().orElse(now.at());
    long deadline = questions.stream().mapToLong(WaiterView::deadline).min().orElse(now.at());
    boolean one = questions.size() == 1;
    return Finding.of(
            lock.id().name(),
            Severity.PROBLEM,
            since,
            now.at(),
            Words.count(questions.size(), "question")
                + (one ? " waits" : " wait")
                + " for "
                + lock.id().inWords()
                + ", the longest for "
                + Durations.words(now.at() - since)
                + ".")
        .detail(
            holder.actor().label()
                + " holds it ("
                + Words.doing(holder)
                + "). The first is answered ServerBusy in "
                + Durations.words(Math.max(0, deadline - now.at()))
                + ".")
        .advice("A question for a nonce must not need a lock that anybody holds for long.")
        .hazard(lock.id().kind() == LockKind.USER_MAP ? now.hazard(Hazard.SERVER_BUSY_WAVE) : null)
        .who(actors)
        .where(List.of(lock.id()));
  }
}
