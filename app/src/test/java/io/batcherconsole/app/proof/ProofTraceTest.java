package io.batcherconsole.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.proof.ProofTrace.Step;
import io.batcherconsole.app.story.Cast;
import io.batcherconsole.app.story.Frames;
import io.batcherconsole.engine.event.Stage;
import org.junit.jupiter.api.Test;

class ProofTraceTest {
  @Test
  void theWayOfAProofStageByStage() {
    ProofTrace trace = ProofTrace.of(Frames.storyWith(Cast.proof(Cast.A, 10, 2))).orElseThrow();

    assertThat(trace.name()).isEqualTo("A·10");
    assertThat(trace.about()).isEqualTo("14dC…9955 · connection 2");
    assertThat(trace.steps())
        .extracting(Step::stage)
        .containsExactly(
            Stage.BEHIND_CONNECTION,
            Stage.WAITING_USER_LOCK,
            Stage.VALIDATING,
            Stage.INJECTED_DELAY,
            Stage.VERIFYING,
            Stage.ENQUEUEING,
            Stage.QUEUED,
            Stage.IN_BATCH);
    Step waiting = trace.steps().get(1);
    assertThat(waiting.lasted()).isEqualTo("7.1 s");
    assertThat(waiting.note()).isEqualTo("behind A·9");
    assertThat(trace.steps().getLast().open()).isTrue();
  }

  @Test
  void anEndIsToldWithItsReason() {
    ProofTrace trace = ProofTrace.of(Frames.storyWith(Cast.proof(Cast.D, 4, 1))).orElseThrow();

    assertThat(trace.steps().getLast().stage()).isEqualTo(Stage.REFUSED);
    assertThat(trace.steps().getLast().note()).isEqualTo("InvalidNonce");
    assertThat(trace.steps().getLast().lasted()).isEqualTo("12.4 s ago");
  }

  @Test
  void nothingSelectedHasNoWay() {
    assertThat(ProofTrace.of(Frames.story())).isEmpty();
  }
}
