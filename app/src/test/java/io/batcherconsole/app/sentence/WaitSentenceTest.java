package io.batcherconsole.app.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Selection;
import io.batcherconsole.app.story.Cast;
import io.batcherconsole.app.story.Frames;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.EngineStatus.Phase;
import io.batcherconsole.engine.event.QueueView;
import io.batcherconsole.engine.event.QueueView.Outlook;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitSentenceTest {
  private static final Actor.Proof A13 = Cast.proof(Cast.A, 13, 1);
  private static final Actor.Proof A14 = Cast.proof(Cast.A, 14, 2);
  private static final Actor.Proof A15 = Cast.proof(Cast.A, 15, 3);

  private static String sentence(ConsoleFrame frame) {
    return WaitSentence.of(frame).text();
  }

  @Test
  void aWaiterIsToldWhoHoldsTheLockWhatForAndHowMuchIsLeft() {
    assertThat(sentence(Frames.storyWith(A14)))
        .isEqualTo(
            "A·14 has waited 4.2 s for user A, because A·13 holds it: 5.0 s injected before its"
                + " verification, 0.8 s left.");
  }

  @Test
  void aLaterWaiterIsToldWhoGoesFirst() {
    assertThat(sentence(Frames.storyWith(A15))).endsWith("0.8 s left. A·14 goes first.");
  }

  @Test
  void aHolderIsToldWhoWaitsForIt() {
    assertThat(sentence(Frames.storyWith(A13)))
        .startsWith("A·13 has held user A for 4.2 s: 5.0 s injected")
        .endsWith("A·14 and 1 more wait for it.");
  }

  @Test
  void withNothingSelectedTheLongestWaitIsTold() {
    assertThat(sentence(Frames.story())).startsWith("A·14 has waited 4.2 s for user A");
  }

  @Test
  void aRefusedProofIsToldWhy() {
    assertThat(sentence(Frames.storyWith(Cast.proof(Cast.D, 4, 1))))
        .isEqualTo("D·4 was refused 12.4 s ago: InvalidNonce.");
  }

  @Test
  void aProofInABatchIsToldHowFarThatIs() {
    assertThat(sentence(Frames.storyWith(Cast.proof(Cast.A, 10, 2))))
        .isEqualTo("A·10 is in batch #7: tx since 3.1 s.");
  }

  @Test
  void aQueuedProofIsToldWhatItTakesToGetIntoABatch() {
    ConsoleFrame story = Frames.story();
    Actor.Proof queued =
        story.timeline().lanes().stream()
            .flatMap(lane -> lane.intervals().stream())
            .filter(interval -> interval.stage() == Stage.QUEUED && interval.end() > story.now())
            .map(Timeline.Interval::proof)
            .findFirst()
            .orElseThrow();
    QueueView queue = story.queue();
    QueueView only =
        new QueueView(
            queue.at(),
            List.of(
                new QueueView.Entry(
                    queued,
                    BigInteger.ONE,
                    1000,
                    0,
                    new Outlook.TooCheap(BigInteger.valueOf(1_500_000_000), 60),
                    false)),
            1,
            1000,
            queue.limit(),
            0,
            queue.cut(),
            queue.gasPrice(),
            queue.constantGas(),
            queue.gasPerProof(),
            queue.minMaxFee());
    ConsoleFrame frame =
        new ConsoleFrame(
            story.now(),
            true,
            queued.serial(),
            story.status(),
            story.counters(),
            story.locks(),
            story.connections(),
            only,
            story.batches(),
            story.latency(),
            story.faults(),
            story.findings(),
            story.timeline(),
            null);

    assertThat(sentence(frame))
        .startsWith(queued.label() + " has been queued for ")
        .endsWith(
            ": number 1 of 1 by max fee. It offers too little: it goes in when the gas price falls"
                + " to 1.5 gwei, or with 60 proofs in its batch.");
  }

  @Test
  void aProofThatNobodyKnowsIsSaidToBeOutsideThePicture() {
    assertThat(sentence(Frames.storyWith(Cast.proof(Cast.A, 999, 1))))
        .isEqualTo("The selected proof is outside the time that is shown.");
  }

  @Test
  void whenNobodyWaitsThatIsSaid() {
    assertThat(sentence(Frames.quiet(Frames.status(Phase.RUNNING, "All is well.", null))))
        .isEqualTo("Nobody waits, and no lock is held.");
  }

  @Test
  void whenTheEngineFailedThatIsSaidInstead() {
    String why = "Port 8080 is in use: stop the other program or choose another with --port.";
    assertThat(sentence(Frames.quiet(Frames.status(Phase.FAILED, why, null)))).isEqualTo(why);
  }

  @Test
  void theWalkGoesToTheHolderAndBackTheSameWay() {
    Selection selection = new Selection();
    BlockerWalk walk = new BlockerWalk(selection);
    walk.toBlocker(Frames.story());
    assertThat(selection.serial()).as("who has waited longest").isEqualTo(A14.serial());

    selection.select(A15.serial());
    walk.toBlocker(Frames.storyWith(A15));
    assertThat(selection.serial()).isEqualTo(A14.serial());
    walk.toBlocker(Frames.storyWith(A14));
    assertThat(selection.serial()).isEqualTo(A13.serial());
    walk.toBlocker(Frames.storyWith(A13));
    assertThat(selection.serial()).as("nobody is in the holder's way").isEqualTo(A13.serial());

    walk.back();
    walk.back();
    assertThat(selection.serial()).isEqualTo(A15.serial());
    walk.back();
    assertThat(selection.serial()).as("the walk began here").isEqualTo(A15.serial());
  }
}
