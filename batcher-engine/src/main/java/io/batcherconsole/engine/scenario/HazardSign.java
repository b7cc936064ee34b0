package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchStatus;
import io.batcherconsole.engine.event.EngineEvent.LockUsed;
import io.batcherconsole.engine.event.EngineEvent.StageEntered;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.runtime.Durations;
import io.batcherconsole.engine.scenario.RunFacts.SentProof;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How one sees on the facts of a run that a hazard happened: never by the design that was chosen,
 * always by what locks, batches and clients tell.
 *
 * @param queueLimit of the engine, 0 when the scenario leaves it
 * @param busyAnswers questions for a nonce that were answered with ServerBusy
 * @param restoredThoughOnChain batches that counted as failed and are on chain
 */
record HazardSign(
    RunFacts facts, int queueLimit, int busyAnswers, Set<Long> restoredThoughOnChain) {
  /** Longer than any lock is held in order, ns. */
  private static final long LONG = 500_000_000;

  /** Longer than a queued proof waits for the next batch with blocks every half second, ns. */
  private static final long LONG_IN_QUEUE = 2_000_000_000;

  /** What shows that it happened, empty when nothing does. */
  Optional<String> of(Hazard hazard) {
    return switch (hazard) {
      case VERIFY_UNDER_BATCH_LOCK ->
          longHold(use -> use.actor() instanceof Actor.Proof && use.site() != LockSite.REPLACE);
      case REPLACEMENT_STALLS_ALL -> longHold(use -> use.site() == LockSite.REPLACE);
      case IO_UNDER_LOCKS -> longHold(use -> use.site() == LockSite.FLUSH);
      case JUNK_VERIFIED_FIRST -> verifiedAndRefused();
      case CONNECTION_HEAD_OF_LINE -> behindConnection();
      case SAME_USER_TWO_SOCKETS -> waitedForOwnUser();
      case QUEUE_OVERFLOW -> overfull();
      case LOST_EXCLUSION, DOUBLE_MUTEX_NEW_USER -> twoHolders();
      case DRAIN_DEADLOCK -> circle(Set.of(LockKind.USER, LockKind.USER_MAP));
      case RESTORE_INVERSION -> circle(Set.of(LockKind.USER, LockKind.BATCH));
      case POSTING_FLAG_DEADLOCK -> circle(Set.of(LockKind.POSTING_FLAG, LockKind.BATCH));
      case DISABLED_VERIFIERS_DEADLOCK ->
          circle(Set.of(LockKind.DISABLED_VERIFIERS, LockKind.BATCH));
      case RESTORE_SELF_DEADLOCK -> waitedForItself();
      case RPC_UNDER_USER_LOCK -> userLockTimedOut();
      case ARBITRARY_EVICTION -> holeByEviction();
      case SILENT_DROP_ON_RESTORE -> droppedSilently();
      case ORPHANED_REPLY -> toldReplacedButWasNot();
      case CANCEL_RACE -> cancelled();
      case SLOW_READER_HOLDS_POSTING -> longInQueue();
      case SERVER_BUSY_WAVE ->
          busyAnswers == 0
              ? Optional.empty()
              : Optional.of(busyAnswers + " questions for a nonce were answered ServerBusy");
    };
  }

  /** How many submissions have no answer. */
  long unanswered() {
    return facts.proofs().stream().filter(proof -> proof.reply() == null).count();
  }

  private Optional<String> longHold(Predicate<LockUsed> which) {
    return facts.notableLocks().stream()
        .filter(use -> use.lock().kind() == LockKind.BATCH && use.granted())
        .filter(which)
        .filter(use -> use.released() - use.got() >= LONG)
        .findFirst()
        .map(
            use ->
                use.actor().label()
                    + " held the batch lock for "
                    + Durations.words(use.released() - use.got())
                    + " ("
                    + use.site().sentence()
                    + ")");
  }

  private Optional<String> verifiedAndRefused() {
    return facts.verifications().stream()
        .filter(
            done ->
                facts.stages().stream()
                    .anyMatch(
                        one ->
                            one.proof().equals(done.proof())
                                && one.stage() == Stage.REFUSED
                                && done.valid()))
        .findFirst()
        .map(done -> done.proof().label() + " was verified and then refused");
  }

  private Optional<String> behindConnection() {
    for (StageEntered one : facts.stages()) {
      if (one.stage() != Stage.BEHIND_CONNECTION) {
        continue;
      }
      long until = enteredAfter(one);
      if (until - one.at() >= LONG) {
        return Optional.of(
            one.proof().label()
                + " waited "
                + Durations.words(until - one.at())
                + " behind its own connection");
      }
    }
    return Optional.empty();
  }

  private long enteredAfter(StageEntered before) {
    return facts.stages().stream()
        .filter(one -> one.proof().equals(before.proof()) && one.step() == before.step() + 1)
        .mapToLong(StageEntered::at)
        .findFirst()
        .orElse(before.at());
  }

  private Optional<String> waitedForOwnUser() {
    return facts.userLocks().stream()
        .filter(use -> use.got() - use.asked() >= LONG)
        .filter(
            use ->
                use.actor() instanceof Actor.Proof proof
                    && use.blockers().stream()
                        .anyMatch(
                            other ->
                                other instanceof Actor.Proof before
                                    && before.connection() != proof.connection()))
        .findFirst()
        .map(
            use ->
                use.actor().label()
                    + " waited "
                    + Durations.words(use.got() - use.asked())
                    + " for its user's other connection");
  }

  private Optional<String> overfull() {
    int queued = 0;
    int most = 0;
    Set<Actor.Proof> inside = new HashSet<>();
    List<StageEntered> inOrder =
        facts.stages().stream().sorted((a, b) -> Long.compare(a.at(), b.at())).toList();
    for (StageEntered one : inOrder) {
      boolean enters = one.stage() == Stage.QUEUED;
      if (enters ? inside.add(one.proof()) : inside.remove(one.proof())) {
        queued += enters ? 1 : -1;
        most = Math.max(most, queued);
      }
    }
    return queueLimit > 0 && most > queueLimit
        ? Optional.of(most + " proofs in a queue for " + queueLimit)
        : Optional.empty();
  }

  private Optional<String> twoHolders() {
    List<LockUsed> holds = facts.userLocks().stream().filter(LockUsed::granted).toList();
    for (LockUsed one : holds) {
      for (LockUsed other : holds) {
        if (one.lock().serial() < other.lock().serial()
            && one.lock().name().equals(other.lock().name())
            && one.got() < other.released()
            && other.got() < one.released()) {
          return Optional.of(
              one.actor().label()
                  + " and "
                  + other.actor().label()
                  + " held two locks of "
                  + one.lock().name()
                  + " at once");
        }
      }
    }
    return Optional.empty();
  }

  /** Two actors who waited for each other at the same time, one for each kind of lock. */
  private Optional<String> circle(Set<LockKind> kinds) {
    List<LockUsed> waits =
        facts.notableLocks().stream().filter(use -> kinds.contains(use.lock().kind())).toList();
    for (LockUsed one : waits) {
      for (LockUsed other : waits) {
        if (one.lock().kind() != other.lock().kind()
            && waitedFor(one, other.actor())
            && waitedFor(other, one.actor())
            && one.asked() < other.got()
            && other.asked() < one.got()) {
          return Optional.of(
              one.actor().label()
                  + " and "
                  + other.actor().label()
                  + " waited for each other's "
                  + one.lock().name()
                  + " and "
                  + other.lock().name()
                  + " lock");
        }
      }
    }
    return Optional.empty();
  }

  private static boolean waitedFor(LockUsed use, Actor other) {
    return use.blockers().stream().anyMatch(actor -> actor.serial() == other.serial());
  }

  private Optional<String> waitedForItself() {
    return facts.notableLocks().stream()
        .filter(use -> !use.granted() && waitedFor(use, use.actor()))
        .findFirst()
        .map(
            use ->
                use.actor().label()
                    + " waited for the "
                    + use.lock().name()
                    + " lock, which it held itself");
  }

  private Optional<String> userLockTimedOut() {
    return facts.userLocks().stream()
        .filter(use -> !use.granted())
        .findFirst()
        .map(
            use ->
                use.actor().label()
                    + " waited "
                    + Durations.words(use.got() - use.asked())
                    + " for its user's lock in vain");
  }

  private Optional<String> holeByEviction() {
    for (StageEntered gone : facts.stages()) {
      if (gone.stage() != Stage.EVICTED) {
        continue;
      }
      Optional<Actor.Proof> above =
          lastStages().entrySet().stream()
              .filter(last -> last.getValue().phase() == Stage.Phase.QUEUE)
              .map(Map.Entry::getKey)
              .filter(other -> other.user().equals(gone.proof().user()))
              .filter(other -> other.nonce().compareTo(gone.proof().nonce()) > 0)
              .findFirst();
      if (above.isPresent()) {
        return Optional.of(
            gone.proof().label() + " was evicted and " + above.get().label() + " stayed: a hole");
      }
    }
    return Optional.empty();
  }

  private Map<Actor.Proof, Stage> lastStages() {
    Map<Actor.Proof, StageEntered> last = new HashMap<>();
    for (StageEntered one : facts.stages()) {
      last.merge(one.proof(), one, (a, b) -> a.step() > b.step() ? a : b);
    }
    Map<Actor.Proof, Stage> stages = new HashMap<>();
    last.forEach((proof, entered) -> stages.put(proof, entered.stage()));
    return stages;
  }

  private Optional<String> droppedSilently() {
    return lastStages().entrySet().stream()
        .filter(last -> last.getValue() == Stage.EVICTED)
        .map(Map.Entry::getKey)
        .filter(proof -> sentAs(proof).anyMatch(sent -> sent.reply() == null))
        .findFirst()
        .map(proof -> proof.label() + " left the queue and its client was never told");
  }

  private Optional<String> toldReplacedButWasNot() {
    return facts.proofs().stream()
        .filter(sent -> sent.reply() instanceof ServerMessage.ProofReplaced)
        .filter(
            sent ->
                facts.stages().stream()
                    .noneMatch(
                        one ->
                            one.stage() == Stage.REPLACED
                                && one.proof().label().equals(sent.label())))
        .findFirst()
        .map(sent -> sent.label() + " was told that it is replaced, and was not");
  }

  private Stream<SentProof> sentAs(Actor.Proof proof) {
    return facts.proofs().stream().filter(sent -> sent.label().equals(proof.label()));
  }

  private Optional<String> longInQueue() {
    boolean posted =
        facts.batches().stream()
            .map(BatchView::status)
            .anyMatch(status -> status == BatchStatus.POSTED || status == BatchStatus.VERIFIED);
    for (StageEntered one : facts.stages()) {
      if (posted && one.stage() == Stage.QUEUED && enteredAfter(one) - one.at() >= LONG_IN_QUEUE) {
        return Optional.of(
            one.proof().label()
                + " was queued for "
                + Durations.words(enteredAfter(one) - one.at())
                + " behind a batch that is on chain");
      }
    }
    return Optional.empty();
  }

  private Optional<String> cancelled() {
    return restoredThoughOnChain.stream()
        .findFirst()
        .map(number -> "batch #" + number + " counts as failed and is on chain");
  }
}
