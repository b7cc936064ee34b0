package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.LockId;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.Deadlock;
import io.batcherconsole.engine.lock.WaitForGraph.Wait;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.runtime.Durations;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Actors that wait for each other in a circle: nobody moves until a time-out. */
final class DeadlockCheck implements Check {
  @Override
  public String id() {
    return "deadlock";
  }

  @Override
  public List<Finding> look(Observation now) {
    return now.waits().circles().stream()
        .map(circle -> finding(now, new Deadlock(now.at(), circle)))
        .toList();
  }

  private static Finding finding(Observation now, Deadlock deadlock) {
    List<LockId> locks = deadlock.circle().stream().map(Wait::lock).toList();
    return Finding.of(
            locks.stream()
                .sorted(Comparator.comparingLong(LockId::serial))
                .map(LockId::name)
                .collect(Collectors.joining(" + ")),
            Severity.PROBLEM,
            deadlock.since(),
            now.at(),
            headline(deadlock.actors())
                + ", for "
                + Durations.words(now.at() - deadlock.since())
                + " now.")
        .detail(deadlock.sentence() + " " + behind(now, deadlock))
        .advice(
            "The time-out answers ServerBusy or goes on without the lock. No two pieces of work may"
                + " take these locks in different orders.")
        .hazard(hazard(now, deadlock))
        .who(deadlock.actors())
        .where(locks);
  }

  private static String headline(List<Actor> actors) {
    return "Deadlock: "
        + (actors.size() == 1
            ? actors.getFirst().label() + " waits for itself"
            : Words.names(actors) + " wait for each other");
  }

  private static String behind(Observation now, Deadlock deadlock) {
    List<Actor> inside = deadlock.actors();
    Set<LockId> locks = deadlock.circle().stream().map(Wait::lock).collect(Collectors.toSet());
    long behind =
        now.waits().waits().stream()
            .filter(wait -> locks.contains(wait.lock()))
            .filter(wait -> !inside.contains(wait.waiter().actor()))
            .count();
    return switch ((int) behind) {
      case 0 -> "Nobody else waits for these locks.";
      case 1 -> "One more waits behind them.";
      default -> behind + " more wait behind them.";
    };
  }

  /** Which deadlock it is, by the locks in it and by what is done with them. */
  private static @Nullable Hazard hazard(Observation now, Deadlock deadlock) {
    Set<LockKind> kinds =
        deadlock.circle().stream().map(wait -> wait.lock().kind()).collect(Collectors.toSet());
    Set<LockSite> sites =
        deadlock.circle().stream().map(wait -> wait.waiter().site()).collect(Collectors.toSet());
    if (kinds.contains(LockKind.DISABLED_VERIFIERS)) {
      return now.hazard(Hazard.DISABLED_VERIFIERS_DEADLOCK);
    }
    if (kinds.contains(LockKind.POSTING_FLAG)) {
      return now.hazard(Hazard.POSTING_FLAG_DEADLOCK);
    }
    if (sites.contains(LockSite.DRAIN)) {
      return now.hazard(Hazard.DRAIN_DEADLOCK);
    }
    if (sites.contains(LockSite.RESTORE)) {
      return deadlock.circle().size() == 1
          ? now.hazard(Hazard.RESTORE_SELF_DEADLOCK)
          : now.hazard(Hazard.RESTORE_INVERSION);
    }
    return null;
  }
}
