package io.batcherconsole.app.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.event.Timeline.FaultWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultBandTest {
  @Test
  void rulesThatOverlapAreCutIntoBandsThatDoNot() {
    FaultWindow verify = window(1, "verify", 100, Timeline.OPEN);
    FaultWindow store = window(2, "store", 200, 300);

    assertThat(FaultBand.of(List.of(verify, store)))
        .containsExactly(
            new FaultBand(100, 200, List.of(verify)),
            new FaultBand(200, 300, List.of(verify, store)),
            new FaultBand(300, Timeline.OPEN, List.of(verify)));
  }

  @Test
  void betweenTwoRulesThereIsNoBand() {
    FaultWindow first = window(1, "verify", 100, 200);
    FaultWindow second = window(2, "verify", 300, 400);

    assertThat(FaultBand.of(List.of(first, second)))
        .containsExactly(
            new FaultBand(100, 200, List.of(first)), new FaultBand(300, 400, List.of(second)));
    assertThat(FaultBand.of(List.of())).isEmpty();
  }

  @Test
  void aBandTellsAllThatWasInForce() {
    List<FaultWindow> both = List.of(window(1, "verify", 1, 2), window(2, "store", 1, 2));
    assertThat(FaultBand.of(both).getFirst().words())
        .isEqualTo("verify +5.0 s · all users  +  store +5.0 s · all users");
  }

  private static FaultWindow window(long id, String point, long start, long end) {
    return new FaultWindow(id, point, "+5.0 s", "all users", List.of(), start, end);
  }
}
