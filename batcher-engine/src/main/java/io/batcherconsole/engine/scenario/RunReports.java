package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.EngineEvent.LockUsed;
import io.batcherconsole.engine.event.EngineEvent.StageEntered;
import io.batcherconsole.engine.event.EngineEvent.VerificationDone;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.scenario.RunFacts.SentProof;
import io.batcherconsole.engine.scenario.RunReport.BatchReport;
import io.batcherconsole.engine.scenario.RunReport.Spread;
import io.batcherconsole.engine.scenario.RunReport.StepReport;
import io.batcherconsole.engine.scenario.RunReport.UserReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Turns the facts of a run into figures per user and per batch. */
final class RunReports {
  private final RunFacts facts;

  RunReports(RunFacts facts) {
    this.facts = facts;
  }

  /** Of everyone who sent something, by name. */
  List<UserReport> users(Map<String, Wallet> wallets) {
    return facts.proofs().stream()
        .map(SentProof::user)
        .distinct()
        .sorted()
        .map(user -> user(user, wallets))
        .toList();
  }

  private UserReport user(String name, Map<String, Wallet> wallets) {
    List<SentProof> sent =
        facts.proofs().stream().filter(proof -> proof.user().equals(name)).toList();
    Map<String, Integer> refused = new TreeMap<>();
    sent.forEach(proof -> proof.refusal().ifPresent(why -> refused.merge(why, 1, Math::addExact)));
    Wallet wallet = wallets.get(name);
    List<LockUsed> locks =
        facts.userLocks().stream().filter(use -> belongsTo(name, use.actor())).toList();
    List<LockUsed> batchLocks =
        facts.batchLocks().stream().filter(use -> belongsTo(name, use.actor())).toList();
    List<VerificationDone> verifications =
        facts.verifications().stream().filter(done -> belongsTo(name, done.proof())).toList();
    return new UserReport(
        name,
        wallet == null ? "" : wallet.address().toString(),
        (int) sent.stream().map(SentProof::connection).distinct().count(),
        sent.size(),
        (int) sent.stream().filter(SentProof::posted).count(),
        refused,
        Spread.of(stageTimes(name, stage -> stage == Stage.BEHIND_CONNECTION)),
        spread(locks, use -> use.got() - use.asked()),
        spread(
            locks.stream().filter(LockUsed::granted).toList(), use -> use.released() - use.got()),
        spread(batchLocks, use -> use.got() - use.asked()),
        spread(
            batchLocks.stream().filter(LockUsed::granted).toList(),
            use -> use.released() - use.got()),
        Spread.of(admissionTimes(name)),
        spread(verifications, VerificationDone::injectedNanos),
        spread(verifications, VerificationDone::queuedNanos),
        spread(verifications, VerificationDone::runNanos),
        Spread.of(stageTimes(name, stage -> stage.phase() == Stage.Phase.QUEUE)));
  }

  List<BatchReport> batches() {
    return facts.batches().stream().map(RunReports::batch).toList();
  }

  private static BatchReport batch(BatchView batch) {
    return new BatchReport(
        batch.number(),
        batch.root(),
        batch.proofs().size(),
        batch.feePerProof(),
        batch.cut().words(),
        batch.status().name(),
        batch.block(),
        batch.operatorsSigned(),
        batch.operators(),
        batch.steps().stream()
            .map(
                step ->
                    new StepReport(
                        step.step().words(),
                        step.open() ? -1 : step.end() - step.start(),
                        step.failed(),
                        step.note()))
            .toList(),
        batch.failure());
  }

  private static boolean belongsTo(String user, Actor actor) {
    return actor instanceof Actor.Proof proof && proof.user().name().equals(user);
  }

  private static <E extends EngineEvent> Spread spread(List<E> events, ToLongFunction<E> nanos) {
    return Spread.of(events.stream().map(nanos::applyAsLong).toList());
  }

  /** How long each proof of the user was in stages of a kind; stages that are open count not. */
  private List<Long> stageTimes(String user, Predicate<Stage> kind) {
    List<Long> times = new ArrayList<>();
    for (List<StageEntered> stages : stagesOf(user)) {
      long time = 0;
      for (int i = 0; i + 1 < stages.size(); i++) {
        if (kind.test(stages.get(i).stage())) {
          time += stages.get(i + 1).at() - stages.get(i).at();
        }
      }
      times.add(time);
    }
    return times;
  }

  private List<Long> admissionTimes(String user) {
    List<Long> times = new ArrayList<>();
    for (List<StageEntered> stages : stagesOf(user)) {
      stages.stream()
          .filter(entered -> entered.stage() == Stage.QUEUED)
          .findFirst()
          .ifPresent(queued -> times.add(queued.at() - stages.getFirst().at()));
    }
    return times;
  }

  /** The stages of each of the user's proofs, in order. */
  private Collection<List<StageEntered>> stagesOf(String user) {
    Map<Actor.Proof, List<StageEntered>> byProof = new HashMap<>();
    for (StageEntered entered : facts.stages()) {
      if (belongsTo(user, entered.proof())) {
        byProof.computeIfAbsent(entered.proof(), proof -> new ArrayList<>()).add(entered);
      }
    }
    byProof.values().forEach(all -> all.sort(Comparator.comparingInt(StageEntered::step)));
    return byProof.values();
  }
}
