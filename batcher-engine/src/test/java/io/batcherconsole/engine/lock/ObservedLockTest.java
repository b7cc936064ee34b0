package io.batcherconsole.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.EventCollector;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.runtime.Awaiting;
import io.batcherconsole.engine.runtime.ManualRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a lock does and tells, step by step on a clock that the test moves. */
@Timeout(60)
class ObservedLockTest {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private final ManualRuntime runtime = new ManualRuntime();
  private final Journal journal = new Journal(runtime, 1024);
  private final EventCollector collector = new EventCollector(runtime, journal, List.of());
  private final LockRegistry registry = new LockRegistry(runtime, journal);
  private final ObservedLock lock = registry.create(LockKind.USER, "user A");
  private final Actors actors = new Actors();
  private final List<EngineEvent> events = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void collect() {
    collector.subscribe(events::add);
    collector.start();
  }

  private Hold take(Actor actor) throws Exception {
    return lock.acquire(actor, LockSite.ADMISSION, TEN_SECONDS);
  }

  /** Lets another thread ask for the lock, and waits until it stands in line. */
  private CompletableFuture<Hold> queue(Actor actor) {
    CompletableFuture<Hold> result = new CompletableFuture<>();
    threadOf(actor, result);
    awaitInLine(actor);
    return result;
  }

  private Thread threadOf(Actor actor, CompletableFuture<Hold> result) {
    return runtime.spawn(
        actor.label(),
        () -> {
          try {
            result.complete(take(actor));
          } catch (Exception failure) {
            result.completeExceptionally(failure);
          }
        });
  }

  private void awaitInLine(Actor actor) {
    Awaiting.until(
        actor.label() + " stands in line",
        () -> view().waiters().stream().anyMatch(waiter -> waiter.actor().equals(actor)));
  }

  private LockView view() {
    return registry.board().locks().getFirst();
  }

  private static Hold get(CompletableFuture<Hold> result) throws Exception {
    return result.get(20, TimeUnit.SECONDS);
  }

  private List<EngineEvent.LockUsed> uses(int count) {
    Awaiting.until(
        count + " uses are told",
        () ->
            List.copyOf(events).stream()
                    .filter(event -> event instanceof EngineEvent.LockUsed)
                    .count()
                == count);
    return List.copyOf(events).stream()
        .filter(event -> event instanceof EngineEvent.LockUsed)
        .map(event -> (EngineEvent.LockUsed) event)
        .toList();
  }

  @Test
  void givenBackItCanBeTakenAgain() throws Exception {
    try (Hold first = take(actors.proof("A", 1))) {
      assertThat(first.blockedBy()).isNull();
      assertThat(lock.tryAcquire(actors.proof("A", 2), LockSite.ADMISSION)).isEmpty();
    }
    try (Hold second = lock.tryAcquire(actors.proof("A", 3), LockSite.ADMISSION).orElseThrow()) {
      assertThat(second.blockedBy()).isNull();
    }
    assertThat(view().holder()).isNull();
  }

  @Test
  void closingTwiceGivesTheLockBackOnce() throws Exception {
    Hold first = take(actors.proof("A", 1));
    first.close();
    Actor.Proof other = actors.proof("A", 2);
    try (Hold second = take(other)) {
      first.close();
      assertThat(second.blockedBy()).isNull();
      assertThat(view().holder()).isNotNull().extracting(held -> held.actor()).isEqualTo(other);
    }
  }

  @Test
  void whoCameFirstGetsItFirstAndEveryoneLearnsWhoWasInTheWay() throws Exception {
    Actor.Proof a1 = actors.proof("A", 1);
    Actor.Proof a2 = actors.proof("A", 2);
    Actor.Proof a3 = actors.proof("A", 3);
    Hold first = take(a1);
    runtime.advance(Duration.ofNanos(10));
    CompletableFuture<Hold> second = queue(a2);
    runtime.advance(Duration.ofNanos(10));
    CompletableFuture<Hold> third = queue(a3);

    LockView seen = view();
    assertThat(seen.waiters()).extracting(waiter -> waiter.actor()).containsExactly(a2, a3);
    assertThat(seen.waiters()).extracting(waiter -> waiter.behind()).containsExactly(a1, a2);

    runtime.advance(Duration.ofNanos(80));
    first.close();
    Hold secondHold = get(second);
    assertThat(secondHold.blockedBy()).isEqualTo(a1);
    assertThat(third).isNotDone();
    runtime.advance(Duration.ofNanos(100));
    secondHold.close();
    get(third).close();

    assertThat(uses(3))
        .containsExactly(
            used(a1, 0, 0, 100, null, List.of()),
            used(a2, 10, 100, 200, a1, List.of(a1)),
            used(a3, 20, 200, 200, a1, List.of(a1, a2)));
    assertThat(List.copyOf(events))
        .contains(
            new EngineEvent.WaitBegan(10, lock.id(), LockSite.ADMISSION, a2, a1, a1),
            new EngineEvent.WaitBegan(20, lock.id(), LockSite.ADMISSION, a3, a1, a2));
  }

  private EngineEvent.LockUsed used(
      Actor actor,
      long asked,
      long got,
      long released,
      @Nullable Actor holder,
      List<Actor> blockers) {
    return new EngineEvent.LockUsed(
        lock.id(), LockSite.ADMISSION, actor, asked, got, released, true, holder, blockers);
  }

  @Test
  void aTimeOutSaysWhoHoldsItAndWhatTheyDo() throws Exception {
    Actor.Proof holder = actors.proof("A", 12);
    Actor.Proof late = actors.proof("A", 13);
    journal.stage(holder, Stage.VERIFYING);
    Hold hold = take(holder);
    CompletableFuture<Hold> result = queue(late);
    runtime.advance(TEN_SECONDS);
    assertThatThrownBy(() -> get(result))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(LockTimeoutException.class)
        .hasMessage("user A's lock was not free within 10.0 s; A·12 holds it (verifying)");

    LockView seen = view();
    assertThat(seen.waiters()).isEmpty();
    assertThat(seen.timeouts()).isEqualTo(1);
    EngineEvent.LockUsed told = uses(1).getFirst();
    assertThat(told.granted()).isFalse();
    assertThat(told.got()).isEqualTo(TEN_SECONDS.toNanos()).isEqualTo(told.released());
    assertThat(told.blockers()).containsExactly(holder);
    hold.close();
    assertThat(view().holder()).isNull();
  }

  @Test
  void whoeverAsksForWhatTheyHoldWaitsForThemselvesAndIsSeen() throws Exception {
    Actor.Proof proof = actors.proof("A", 1);
    Hold hold = take(proof);
    CompletableFuture<Hold> again = queue(proof);
    assertThat(view().waiters().getFirst().behind()).isEqualTo(proof);
    runtime.advance(TEN_SECONDS);
    assertThatThrownBy(() -> get(again))
        .hasMessageContaining("A·1 holds it itself and waited for itself");
    hold.close();
  }

  @Test
  void anInterruptedWaiterLeavesTheLine() throws Exception {
    Hold hold = take(actors.proof("A", 1));
    Actor.Proof impatient = actors.proof("A", 2);
    CompletableFuture<Hold> gone = new CompletableFuture<>();
    Thread waiter = threadOf(impatient, gone);
    awaitInLine(impatient);
    CompletableFuture<Hold> next = queue(actors.proof("A", 3));
    waiter.interrupt();
    assertThatThrownBy(() -> get(gone)).hasCauseInstanceOf(InterruptedException.class);
    hold.close();
    get(next).close();
    assertThat(view().holder()).isNull();
  }

  @Test
  void stoppingEndsAllWaitsAndStillGivesAFreeLock() throws Exception {
    Hold hold = take(actors.proof("A", 1));
    CompletableFuture<Hold> second = queue(actors.proof("A", 2));
    CompletableFuture<Hold> third = queue(actors.proof("A", 3));
    registry.cancelAll();
    assertThatThrownBy(() -> get(second)).hasCauseInstanceOf(InterruptedException.class);
    assertThatThrownBy(() -> get(third)).hasCauseInstanceOf(InterruptedException.class);
    assertThatThrownBy(() -> take(actors.proof("A", 4))).isInstanceOf(InterruptedException.class);
    hold.close();
    take(actors.proof("A", 5)).close();
  }

  @Test
  void theBoardTellsTheHoldersStageAndWhatHoldsUsuallyTake() throws Exception {
    Actor.Proof proof = actors.proof("A", 1);
    for (int i = 1; i <= 100; i++) {
      Hold hold = take(actors.proof("A", i));
      runtime.advance(Duration.ofNanos(i));
      hold.close();
    }
    assertThat(view().p99HoldNanos()).isEqualTo(99);
    assertThat(view().lastHoldNanos()).isEqualTo(100);

    try (Hold _ = take(proof)) {
      journal.stage(proof, Stage.INJECTED_DELAY);
      journal.expect(proof, 5_000_000_000L);
      assertThat(view().holder())
          .isNotNull()
          .satisfies(
              held -> {
                assertThat(held.stage()).isEqualTo(Stage.INJECTED_DELAY);
                assertThat(held.stageExpectedNanos()).isEqualTo(5_000_000_000L);
              });
    }
    assertThat(view().acquisitions()).isEqualTo(101);
  }

  /** Free locks are shown from memory, which must not outlive the next hold. */
  @Test
  void aFreeLockIsShownAsItWasLeft() throws Exception {
    assertThat(view()).isSameAs(view());
    for (int i = 1; i <= 3; i++) {
      Actor actor = actors.proof("A", i);
      try (Hold _ = take(actor)) {
        assertThat(view().holder()).isNotNull();
        runtime.advance(Duration.ofSeconds(i));
      }
      assertThat(view().holder()).isNull();
      assertThat(view().acquisitions()).isEqualTo(i);
      assertThat(view().lastHolder()).isEqualTo(actor);
      assertThat(view().p99HoldNanos()).isEqualTo(Duration.ofSeconds(i).toNanos());
    }
  }

  @Test
  void whatFailsBetweenTheGrantAndTheHoldGivesTheLockBack() throws Exception {
    LockPassage broken =
        new LockPassage() {
          @Override
          public void beforeAsking(LockKind kind, Actor actor) {}

          @Override
          public void afterGetting(LockKind kind, Actor actor) {
            throw new IllegalStateException("a bug");
          }
        };
    ObservedLock behindIt =
        new LockRegistry(runtime, journal, true, null, broken).create(LockKind.BATCH, "batch");

    assertThatThrownBy(() -> behindIt.acquire(actors.proof("A", 1), LockSite.ENQUEUE, TEN_SECONDS))
        .hasMessage("a bug");
    assertThat(behindIt.view().holder()).isNull();
  }
}
