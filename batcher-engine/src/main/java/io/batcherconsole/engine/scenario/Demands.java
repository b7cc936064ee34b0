package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that a scenario demands of its run.
 *
 * @param expectations what must hold, in the order in which it is shown
 * @param refusals how many proofs must be refused and why, null when anything may be
 * @param findings what the engine must, or must not, find to be wrong meanwhile
 */
public record Demands(
    List<Expectation> expectations, @Nullable RefusalDemand refusals, FindingDemand findings) {
  /** Demands nothing. */
  public static final Demands NOTHING = new Demands(List.of(), null, FindingDemand.NOTHING);

  public Demands {
    expectations = List.copyOf(expectations);
  }

  /** Nothing is decided yet. */
  List<ExpectationView> pending() {
    return views(
        Expectation::pending,
        refusals == null ? List.of() : refusals.pending(),
        findings.pending());
  }

  /** What can be said while the run goes on. */
  List<ExpectationView> soFar(RunFacts facts) {
    return views(
        expected -> expected.soFar(facts),
        refusals == null ? List.of() : refusals.pending(),
        findings.pending());
  }

  /**
   * Decides all of it.
   *
   * @param found what was found during the run
   * @param meant whether the run was under a design that the scenario is meant for
   */
  List<ExpectationView> decide(RunFacts facts, List<FindingView> found, boolean meant) {
    return views(
        expected -> expected.decide(facts),
        refusals == null ? List.of() : refusals.decide(facts),
        findings.decide(found, meant));
  }

  private List<ExpectationView> views(
      Function<Expectation, ExpectationView> view,
      List<ExpectationView> ofRefusals,
      List<ExpectationView> ofFindings) {
    List<ExpectationView> views = new ArrayList<>(expectations.stream().map(view).toList());
    views.addAll(ofRefusals);
    views.addAll(ofFindings);
    return views;
  }
}
