package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a scenario demands of the engine's findings. A name is the id of a check or of a hazard.
 *
 * @param none whether nothing may be found to be wrong; what is by design may be told
 * @param with what must be found, under the designs that the scenario is meant for
 * @param without what must not be found, whatever it is
 */
public record FindingDemand(boolean none, List<String> with, List<String> without) {
  /** Demands nothing. */
  public static final FindingDemand NOTHING = new FindingDemand(false, List.of(), List.of());

  private static final String NONE = "nothing is found to be wrong";

  public FindingDemand {
    with = List.copyOf(with);
    without = List.copyOf(without);
  }

  /** Nothing is decided yet. */
  List<ExpectationView> pending() {
    List<ExpectationView> views = new ArrayList<>();
    if (none) {
      views.add(new ExpectationView(NONE, Outcome.PENDING, ""));
    }
    with.forEach(id -> views.add(new ExpectationView(found(id), Outcome.PENDING, "")));
    without.forEach(id -> views.add(new ExpectationView(notFound(id), Outcome.PENDING, "")));
    return views;
  }

  /**
   * Decides it.
   *
   * @param seen what was found during the run
   * @param meant whether the run was under a design that the scenario is meant for
   */
  List<ExpectationView> decide(List<FindingView> seen, boolean meant) {
    List<ExpectationView> views = new ArrayList<>();
    if (none) {
      views.add(
          absent(NONE, seen.stream().filter(finding -> finding.severity().wrong()).findFirst()));
    }
    if (meant) {
      for (String id : with) {
        Optional<FindingView> found = named(seen, id);
        views.add(
            new ExpectationView(
                found(id),
                found.isPresent() ? Outcome.HOLDS : Outcome.BROKEN,
                found.map(FindingView::worstSentence).orElse("it was not found")));
      }
    }
    without.forEach(id -> views.add(absent(notFound(id), named(seen, id))));
    return views;
  }

  private static ExpectationView absent(String sentence, Optional<FindingView> found) {
    return new ExpectationView(
        sentence,
        found.isEmpty() ? Outcome.HOLDS : Outcome.BROKEN,
        found.map(FindingView::worstSentence).orElse("it was looked for all the while"));
  }

  private static Optional<FindingView> named(List<FindingView> seen, String id) {
    return seen.stream()
        .filter(finding -> id.equals(finding.check()) || id.equals(finding.hazard()))
        .findFirst();
  }

  private static String found(String id) {
    return "a finding names " + id;
  }

  private static String notFound(String id) {
    return "no finding names " + id;
  }
}
