package io.batcherconsole.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.event.Timeline.Interval;
import io.batcherconsole.engine.event.Timeline.Lane;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A small story, told record by record, is found again exactly. Times are ns. */
class TimelineProjectionTest {
  private static final UserTag A = new UserTag("A", "0x14dc79964da2c08b23698b3d3cc7ca32193d9955");

  private final Journal journal = new Journal(new LiveRuntime(1), 16);
  private final TimelineProjection timeline = new TimelineProjection(journal);
  private final Actor.Proof first = new Actor.Proof(1, A, BigInteger.ONE, 1);
  private final Actor.Proof second = new Actor.Proof(2, A, BigInteger.TWO, 2);

  @Test
  void aProofsWayIsOneConnectionLaneThenTheQueueLaneThenAMark() {
    tell(first, 0, Stage.CHECKING, 100, null, "");
    tell(first, 1, Stage.WAITING_USER_LOCK, 110, null, "");
    tell(first, 2, Stage.VALIDATING, 120, null, "");
    tell(first, 3, Stage.VERIFYING, 130, null, "");
    tell(first, 4, Stage.QUEUED, 200, null, "");
    tell(first, 5, Stage.IN_BATCH, 300, null, "#1");
    tell(first, 6, Stage.POSTED, 400, null, "#1");
    timeline.publish(500);

    Timeline seen = timeline.timeline(0, 500);

    assertThat(seen.lanes()).extracting(Lane::connection).containsExactly(1, 0);
    assertThat(seen.lanes().getFirst().intervals())
        .containsExactly(
            closed(first, Stage.CHECKING, 100, 110),
            closed(first, Stage.WAITING_USER_LOCK, 110, 120),
            closed(first, Stage.VALIDATING, 120, 130),
            closed(first, Stage.VERIFYING, 130, 200));
    assertThat(seen.lanes().get(1).intervals())
        .containsExactly(
            closed(first, Stage.QUEUED, 200, 300),
            new Interval(first, Stage.IN_BATCH, 300, 400, null, "#1", false, false));
    assertThat(seen.lanes().get(1).marks())
        .containsExactly(new Timeline.Mark(first, Stage.POSTED, 400, "#1", false));
  }

  @Test
  void aWaitNamesWhoWasInTheWay() {
    tell(first, 0, Stage.VALIDATING, 100, null, "");
    tell(second, 0, Stage.WAITING_USER_LOCK, 110, null, "");
    tell(second, 1, Stage.VALIDATING, 150, first, "");
    timeline.publish(200);

    Interval wait = timeline.timeline(0, 200).lanes().get(1).intervals().getFirst();

    assertThat(wait.stage()).isEqualTo(Stage.WAITING_USER_LOCK);
    assertThat(wait.blockedBy()).isEqualTo(first);
  }

  @Test
  void aDroppedRecordIsSeenAsAGapAndNotGuessed() {
    tell(first, 0, Stage.CHECKING, 100, null, "");
    tell(first, 3, Stage.VERIFYING, 130, null, "");
    timeline.publish(200);

    List<Interval> intervals = timeline.timeline(0, 200).lanes().getFirst().intervals();

    assertThat(intervals)
        .extracting(Interval::stage)
        .containsExactly(Stage.CHECKING, Stage.VERIFYING);
    assertThat(intervals.getFirst().gap()).as("what followed it is not known").isTrue();
    assertThat(intervals.get(1).open()).isTrue();
  }

  @Test
  void onlyWhatOverlapsTheStretchIsTold() {
    tell(first, 0, Stage.CHECKING, 100, null, "");
    tell(first, 1, Stage.VALIDATING, 200, null, "");
    tell(first, 2, Stage.REFUSED, 300, null, "InvalidNonce");
    timeline.publish(400);

    Lane lane = timeline.timeline(250, 400).lanes().getFirst();

    assertThat(lane.intervals()).extracting(Interval::stage).containsExactly(Stage.VALIDATING);
    assertThat(lane.marks()).extracting(Timeline.Mark::note).containsExactly("InvalidNonce");
    assertThat(timeline.timeline(301, 400).lanes().getFirst().marks()).isEmpty();
  }

  @Test
  void faultsAndBlocksStandOnTheSameClock() {
    timeline.accept(new EngineEvent.FaultsChanged(100, List.of(fault())));
    timeline.accept(new EngineEvent.BlockSeen(150, 7, 0));
    timeline.accept(new EngineEvent.FaultsChanged(200, List.of()));
    timeline.publish(300);

    Timeline seen = timeline.timeline(0, 300);

    assertThat(seen.blocks()).containsExactly(new Timeline.Block(150, 7));
    assertThat(seen.faults()).hasSize(1);
    assertThat(seen.faults().getFirst().start()).isEqualTo(100);
    assertThat(seen.faults().getFirst().end()).isEqualTo(200);
  }

  @Test
  void whatIsOlderThanTenMinutesIsForgotten() {
    long tenMinutes = 600_000_000_000L;
    tell(first, 0, Stage.CHECKING, 100, null, "");
    tell(first, 1, Stage.REFUSED, 200, null, "");
    timeline.publish(300);
    timeline.publish(tenMinutes + 1_000_000_000L);

    assertThat(timeline.timeline(0, tenMinutes).lanes())
        .allSatisfy(lane -> assertThat(lane.intervals()).isEmpty());
  }

  private void tell(
      Actor.Proof proof, int step, Stage stage, long at, @Nullable Actor blockedBy, String note) {
    timeline.accept(new EngineEvent.StageEntered(at, proof, step, stage, blockedBy, note, false));
  }

  private static Interval closed(Actor.Proof proof, Stage stage, long start, long end) {
    return new Interval(proof, stage, start, end, null, "", false, false);
  }

  private static FaultView fault() {
    return new FaultView(
        1,
        "verify=delay(5s)",
        "verify",
        "+5.0 s",
        5_000_000_000L,
        false,
        "all users",
        List.of(),
        true,
        0,
        List.of());
  }
}
