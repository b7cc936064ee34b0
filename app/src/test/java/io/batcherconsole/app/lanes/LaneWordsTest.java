package io.batcherconsole.app.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.story.Cast;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline.Interval;
import io.batcherconsole.engine.event.Timeline.Mark;
import org.junit.jupiter.api.Test;

class LaneWordsTest {
  private static final Actor.Proof PROOF = Cast.proof(Cast.A, 13, 1);

  @Test
  void aProofThatNobodyVerifiedSaysSo() {
    assertThat(LaneWords.about(queued(true), 200)).contains("accepted, but not verified");
    assertThat(LaneWords.of(posted(true))).isEqualTo("not verified");
  }

  @Test
  void oneThatWasVerifiedNeedsNoWords() {
    assertThat(LaneWords.about(queued(false), 200)).doesNotContain("verified");
    assertThat(LaneWords.of(posted(false))).isEmpty();
  }

  private static Interval queued(boolean unverified) {
    return new Interval(PROOF, Stage.QUEUED, 100, 150, null, "", false, unverified);
  }

  private static Mark posted(boolean unverified) {
    return new Mark(PROOF, Stage.POSTED, 150, "batch #6", unverified);
  }
}
