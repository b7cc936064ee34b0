package io.batcherconsole.app.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.story.StoryScenarioDesk;
import io.batcherconsole.app.text.Tone;
import io.batcherconsole.engine.scenario.ScenarioInfo;
import io.batcherconsole.engine.scenario.ScenarioRunView;
import io.batcherconsole.engine.scenario.ScenarioRunView.State;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the list says of a run that is over. */
class ScenarioRowTest {
  private static final ScenarioInfo SCENARIO = new StoryScenarioDesk().scenarios().getFirst();

  @Test
  void aHazardThatHappenedIsNoSuccessAndNoFailure() {
    assertThat(row(State.PASSED, true))
        .extracting(ScenarioRow::progress, ScenarioRow::tone)
        .containsExactly("happened", Tone.ATTENTION);
    assertThat(row(State.PASSED, false))
        .extracting(ScenarioRow::progress, ScenarioRow::tone)
        .containsExactly("did not happen", Tone.WELL);
  }

  @Test
  void withoutExpectationsNothingIsCounted() {
    assertThat(row(State.RUNNING, null).progress()).isEmpty();
    assertThat(row(State.CANCELLED, null).progress()).isEqualTo("cancelled");
  }

  private static ScenarioRow row(State state, @Nullable Boolean happened) {
    ScenarioRunView run = new ScenarioRunView(SCENARIO, state, "", 0, List.of(), happened);
    return ScenarioRow.of(List.of(SCENARIO), run).getFirst();
  }
}
