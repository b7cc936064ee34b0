package io.batcherconsole.engine.diagnose;

import static io.batcherconsole.engine.diagnose.Look.A1;
import static io.batcherconsole.engine.diagnose.Look.A2;
import static io.batcherconsole.engine.diagnose.Look.B1;
import static io.batcherconsole.engine.diagnose.Look.BATCH;
import static io.batcherconsole.engine.diagnose.Look.C1;
import static io.batcherconsole.engine.diagnose.Look.START;
import static io.batcherconsole.engine.diagnose.Look.THRESHOLDS;
import static io.batcherconsole.engine.diagnose.Look.holder;
import static io.batcherconsole.engine.diagnose.Look.lock;
import static io.batcherconsole.engine.diagnose.Look.ms;
import static io.batcherconsole.engine.diagnose.Look.waiter;
import static io.batcherconsole.engine.diagnose.Look.way;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.AwaitedClient;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchCut;
import io.batcherconsole.engine.event.BatchView.BatchStatus;
import io.batcherconsole.engine.event.BatchView.BatchStep;
import io.batcherconsole.engine.event.BatchView.StepView;
import io.batcherconsole.engine.event.CurrentStage;
import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.OwedReply;
import io.batcherconsole.engine.event.ProofOnItsWay;
import io.batcherconsole.engine.event.Stage;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks of proofs, batches and clients: what each finds, leaves alone, and when it ends. */
class ProofChecksTest {
  private static final Actor BUILDER = new Actor.BatchBuilder(90, 7);

  private static BatchView batch(
      long number, BatchStatus status, @Nullable String failure, StepView step, Actor.Proof of) {
    return new BatchView(
        number,
        status,
        null,
        List.of(of),
        100,
        BigInteger.ONE,
        BatchCut.NONE,
        List.of(step),
        null,
        status == BatchStatus.POSTING ? null : 40 + number,
        0,
        4,
        failure);
  }

  private static StepView open(BatchStep step, long ago) {
    return new StepView(step, START - ms(ago), Long.MAX_VALUE, false, "");
  }

  @Test
  void aBatchThatDoesNotGetOn() {
    Look look = new Look(new PostingCheck(THRESHOLDS));
    look.batches = List.of(batch(7, BatchStatus.POSTING, null, open(BatchStep.STORE, 4900), A1));
    assertThat(look.open()).isZero();

    look.later(200);
    FindingView found = look.finding();
    assertThat(found.severity()).isEqualTo(Severity.PROBLEM);
    assertThat(found.sentence()).isEqualTo("Batch #7 has been in its step \"store\" for 5.1 s.");
    assertThat(found.detail()).contains("1 proof is in flight").contains("store has not taken");

    look.batches = List.of(batch(7, BatchStatus.POSTED, null, open(BatchStep.VERIFY, 0), A1));
    assertThat(look.ends()).isTrue();
  }

  @Test
  void aTransactionIsWaitedForLongerAndASilentNodeIsNamed() {
    Look look = new Look(new PostingCheck(THRESHOLDS));
    look.nodeAnswers = false;
    look.batches = List.of(batch(7, BatchStatus.POSTING, null, open(BatchStep.SEND, 14_900), A1));
    assertThat(look.open()).isZero();
    assertThat(look.later(200).finding().detail()).contains("The node does not answer");
    assertThat(look.finding().advice()).contains("Look at the node");
  }

  @Test
  void aCancelIsToldAtOnceAndIsAWarning() {
    Look look = new Look(new PostingCheck(THRESHOLDS));
    look.batches = List.of(batch(7, BatchStatus.POSTING, null, open(BatchStep.CANCEL, 10), A1));

    assertThat(look.finding().severity()).isEqualTo(Severity.WARNING);
    assertThat(look.finding().sentence()).contains("is being cancelled, attempt 1");
  }

  @Test
  void aBuilderThatWaitsForALock() {
    Look look = new Look(new PostingCheck(THRESHOLDS));
    look.locks =
        List.of(
            lock(
                BATCH,
                holder(A1, LockSite.REPLACE, Stage.VERIFYING, 2000),
                waiter(BUILDER, LockSite.EXTRACT, 1500)));

    assertThat(look.finding().sentence())
        .isEqualTo("Batch #7 has waited for the batch lock for 1.5 s.");
    look.locks = List.of(lock(BATCH, holder(BUILDER, LockSite.EXTRACT, null, 0)));
    assertThat(look.ends()).isTrue();
  }

  @Test
  void aBatchOnChainWhoseProofsAreOnTheirWayOnceMore() {
    Look look = new Look(new PostedTwiceCheck(THRESHOLDS));
    StepView step = open(BatchStep.VERIFY, 100);
    look.batches = List.of(batch(1, BatchStatus.POSTED, null, step, A1));
    look.onTheirWay = List.of(way(A1, Stage.IN_BATCH, 100));
    assertThat(look.open()).as("it never counted as failed").isZero();

    look.batches = List.of(batch(1, BatchStatus.POSTED, "no receipt", step, A1));
    assertThat(look.finding().hazard()).isEqualTo("cancel-race");
    assertThat(look.finding().sentence())
        .isEqualTo(
            "Batch #1 counted as failed and is on chain in block 41; its proofs are on their way"
                + " once more.");

    look.batches =
        List.of(
            batch(1, BatchStatus.POSTED, "no receipt", step, A1),
            batch(2, BatchStatus.POSTED, null, step, A1));
    look.onTheirWay = List.of();
    assertThat(look.finding().sentence()).endsWith("A·1 went on chain twice.");

    look.later(THRESHOLDS.shown().toMillis());
    assertThat(look.ends()).as("nothing more becomes of it, on a quiet engine too").isTrue();
  }

  @Test
  void aProofThatEndedAndWhoseClientWasNotTold() {
    Look look = new Look(new UnansweredCheck(THRESHOLDS));
    look.owed =
        List.of(
            new OwedReply(A1, Stage.EVICTED, START - ms(900)),
            new OwedReply(A2, Stage.EVICTED, START - ms(800)));
    assertThat(look.open()).isZero();

    look.later(200);
    FindingView found = look.finding();
    assertThat(found.hazard()).isEqualTo("silent-drop-on-restore");
    assertThat(found.sentence())
        .isEqualTo("A·1 and A·2 were evicted and their clients were not told for 1.1 s.");

    look.owed = List.of();
    assertThat(look.ends()).isTrue();
  }

  @Test
  void aProofThatIsStillOnItsWayAfterItsLastReply() {
    Look look = new Look(new UnansweredCheck(THRESHOLDS));
    CurrentStage queued = new CurrentStage(Stage.QUEUED, START - ms(3000), -1);
    look.onTheirWay = List.of(new ProofOnItsWay(A1, 5, queued, 0, START - ms(2000), false));

    assertThat(look.finding().hazard()).isEqualTo("orphaned-reply");
    assertThat(look.finding().sentence())
        .isEqualTo("A·1 got its last reply 2.0 s ago, and it is still queued.");

    look.onTheirWay = List.of(new ProofOnItsWay(A1, 5, queued, 0, -1, false));
    assertThat(look.ends()).isTrue();
  }

  @Test
  void manyOrphansOfAUserAreOneFinding() {
    Look look = new Look(new UnansweredCheck(THRESHOLDS));
    CurrentStage queued = new CurrentStage(Stage.QUEUED, START - ms(3000), -1);
    look.onTheirWay =
        IntStream.range(0, 500)
            .mapToObj(i -> Look.proof(i, "A", i))
            .map(proof -> new ProofOnItsWay(proof, 5, queued, 0, START - ms(2000), false))
            .toList();

    assertThat(look.finding().sentence())
        .isEqualTo(
            "A·0 got its last reply 2.0 s ago, and it is still queued; so it is with 499 more.");
  }

  @Test
  void aClientThatDoesNotRead() {
    Look look = new Look(new SlowReaderCheck(THRESHOLDS));
    look.awaited = List.of(new AwaitedClient(A1, START - ms(900)));
    assertThat(look.open()).isZero();

    look.later(200);
    assertThat(look.finding().hazard()).isEqualTo("slow-reader-holds-posting");
    look.locks =
        List.of(
            lock(
                BATCH,
                holder(BUILDER, LockSite.FLUSH, null, 1000),
                waiter(B1, LockSite.ENQUEUE, 500)));
    assertThat(look.finding().hazard()).as("under the batch lock").isEqualTo("io-under-locks");
    assertThat(look.finding().sentence()).contains("1.1 s").contains("the flush waits for it");

    look.awaited = List.of();
    assertThat(look.ends()).isTrue();
  }

  @Test
  void proofsThatWereVerifiedInVain() {
    Look look = new Look(new JunkVerifiedCheck(THRESHOLDS));
    assertThat(look.open()).isZero();
    look.incidents =
        List.of(
            new Incident.JunkVerified(START - ms(2000), A1, "InvalidNonce"),
            new Incident.JunkVerified(START - ms(1000), A2, "InvalidNonce"));

    assertThat(look.finding().sentence()).startsWith("2 proofs were verified in vain");
    assertThat(look.finding().detail()).isEqualTo("2 × InvalidNonce.");

    look.later(THRESHOLDS.shown().toMillis());
    assertThat(look.ends()).isTrue();
  }

  @Test
  void anEvictionOfAnotherThanTheCheapest() {
    Look look = new Look(new EvictionCheck(THRESHOLDS));
    assertThat(look.open()).isZero();
    look.incidents =
        List.of(
            new Incident.UnfairEviction(
                new EngineEvent.UnfairEviction(
                    START - ms(1000), A1, BigInteger.TEN, B1, C1, BigInteger.ONE)));

    assertThat(look.finding().hazard()).isEqualTo("arbitrary-eviction");
    assertThat(look.finding().sentence())
        .isEqualTo("A·1 had to leave the full queue for B·1, although C·1 was first to leave.");

    look.later(THRESHOLDS.shown().toMillis());
    assertThat(look.ends()).isTrue();
  }

  @Test
  void proofsBehindTheirOwnConnectionAreOneFindingForAllUsers() {
    Look look = new Look(new HeadOfLineCheck(THRESHOLDS));
    look.onTheirWay =
        List.of(way(A1, Stage.BEHIND_CONNECTION, 900), way(A2, Stage.BEHIND_CONNECTION, 800));
    assertThat(look.open()).isZero();

    look.onTheirWay =
        IntStream.range(0, 9)
            .mapToObj(
                i -> way(Look.proof(i + 1, "ABCDEFGHI".substring(i, i + 1), 4), stage(i), 2000))
            .toList();
    FindingView found = look.finding();
    assertThat(found.severity()).isEqualTo(Severity.BY_DESIGN);
    assertThat(found.counts()).isFalse();
    assertThat(found.hazard()).isEqualTo("connection-head-of-line");
    assertThat(found.sentence())
        .isEqualTo(
            "8 proofs of 8 users had to wait behind earlier messages of their own connection, A·4"
                + " for 2.0 s.");
    assertThat(found.since()).isEqualTo(START - ms(2000));

    look.onTheirWay = List.of();
    assertThat(look.ends()).isTrue();
  }

  /** The ninth is in the queue: its wait is over. */
  private static Stage stage(int index) {
    return index < 8 ? Stage.BEHIND_CONNECTION : Stage.QUEUED;
  }

  @Test
  void aProofThatIsBeingAdmittedAfterALongWaitIsStillTold() {
    Look look = new Look(new HeadOfLineCheck(THRESHOLDS));
    CurrentStage verifying = new CurrentStage(Stage.VERIFYING, START - ms(10), -1);
    look.onTheirWay = List.of(new ProofOnItsWay(A1, 4, verifying, ms(3000), -1, false));

    assertThat(look.finding().sentence())
        .isEqualTo(
            "1 proof of user A had to wait behind earlier messages of their own connection, A·1 for"
                + " 3.0 s.");
  }
}
