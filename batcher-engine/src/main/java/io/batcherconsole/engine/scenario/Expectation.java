package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.EngineEvent.LockUsed;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.runtime.Durations;
import io.batcherconsole.engine.scenario.RunFacts.SentProof;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a scenario can demand of its run. Each is decided on the facts, with the figures told. */
public enum Expectation {
  ONE_HOLDER_PER_USER(
      "one-holder-per-user", "no two holders of one user's lock", Expectation::oneHolderPerUser),
  USERS_OVERLAP(
      "users-overlap", "different users are admitted at the same time", Expectation::usersOverlap),
  CONNECTIONS_TAKE_TURNS(
      "connections-take-turns",
      "connections of one user are admitted one after another",
      Expectation::connectionsTakeTurns),
  SOMEONE_WAITS_FOR_OWN_USER(
      "someone-waits-for-own-user",
      "a second connection waits for its user's lock",
      Expectation::someoneWaits),
  ALL_ON_CHAIN("all-on-chain", "every proof is on chain", Expectation::allOnChain),
  COLLISIONS_ARE_EXPLAINED(
      "collisions-are-explained",
      "of proofs with the same nonce one is taken, and each other has its reason",
      Expectation::collisionsAreExplained),
  INCLUSION_PROOFS_HOLD(
      "inclusion-proofs-hold",
      "every inclusion proof checks out locally",
      facts -> allProofs(facts, SentProof::inclusionHolds, "does not lead to the root")),
  CONTRACT_CONFIRMS_INCLUSION(
      "contract-confirms-inclusion",
      "the contract confirms every inclusion in a verified batch",
      facts -> allProofs(facts, SentProof::confirmed, "is not confirmed"));

  private final String word;
  private final String sentence;

  @SuppressWarnings("ImmutableEnumChecker") // it captures nothing
  private final Function<RunFacts, Decision> decide;

  Expectation(String word, String sentence, Function<RunFacts, Decision> decide) {
    this.word = word;
    this.sentence = sentence;
    this.decide = decide;
  }

  /** Whether it held, and the figures. */
  private record Decision(boolean holds, String detail) {}

  /** How a scenario file says it. */
  public String word() {
    return word;
  }

  /** For a list: "no two holders of one user's lock". */
  public String sentence() {
    return sentence;
  }

  /**
   * What can be said while the run goes on: whether nobody broke it so far, for those that are
   * about locks; the others are decided at the end.
   */
  ExpectationView soFar(RunFacts facts) {
    return switch (this) {
      case ONE_HOLDER_PER_USER, USERS_OVERLAP, CONNECTIONS_TAKE_TURNS, SOMEONE_WAITS_FOR_OWN_USER ->
          facts.userLocks().size() < 2 || (!decide.apply(facts).holds() && stillOpen(facts))
              ? pending()
              : decide(facts);
      default -> pending();
    };
  }

  /** Whether a later event can still make it hold: nothing that must not happen has happened. */
  private boolean stillOpen(RunFacts facts) {
    return switch (this) {
      case ONE_HOLDER_PER_USER, CONNECTIONS_TAKE_TURNS ->
          holdsByUser(facts).values().stream().allMatch(holds -> firstClash(holds).isEmpty());
      default -> true;
    };
  }

  ExpectationView pending() {
    return new ExpectationView(sentence, Outcome.PENDING, "");
  }

  ExpectationView decide(RunFacts facts) {
    Decision decision = decide.apply(facts);
    return new ExpectationView(
        sentence, decision.holds() ? Outcome.HOLDS : Outcome.BROKEN, decision.detail());
  }

  private static Decision oneHolderPerUser(RunFacts facts) {
    int holds = 0;
    for (List<LockUsed> ofUser : holdsByUser(facts).values()) {
      Optional<String> clash = firstClash(ofUser);
      if (clash.isPresent()) {
        return new Decision(false, clash.get());
      }
      holds += ofUser.size();
    }
    return noneMissing(facts, new Decision(holds > 0, holds + " holds, one after another"));
  }

  private static Decision connectionsTakeTurns(RunFacts facts) {
    for (List<LockUsed> ofUser : holdsByUser(facts).values()) {
      Optional<String> clash =
          firstClash(ofUser.stream().filter(hold -> connection(hold) > 0).toList());
      if (clash.isPresent()) {
        return new Decision(false, clash.get());
      }
    }
    long turns =
        holdsByUser(facts).values().stream().mapToLong(Expectation::changesOfConnection).sum();
    return noneMissing(facts, new Decision(turns > 0, turns + " changes of connection"));
  }

  private static Decision usersOverlap(RunFacts facts) {
    List<List<LockUsed>> byUser = new ArrayList<>(holdsByUser(facts).values());
    long longest = 0;
    for (int i = 0; i < byUser.size(); i++) {
      for (int j = i + 1; j < byUser.size(); j++) {
        longest = Math.max(longest, longestOverlap(byUser.get(i), byUser.get(j)));
      }
    }
    return new Decision(
        longest > 0,
        longest > 0
            ? "two users held their locks together for up to " + Durations.words(longest)
            : "no two users ever held their locks at the same time");
  }

  private static Decision someoneWaits(RunFacts facts) {
    long longest = 0;
    int count = 0;
    String who = "";
    for (LockUsed use : facts.userLocks()) {
      if (!blockedByOtherConnection(use)) {
        continue;
      }
      count++;
      if (use.got() - use.asked() > longest) {
        longest = use.got() - use.asked();
        who = use.actor().label();
      }
    }
    return new Decision(
        count > 0,
        count > 0
            ? count + " waits, the longest " + Durations.words(longest) + " by " + who
            : "nobody waited for another connection of their user");
  }

  /** Proofs that were sent with a nonce that another one had; what became of each, and why. */
  private static Decision collisionsAreExplained(RunFacts facts) {
    Map<String, List<SentProof>> byNonce =
        facts.proofs().stream()
            .collect(Collectors.groupingBy(SentProof::label, TreeMap::new, Collectors.toList()));
    byNonce.values().removeIf(same -> same.size() < 2);
    List<String> told = new ArrayList<>();
    boolean explained = !byNonce.isEmpty();
    for (List<SentProof> same : byNonce.values()) {
      explained &= same.stream().filter(SentProof::posted).count() == 1;
      for (SentProof one : same) {
        explained &= one.reply() != null;
        if (!one.posted()) {
          told.add(one.label() + " on connection " + one.connection() + ": " + fate(one));
        }
      }
    }
    return new Decision(
        explained,
        byNonce.size() + " nonces were used twice; not taken: " + String.join("; ", told));
  }

  private static String fate(SentProof proof) {
    return switch (proof.reply()) {
      case null -> "no reply";
      case ServerMessage.UnderpricedProof() ->
          "UnderpricedProof, counts as a replacement and does not offer 10 % more";
      case ServerMessage.InvalidNonce() ->
          "InvalidNonce, the proof with that nonce is in a batch or posted";
      case ServerMessage.ProofReplaced() -> "ProofReplaced, another one offered more";
      default -> proof.reply().getClass().getSimpleName();
    };
  }

  private static Decision allOnChain(RunFacts facts) {
    return allProofs(facts, SentProof::posted, "is not on chain");
  }

  private static Decision allProofs(RunFacts facts, Predicate<SentProof> holds, String otherwise) {
    List<SentProof> broken = facts.proofs().stream().filter(holds.negate()).toList();
    if (broken.isEmpty()) {
      int all = facts.proofs().size();
      return new Decision(all > 0, all + (all == 1 ? " proof" : " proofs"));
    }
    SentProof first = broken.getFirst();
    String reply =
        first.reply() == null ? "no reply" : "reply " + first.reply().getClass().getSimpleName();
    return new Decision(
        false,
        broken.size()
            + " of "
            + facts.proofs().size()
            + ", the first: "
            + first.label()
            + " "
            + otherwise
            + " ("
            + reply
            + ")");
  }

  /** A verdict on intervals is worth nothing when records of them were dropped. */
  private static Decision noneMissing(RunFacts facts, Decision decision) {
    if (facts.userLocks().isEmpty()) {
      return new Decision(false, "no user's lock was taken: this locking has none");
    }
    return facts.notDrawn() == 0
        ? decision
        : new Decision(false, "cannot tell: " + facts.notDrawn() + " event records were dropped");
  }

  private static Map<String, List<LockUsed>> holdsByUser(RunFacts facts) {
    return facts.userLocks().stream()
        .filter(LockUsed::granted)
        .sorted(Comparator.comparingLong(LockUsed::got))
        .collect(Collectors.groupingBy(use -> use.lock().name()));
  }

  /** The first hold that begins before the one before it ended; holds by start, ascending. */
  private static Optional<String> firstClash(List<LockUsed> holds) {
    for (int i = 1; i < holds.size(); i++) {
      LockUsed before = holds.get(i - 1);
      LockUsed after = holds.get(i);
      if (after.got() < before.released()) {
        return Optional.of(
            after.actor().label()
                + " held the lock of "
                + after.lock().name()
                + " "
                + Durations.words(before.released() - after.got())
                + " before "
                + before.actor().label()
                + " gave it back");
      }
    }
    return Optional.empty();
  }

  private static long longestOverlap(List<LockUsed> some, List<LockUsed> others) {
    long longest = 0;
    for (LockUsed one : some) {
      for (LockUsed other : others) {
        long end = Math.min(one.released(), other.released());
        longest = Math.max(longest, end - Math.max(one.got(), other.got()));
      }
    }
    return longest;
  }

  private static long changesOfConnection(List<LockUsed> holds) {
    long changes = 0;
    for (int i = 1; i < holds.size(); i++) {
      if (connection(holds.get(i)) != connection(holds.get(i - 1))) {
        changes++;
      }
    }
    return changes;
  }

  private static boolean blockedByOtherConnection(LockUsed use) {
    return use.blockers().stream()
        .anyMatch(
            blocker ->
                blocker instanceof Actor.Proof other && other.connection() != connection(use));
  }

  private static int connection(LockUsed use) {
    return use.actor() instanceof Actor.Proof proof ? proof.connection() : 0;
  }
}
