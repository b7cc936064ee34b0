package io.batcherconsole.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingDemandTest {
  private static final FindingView WRONG =
      finding("nonce-gap", "arbitrary-eviction", Severity.VIOLATION);
  private static final FindingView RULE =
      finding("long-hold", "same-user-two-sockets", Severity.BY_DESIGN);

  private static FindingView finding(String check, @Nullable String hazard, Severity severity) {
    return new FindingView(
        check + "/user A",
        check,
        hazard,
        severity,
        null,
        check + " is there.",
        "",
        "",
        List.of(),
        List.of(),
        10,
        20,
        1,
        false);
  }

  private static List<Outcome> outcomes(FindingDemand demand, boolean meant, FindingView... seen) {
    return demand.decide(List.of(seen), meant).stream().map(ExpectationView::outcome).toList();
  }

  @Test
  void noneIsBrokenByWhatIsWrongAndNotByWhatIsTheRule() {
    FindingDemand none = new FindingDemand(true, List.of(), List.of());

    assertThat(outcomes(none, true)).containsExactly(Outcome.HOLDS);
    assertThat(outcomes(none, true, RULE)).containsExactly(Outcome.HOLDS);
    assertThat(outcomes(none, true, RULE, WRONG)).containsExactly(Outcome.BROKEN);
    assertThat(none.decide(List.of(RULE, WRONG), true).getFirst().detail())
        .isEqualTo("nonce-gap is there.");
  }

  @Test
  void aFindingGoesByTheNameOfItsCheckAndOfItsHazard() {
    FindingDemand with =
        new FindingDemand(false, List.of("nonce-gap", "arbitrary-eviction"), List.of());
    FindingDemand without =
        new FindingDemand(false, List.of(), List.of("nonce-gap", "arbitrary-eviction"));

    assertThat(outcomes(with, true, WRONG)).containsExactly(Outcome.HOLDS, Outcome.HOLDS);
    assertThat(outcomes(without, true, WRONG)).containsExactly(Outcome.BROKEN, Outcome.BROKEN);
    assertThat(outcomes(with, true, RULE)).containsExactly(Outcome.BROKEN, Outcome.BROKEN);
    assertThat(outcomes(without, true, RULE)).containsExactly(Outcome.HOLDS, Outcome.HOLDS);
  }

  @Test
  void whatMustBeFoundIsDemandedOnlyUnderTheDesignsThatItIsMeantFor() {
    FindingDemand demand = new FindingDemand(false, List.of("nonce-gap"), List.of("deadlock"));

    assertThat(outcomes(demand, false)).containsExactly(Outcome.HOLDS);
    assertThat(outcomes(demand, true)).containsExactly(Outcome.BROKEN, Outcome.HOLDS);
  }

  @Test
  void whatIsTheRuleCanBeUnwantedToo() {
    FindingDemand demand = new FindingDemand(false, List.of(), List.of("same-user-two-sockets"));

    assertThat(outcomes(demand, true, RULE)).containsExactly(Outcome.BROKEN);
  }

  @Test
  void allIsPendingWhileTheRunGoesOn() {
    FindingDemand demand = new FindingDemand(true, List.of("deadlock"), List.of("fees"));

    assertThat(demand.pending())
        .extracting(ExpectationView::sentence)
        .containsExactly(
            "nothing is found to be wrong", "a finding names deadlock", "no finding names fees");
    assertThat(demand.pending()).allMatch(view -> view.outcome() == Outcome.PENDING);
  }
}
