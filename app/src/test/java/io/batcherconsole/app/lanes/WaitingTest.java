package io.batcherconsole.app.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.paint.TimeScale;
import io.batcherconsole.app.story.Cast;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.event.Timeline.Interval;
import io.batcherconsole.engine.event.Timeline.Lane;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many wait, and behind whom. A column is 10 ns here. */
class WaitingTest {
  private static final long NOW = 1000;

  private final TimeScale scale = TimeScale.of(NOW, 1000, 0, 100, 1);
  private final WaitingCurve curve = new WaitingCurve();
  private final Actor.Proof holder = Cast.proof(Cast.A, 1, 1);
  private final Actor.Proof next = Cast.proof(Cast.A, 2, 2);
  private final Actor.Proof last = Cast.proof(Cast.A, 3, 3);

  private final List<Lane> lanes =
      List.of(
          lane(interval(holder, Stage.INJECTED_DELAY, 100, null)),
          lane(interval(next, Stage.WAITING_USER_LOCK, 200, holder)),
          lane(interval(last, Stage.WAITING_USER_LOCK, 600, next)));

  @Test
  void theCurveStepsUpWithEachProofThatWaits() {
    curve.count(lanes, scale, NOW);

    assertThat(curve.at(15)).isZero();
    assertThat(curve.at(20)).isOne();
    assertThat(curve.at(60)).isEqualTo(2);
    assertThat(curve.last()).isEqualTo(2);
    assertThat(curve.most()).isEqualTo(2);
  }

  @Test
  void goingPastAFreeLockIsNoWaitButAShortWaitBehindSomebodyIsOne() {
    curve.count(
        List.of(
            lane(new Interval(next, Stage.WAITING_USER_LOCK, 300, 301, null, "", false, false)),
            lane(new Interval(last, Stage.WAITING_BATCH_LOCK, 500, 501, holder, "", false, false))),
        scale,
        NOW);

    assertThat(curve.at(30)).isZero();
    assertThat(curve.at(50)).isOne();
    assertThat(curve.at(51)).isZero();
  }

  @Test
  void theChainLeadsToTheRootAndSparesTheSelectedProof() {
    Timeline timeline = new Timeline(0, NOW, lanes, List.of(), List.of(), 0);

    assertThat(BlockerChain.of(timeline, last.serial()))
        .containsExactly(next.serial(), holder.serial());
    assertThat(BlockerChain.of(timeline, holder.serial())).isEmpty();
    assertThat(BlockerChain.of(timeline, -1)).isEmpty();
  }

  @Test
  void aCircleOfWaitsEnds() {
    Timeline timeline =
        new Timeline(
            0,
            NOW,
            List.of(
                lane(interval(holder, Stage.WAITING_BATCH_LOCK, 100, next)),
                lane(interval(next, Stage.WAITING_USER_LOCK, 200, holder))),
            List.of(),
            List.of(),
            0);

    assertThat(BlockerChain.of(timeline, holder.serial())).containsExactly(next.serial());
  }

  private static Lane lane(Interval interval) {
    Actor.Proof proof = interval.proof();
    return new Lane(proof.user(), proof.connection(), List.of(interval), List.of());
  }

  private static Interval interval(
      Actor.Proof proof, Stage stage, long start, @Nullable Actor blocker) {
    return new Interval(proof, stage, start, Timeline.OPEN, blocker, "", false, false);
  }
}
