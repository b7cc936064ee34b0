package io.batcherconsole.app.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.paint.TimeScale;
import io.batcherconsole.app.story.Cast;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline.Interval;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One column is 10 ns here; the picture shows 0 to 1000 ns in 100 columns. */
class LaneColumnsTest {
  private static final long NOW = 1000;
  private static final long NOBODY = -1;

  private final TimeScale scale = TimeScale.of(NOW, 1000, 0, 100, 1);
  private final LaneColumns columns = new LaneColumns();
  private final Actor.Proof first = Cast.proof(Cast.A, 1, 1);
  private final Actor.Proof second = Cast.proof(Cast.A, 2, 2);

  @Test
  void aWaitIsHatchedAndTheHoldThatFollowsIsSolidWithItsVerificationInside() {
    columns.connection(
        List.of(
            interval(first, Stage.WAITING_USER_LOCK, 100, 300),
            interval(first, Stage.VALIDATING, 300, 310),
            interval(first, Stage.INJECTED_DELAY, 310, 600),
            interval(first, Stage.VERIFYING, 600, 800)),
        scale,
        NOW,
        10,
        NOBODY);

    assertThat(columns.fill(5)).isEqualTo(Fill.NOTHING);
    assertThat(columns.fill(15)).isEqualTo(Fill.WAITING_USER);
    assertThat(columns.fill(40)).isEqualTo(Fill.HOLDING);
    assertThat(columns.inset(40)).isEqualTo(Inset.INJECTED);
    assertThat(columns.inset(70)).isEqualTo(Inset.VERIFYING);
    assertThat(columns.fill(85)).isEqualTo(Fill.NOTHING);
    assertThat(columns.bars()).extracting(LaneBar::fill).contains(Fill.WAITING_USER, Fill.HOLDING);
  }

  @Test
  void whatIsStillGoingOnReachesNow() {
    columns.connection(
        List.of(interval(first, Stage.WAITING_USER_LOCK, 900, Long.MAX_VALUE)),
        scale,
        NOW,
        5,
        NOBODY);

    assertThat(columns.fill(99)).isEqualTo(Fill.WAITING_USER);
  }

  @Test
  void thousandsOfHoldsNarrowerThanAColumnStayVisible() {
    List<Interval> holds = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      holds.add(interval(Cast.proof(Cast.A, i, 1), Stage.VALIDATING, i, i + 1));
    }

    columns.connection(holds, scale, NOW, 10, NOBODY);

    for (int c = 0; c < 100; c++) {
      assertThat(columns.fill(c)).as("column " + c).isEqualTo(Fill.HOLDING);
    }
    assertThat(columns.bars()).as("none is wide enough for words").isEmpty();
  }

  @Test
  void aWaitBeatsAHoldThatSharesItsColumn() {
    columns.connection(
        List.of(
            interval(first, Stage.VALIDATING, 500, 502),
            new Interval(second, Stage.WAITING_USER_LOCK, 503, 504, first, "", false, false)),
        scale,
        NOW,
        10,
        NOBODY);

    assertThat(columns.fill(50)).isEqualTo(Fill.WAITING_USER);
  }

  @Test
  void aProofThatFoundTheLocksFreeDidNotWait() {
    columns.connection(
        List.of(
            interval(first, Stage.WAITING_USER_LOCK, 500, 501),
            interval(first, Stage.VALIDATING, 501, 503),
            interval(first, Stage.WAITING_BATCH_LOCK, 503, 504),
            interval(first, Stage.ENQUEUEING, 504, 505)),
        scale,
        NOW,
        10,
        NOBODY);

    assertThat(columns.fill(50)).isEqualTo(Fill.HOLDING);
    assertThat(columns.inset(50)).isEqualTo(Inset.NOTHING);
  }

  @Test
  void anIntervalWithADroppedRecordIsShownAsNotDrawn() {
    columns.connection(
        List.of(new Interval(first, Stage.VERIFYING, 100, 500, null, "", true, false)),
        scale,
        NOW,
        10,
        NOBODY);

    assertThat(columns.fill(30)).isEqualTo(Fill.NOT_DRAWN);
  }

  @Test
  void inTheQueueABatchIsADoubleLineAndWinsOverProofsThatOnlyWait() {
    columns.queue(
        List.of(
            interval(first, Stage.QUEUED, 100, 900), interval(second, Stage.IN_BATCH, 400, 600)),
        scale,
        NOW,
        10,
        NOBODY);

    assertThat(columns.fill(20)).isEqualTo(Fill.QUEUED);
    assertThat(columns.fill(50)).isEqualTo(Fill.IN_BATCH);
    assertThat(columns.fill(80)).isEqualTo(Fill.QUEUED);
  }

  private static Interval interval(Actor.Proof proof, Stage stage, long start, long end) {
    return new Interval(proof, stage, start, end, null, "", false, false);
  }
}
