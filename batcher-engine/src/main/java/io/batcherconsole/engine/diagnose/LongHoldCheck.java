package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.LockBoard.HolderView;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockBoard.WaiterView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.runtime.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is held for long, and why. A hold of the user's own lock over a verification is the
 * rule: it is told only while others of that user wait for it.
 */
final class LongHoldCheck implements Check {
  /** Where designs take the batch lock to verify under it. */
  private static final Set<LockSite> VERIFYING_SITES = Set.of(LockSite.ADMISSION, LockSite.REPLACE);

  private final Thresholds thresholds;

  LongHoldCheck(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public String id() {
    return "long-hold";
  }

  @Override
  public List<Finding> look(Observation now) {
    List<Finding> found = new ArrayList<>();
    for (LockView lock : now.locks()) {
      HolderView holder = lock.holder();
      // Whoever waits in a circle is the deadlock's matter.
      if (holder != null && !now.deadlocked(holder.actor())) {
        Optional<Finding> finding =
            lock.id().kind() == LockKind.USER
                ? ofUserLock(now, lock, holder)
                : ofSharedLock(now, lock, holder);
        finding.ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<Finding> ofUserLock(Observation now, LockView lock, HolderView holder) {
    Stage stage = holder.stage();
    Duration bound = stage == Stage.VALIDATING ? thresholds.slowCall() : thresholds.slow();
    if (now.at() - holder.since() < bound.toNanos()
        || now.waits().wait(holder.actor()).isPresent()) {
      return Optional.empty();
    }
    boolean waited = !lock.waiters().isEmpty();
    if (stage == Stage.VALIDATING) {
      return Optional.of(
          finding(now, lock, holder, Severity.WARNING)
              .hazard(now.hazard(Hazard.RPC_UNDER_USER_LOCK))
              .advice(
                  "The chain is asked for nonce or balance and is slow. Look at the node; the hold"
                      + " ends with its answer or with the last retry."));
    }
    if (!verifies(stage) || !waited) {
      return Optional.empty();
    }
    // A cause of its own: a slow chain call before it does not make the rule itself a trouble.
    return Optional.of(
        finding(now, lock, holder, lock.id().name() + ", verifying", Severity.BY_DESIGN)
            .hazard(now.hazard(Hazard.SAME_USER_TWO_SOCKETS))
            .advice("One user's proofs are taken one after another; other users pass."));
  }

  private Optional<Finding> ofSharedLock(Observation now, LockView lock, HolderView holder) {
    Stage stage = holder.stage();
    boolean verifying = verifies(stage) && VERIFYING_SITES.contains(holder.site());
    Duration bound = verifying ? thresholds.sharedVerification() : thresholds.sharedHold();
    if (now.at() - holder.since() < bound.toNanos()) {
      return Optional.empty();
    }
    Finding finding =
        finding(now, lock, holder, lock.waiters().isEmpty() ? Severity.WARNING : Severity.PROBLEM);
    if (verifying) {
      return Optional.of(
          finding
              .hazard(verificationHazard(now, holder))
              .advice(
                  "Every user needs this lock, and so does the building of batches. Verify under"
                      + " the user's lock only, as 'ordered' does."));
    }
    return Optional.of(
        finding.advice(
            "Every user needs this lock: nothing that waits or talks to others may happen under"
                + " it."));
  }

  private static @Nullable Hazard verificationHazard(Observation now, HolderView holder) {
    return holder.site() == LockSite.REPLACE
        ? now.hazard(Hazard.REPLACEMENT_STALLS_ALL)
        : now.hazard(Hazard.VERIFY_UNDER_BATCH_LOCK);
  }

  private static boolean verifies(@Nullable Stage stage) {
    return stage == Stage.INJECTED_DELAY
        || stage == Stage.WAITING_VERIFIER
        || stage == Stage.VERIFYING;
  }

  private static Finding finding(
      Observation now, LockView lock, HolderView holder, Severity severity) {
    return finding(now, lock, holder, lock.id().name(), severity);
  }

  private static Finding finding(
      Observation now, LockView lock, HolderView holder, String cause, Severity severity) {
    List<Actor> actors = new ArrayList<>();
    actors.add(holder.actor());
    lock.waiters().stream().map(WaiterView::actor).forEach(actors::add);
    return Finding.of(
            cause,
            severity,
            holder.since(),
            now.at(),
            Words.capital(lock.id().inWords())
                + " has been held for "
                + Durations.words(now.at() - holder.since())
                + " by "
                + holder.actor().label()
                + ", "
                + doing(now, holder)
                + ".")
        .detail(waiting(lock))
        .who(actors)
        .where(List.of(lock.id()));
  }

  private static String doing(Observation now, HolderView holder) {
    return now.waits()
        .wait(holder.actor())
        .map(wait -> "which waits for " + wait.lock().inWords())
        .orElseGet(
            () ->
                holder.stage() == Stage.INJECTED_DELAY && holder.stageExpectedNanos() > 0
                    ? "of which " + Durations.words(holder.stageExpectedNanos()) + " are injected"
                    : Words.doing(holder));
  }

  private static String waiting(LockView lock) {
    if (lock.waiters().isEmpty()) {
      return "Nobody waits for it.";
    }
    List<Actor> actors = lock.waiters().stream().map(WaiterView::actor).toList();
    return Words.names(actors)
        + (actors.size() == 1 ? " waits" : " wait")
        + " for it"
        + (lock.id().kind() == LockKind.USER ? "; no other user does." : ".");
  }
}
