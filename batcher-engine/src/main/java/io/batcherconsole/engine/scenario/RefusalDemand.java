package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.admission.Rejection;
import io.batcherconsole.engine.scenario.RunFacts.SentProof;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many proofs must end otherwise than on chain, by what their clients are told. What is not
 * named must not occur.
 *
 * @param counts by the reply's name, as {@link SentProof#refusal()} says it
 */
public record RefusalDemand(Map<String, Count> counts) {
  /** Left the queue for another one of the same nonce, or with everybody's. */
  private static final List<String> LATER = List.of("ProofReplaced", "BatchReset");

  public RefusalDemand {
    counts = Map.copyOf(counts);
  }

  /** From {@code least} to {@code most} proofs, both included. */
  public record Count(int least, int most) {
    private boolean holds(int count) {
      return least <= count && count <= most;
    }

    private String words() {
      return least == most ? proofs(least) : least + " to " + proofs(most);
    }
  }

  /** All names that there are. */
  static List<String> names() {
    return Stream.of(
            Arrays.stream(Rejection.values()).map(Rejection::wireName),
            LATER.stream(),
            Stream.of(SentProof.NO_REPLY))
        .flatMap(names -> names)
        .distinct()
        .toList();
  }

  List<ExpectationView> pending() {
    List<ExpectationView> views = new ArrayList<>();
    new TreeMap<>(counts)
        .forEach(
            (name, count) ->
                views.add(new ExpectationView(sentence(name, count), Outcome.PENDING, "")));
    views.add(new ExpectationView(otherwise(), Outcome.PENDING, ""));
    return views;
  }

  List<ExpectationView> decide(RunFacts facts) {
    Map<String, Integer> seen = new TreeMap<>();
    facts
        .proofs()
        .forEach(proof -> proof.refusal().ifPresent(why -> seen.merge(why, 1, Math::addExact)));
    List<ExpectationView> views = new ArrayList<>();
    new TreeMap<>(counts)
        .forEach(
            (name, count) -> {
              int number = seen.getOrDefault(name, 0);
              views.add(view(sentence(name, count), count.holds(number), "it is " + number));
            });
    seen.keySet().removeAll(counts.keySet());
    views.add(
        view(
            otherwise(),
            seen.isEmpty(),
            seen.isEmpty()
                ? "of " + proofs(facts.proofs().size())
                : seen.entrySet().stream()
                    .map(one -> one.getValue() + " × " + one.getKey())
                    .collect(Collectors.joining(", "))));
    return views;
  }

  private static ExpectationView view(String sentence, boolean holds, String detail) {
    return new ExpectationView(sentence, holds ? Outcome.HOLDS : Outcome.BROKEN, detail);
  }

  private static String sentence(String name, Count count) {
    return name.equals(SentProof.NO_REPLY)
        ? count.words() + " without a reply"
        : count.words() + " answered " + name;
  }

  private String otherwise() {
    return counts.isEmpty() ? "no proof is refused" : "no proof is refused otherwise";
  }

  private static String proofs(int number) {
    return number + (number == 1 ? " proof" : " proofs");
  }
}
