package io.batcherconsole.engine.diagnose;

import static io.batcherconsole.engine.diagnose.Look.A1;
import static io.batcherconsole.engine.diagnose.Look.A2;
import static io.batcherconsole.engine.diagnose.Look.B1;
import static io.batcherconsole.engine.diagnose.Look.BATCH;
import static io.batcherconsole.engine.diagnose.Look.START;
import static io.batcherconsole.engine.diagnose.Look.THRESHOLDS;
import static io.batcherconsole.engine.diagnose.Look.USER_A;
import static io.batcherconsole.engine.diagnose.Look.holder;
import static io.batcherconsole.engine.diagnose.Look.lock;
import static io.batcherconsole.engine.diagnose.Look.ms;
import static io.batcherconsole.engine.diagnose.Look.waiter;
import static io.batcherconsole.engine.diagnose.Look.way;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.ContentionView;
import io.batcherconsole.engine.event.EngineEvent.LockUsed;
import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.LockBoard.WaiterView;
import io.batcherconsole.engine.event.LockId;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.ProofOnItsWay;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timings;
import io.batcherconsole.engine.lock.LockOrder;
import io.batcherconsole.engine.lock.NestedAsk;
import io.batcherconsole.engine.lock.OrderBreach;
import io.batcherconsole.engine.locking.LockingDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Checks that look at locks: what each finds, what it leaves alone, and when a finding ends. */
class LockChecksTest {
  private static final Actor BUILDER = new Actor.BatchBuilder(90, 7);
  private static final Actor QUESTION = new Actor.Query(91, A1.user());
  private static final LockId OTHER_USER_A = new LockId(LockKind.USER, "user A", 19);
  private static final LockId MAP = new LockId(LockKind.USER_MAP, "user map", 14);

  @Test
  void deadlock() {
    Look look = new Look(new DeadlockCheck());
    look.design = LockingDesign.SPLIT_STATE_2017;
    look.locks =
        List.of(
            lock(
                BATCH,
                holder(BUILDER, LockSite.RESTORE, null, 4000),
                waiter(A1, LockSite.ENQUEUE, 2000)),
            lock(
                USER_A,
                holder(A1, LockSite.ADMISSION, Stage.WAITING_BATCH_LOCK, 3000),
                waiter(BUILDER, LockSite.RESTORE, 3000)));

    FindingView found = look.finding();
    assertThat(found.severity()).isEqualTo(Severity.PROBLEM);
    assertThat(found.hazard()).isEqualTo("restore-inversion");
    assertThat(found.sentence()).contains("A·1").contains("batch #7").contains("2.0 s");
    assertThat(found.since()).as("when the circle was closed").isEqualTo(START - ms(2000));

    look.locks = List.of(lock(BATCH, holder(BUILDER, LockSite.RESTORE, null, 4000)));
    assertThat(look.ends()).isTrue();
  }

  @Test
  void aChainOfWaitsIsNoDeadlock() {
    Look look = new Look(new DeadlockCheck());
    look.locks =
        List.of(
            lock(
                BATCH,
                holder(BUILDER, LockSite.RESTORE, null, 4000),
                waiter(A1, LockSite.ENQUEUE, 2000)),
            lock(
                USER_A,
                holder(A1, LockSite.ADMISSION, Stage.WAITING_BATCH_LOCK, 3000),
                waiter(A2, LockSite.ADMISSION, 3000)));

    assertThat(look.open()).isZero();
  }

  @Test
  void twoHoldersOfOneUsersSection() {
    Look look = new Look(new ExclusionCheck(THRESHOLDS));
    look.design = LockingDesign.PER_USER_DRAFT;
    look.locks =
        List.of(
            lock(USER_A, holder(A1, LockSite.ADMISSION, Stage.VERIFYING, 3000)),
            lock(OTHER_USER_A, holder(A2, LockSite.ADMISSION, Stage.VERIFYING, 1000)));

    FindingView found = look.finding();
    assertThat(found.severity()).isEqualTo(Severity.VIOLATION);
    assertThat(found.hazard()).isEqualTo("lost-exclusion");
    assertThat(found.sentence()).contains("2 holders at once").contains("A·1").contains("A·2");
    assertThat(found.locks()).containsExactly(USER_A, OTHER_USER_A);

    look.locks = List.of(lock(OTHER_USER_A, holder(A2, LockSite.ADMISSION, null, 1000)));
    assertThat(look.ends()).isTrue();
  }

  @Test
  void oneHolderOfTwoLocksIsAProblemAndAFreeOneIsNothing() {
    Look look = new Look(new ExclusionCheck(THRESHOLDS));
    look.locks =
        List.of(
            lock(USER_A, holder(A1, LockSite.ADMISSION, null, 3000)),
            lock(OTHER_USER_A, null, waiter(A2, LockSite.ADMISSION, 10)));
    assertThat(look.finding().severity()).isEqualTo(Severity.PROBLEM);

    Look quiet = new Look(new ExclusionCheck(THRESHOLDS));
    quiet.locks =
        List.of(lock(USER_A, holder(A1, LockSite.ADMISSION, null, 3000)), lock(OTHER_USER_A, null));
    assertThat(quiet.open()).isZero();
  }

  @Test
  void twoHoldsThatOverlappedAndAreOverAreToldForAWhile() {
    Look look = new Look(new ExclusionCheck(THRESHOLDS));
    look.incidents =
        List.of(
            new Incident.TwoHolders(
                START - ms(500), used(USER_A, A1, 900, 300), used(OTHER_USER_A, A2, 500, 100)));

    assertThat(look.finding().sentence()).contains("A·2 entered while A·1 was inside");
    assertThat(look.finding().detail()).contains("200 ms");

    look.later(THRESHOLDS.shown().toMillis());
    assertThat(look.ends()).isTrue();
  }

  private static LockUsed used(LockId lock, Actor actor, long gotAgo, long releasedAgo) {
    return new LockUsed(
        lock,
        LockSite.ADMISSION,
        actor,
        START - ms(gotAgo),
        START - ms(gotAgo),
        START - ms(releasedAgo),
        true,
        null,
        List.of());
  }

  @Test
  void lockOrder() {
    Look look = new Look(new LockOrderCheck());
    assertThat(look.open()).isZero();
    NestedAsk ask =
        new NestedAsk(BUILDER, BATCH, LockSite.RESTORE, USER_A, LockSite.RESTORE, START);
    look.breaches =
        List.of(
            new OrderBreach(
                OrderBreach.Kind.NOT_DECLARED, new LockOrder("ordered", Set.of()), List.of(ask)));

    assertThat(look.finding().sentence())
        .isEqualTo(
            "The order of locks was broken: batch #7 asked for user A's lock while it held the"
                + " batch lock.");
    assertThat(look.later(3_600_000).open()).as("as long as the engine runs").isEqualTo(1);
  }

  @Test
  void aLockOfAllThatIsVerifiedUnder() {
    Look look = new Look(new LongHoldCheck(THRESHOLDS));
    look.design = LockingDesign.GLOBAL_VERIFY_INSIDE;
    look.locks =
        List.of(
            lock(
                BATCH,
                holder(A1, LockSite.ADMISSION, Stage.VERIFYING, 200),
                waiter(B1, LockSite.ADMISSION, 100)));

    FindingView found = look.finding();
    assertThat(found.severity()).isEqualTo(Severity.PROBLEM);
    assertThat(found.hazard()).isEqualTo("verify-under-batch-lock");
    assertThat(found.sentence())
        .isEqualTo("The batch lock has been held for 200 ms by A·1, verifying.");
    assertThat(found.detail()).contains("B·1 waits for it");

    look.locks = List.of(lock(BATCH, null));
    assertThat(look.ends()).isTrue();
  }

  @Test
  void aBusyMachinesShortHoldIsNotLong() {
    Look look = new Look(new LongHoldCheck(THRESHOLDS));
    look.locks = List.of(lock(BATCH, holder(BUILDER, LockSite.EXTRACT, null, 1900)));
    assertThat(look.open()).isZero();
    assertThat(look.later(200).finding().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void aUsersOwnLockOverAVerificationIsTheRuleAndToldOnlyWhenSomebodyWaits() {
    Look look = new Look(new LongHoldCheck(THRESHOLDS));
    look.locks = List.of(lock(USER_A, holder(A1, LockSite.ADMISSION, Stage.VERIFYING, 5000)));
    assertThat(look.open()).isZero();

    look.locks =
        List.of(
            lock(
                USER_A,
                holder(A1, LockSite.ADMISSION, Stage.VERIFYING, 5000),
                waiter(A2, LockSite.ADMISSION, 100)));
    assertThat(look.finding().severity()).isEqualTo(Severity.BY_DESIGN);
    assertThat(look.finding().counts()).isFalse();
  }

  @Test
  void aChainCallUnderAUsersLock() {
    Look look = new Look(new LongHoldCheck(THRESHOLDS));
    look.locks = List.of(lock(USER_A, holder(A1, LockSite.ADMISSION, Stage.VALIDATING, 1900)));
    assertThat(look.open()).isZero();

    look.locks = List.of(lock(USER_A, holder(A1, LockSite.ADMISSION, Stage.VALIDATING, 2100)));
    assertThat(look.finding().hazard()).isEqualTo("rpc-under-user-lock");
    assertThat(look.finding().advice()).contains("Look at the node");
  }

  @Test
  void timeOuts() {
    Look look = new Look(new TimeoutCheck(THRESHOLDS));
    look.contention = List.of(timedOut(0));
    assertThat(look.open()).isZero();

    look.contention = List.of(timedOut(3));
    assertThat(look.finding().sentence())
        .isEqualTo("3 waits for batch lock ended by time-out (putting the proof into the queue).");
    assertThat(look.later(5000).open()).as("shown for a while").isEqualTo(1);

    look.later(THRESHOLDS.shown().toMillis());
    assertThat(look.ends()).isTrue();

    look.contention = List.of(timedOut(4));
    assertThat(look.finding().sentence()).as("a new series").startsWith("1 wait for batch lock");
    assertThat(look.finding().times()).isEqualTo(2);
  }

  private static ContentionView.Row timedOut(long times) {
    return new ContentionView.Row(
        new ContentionView.Lock(LockKind.BATCH, LockSite.ENQUEUE),
        Timings.NONE,
        Timings.NONE,
        times,
        List.of());
  }

  @Test
  void questionsThatWait() {
    Look look = new Look(new QueryWaitCheck(THRESHOLDS));
    look.locks =
        List.of(
            lock(
                MAP,
                holder(A1, LockSite.FIND_USER, null, 3000),
                waiter(A2, LockSite.FIND_USER, 2500),
                waiter(QUESTION, LockSite.NONCE_QUERY, 2000)));

    assertThat(look.finding().hazard()).isEqualTo("server-busy-wave");
    assertThat(look.finding().sentence()).startsWith("1 question waits").contains("2.0 s");

    look.locks = List.of(lock(MAP, holder(A1, LockSite.FIND_USER, null, 3000)));
    assertThat(look.ends()).isTrue();

    Look proofsOnly = new Look(new QueryWaitCheck(THRESHOLDS));
    proofsOnly.locks =
        List.of(
            lock(
                MAP,
                holder(A1, LockSite.FIND_USER, null, 3000),
                waiter(A2, LockSite.FIND_USER, 2500)));
    assertThat(proofsOnly.open()).isZero();
  }

  @Test
  void whoIsAboutToGiveUpStarves() {
    Look look = new Look(new StarvationCheck(THRESHOLDS));
    WaiterView patient = waiter(A2, LockSite.ADMISSION, 47_000);
    look.locks =
        List.of(lock(USER_A, holder(A1, LockSite.ADMISSION, Stage.VERIFYING, 50_000), patient));
    assertThat(look.open()).as("more than a fifth of its time is left").isZero();

    assertThat(look.later(2000).finding().sentence())
        .startsWith("A·2 has waited for user A's lock for 49.0 s and gives up in 11.0 s");

    look.locks = List.of(lock(USER_A, holder(A2, LockSite.ADMISSION, Stage.VERIFYING, 0)));
    assertThat(look.ends()).isTrue();
  }

  @Test
  void manyWhoAreAboutToGiveUpOnALockAreOneFinding() {
    Look look = new Look(new StarvationCheck(THRESHOLDS));
    WaiterView[] crowd =
        IntStream.range(0, 300)
            .mapToObj(i -> waiter(Look.proof(100 + i, "A", i), LockSite.ADMISSION, 49_000 - i))
            .toArray(WaiterView[]::new);
    look.locks =
        List.of(lock(USER_A, holder(A1, LockSite.ADMISSION, Stage.VERIFYING, 50_000), crowd));

    assertThat(look.finding().sentence())
        .isEqualTo(
            "A·0 has waited for user A's lock for 49.0 s and gives up in 11.0 s, and 299 others"
                + " soon after.");
  }

  @Test
  void whoHoldsAnotherUsersLockHasNothingToDoWithATimeOut() {
    Look look = new Look(new TimeoutCheck(THRESHOLDS));
    look.contention =
        List.of(
            new ContentionView.Row(
                new ContentionView.Lock(LockKind.USER, LockSite.ADMISSION),
                Timings.NONE,
                Timings.NONE,
                1,
                List.of()));
    look.locks =
        List.of(
            lock(
                new LockId(LockKind.USER, "user B", 21),
                holder(B1, LockSite.ADMISSION, Stage.VERIFYING, 100)));

    assertThat(look.finding().detail()).isEqualTo("It is free now.");
    assertThat(look.finding().actors()).isEmpty();
  }

  @Test
  void whoIsPassedByManyAtTheVerifiersStarves() {
    Look look = new Look(new StarvationCheck(THRESHOLDS));
    List<ProofOnItsWay> ways = new ArrayList<>();
    ways.add(way(A1, Stage.WAITING_VERIFIER, 6000));
    for (int i = 0; i < 7; i++) {
      ways.add(way(Look.proof(20 + i, "B", i), Stage.QUEUED, 100));
    }
    look.onTheirWay = ways;
    assertThat(look.open()).isZero();

    ways.add(way(Look.proof(30, "B", 8), Stage.VERIFYING, 100));
    look.onTheirWay = ways;
    assertThat(look.finding().sentence())
        .contains("A·1 has waited for a verifier for 6.0 s")
        .contains("8 later proofs");

    look.onTheirWay = List.of();
    assertThat(look.ends()).isTrue();
  }
}
