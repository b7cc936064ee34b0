package io.batcherconsole.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockBoard;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.runtime.Awaiting;
import io.batcherconsole.engine.runtime.ManualRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for whom, on a clock that the test moves. */
@Timeout(60)
class WaitForGraphTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ManualRuntime runtime = new ManualRuntime();
  private final LockRegistry registry = new LockRegistry(runtime, new Journal(runtime, 64));
  private final ObservedLock userA = registry.create(LockKind.USER, "user A");
  private final ObservedLock userB = registry.create(LockKind.USER, "user B");
  private final ObservedLock batch = registry.create(LockKind.BATCH, "batch");
  private final Actors actors = new Actors();
  private final Actor.Proof a = actors.proof("A", 1);
  private final Actor.Proof b = actors.proof("B", 2);
  private final Actor.Proof c = actors.proof("C", 3);

  @AfterEach
  void endWaits() {
    registry.cancelAll();
  }

  private Hold take(ObservedLock lock, Actor actor) throws Exception {
    return lock.acquire(actor, LockSite.ADMISSION, PATIENCE);
  }

  /** Lets another thread wait for a lock, which it keeps if it gets it. */
  private void wait(ObservedLock lock, Actor actor) {
    runtime.spawn(
        actor.label(),
        () -> {
          try {
            lock.acquire(actor, LockSite.ENQUEUE, PATIENCE);
          } catch (InterruptedException | LockTimeoutException ends) {
            Thread.currentThread().interrupt();
          }
        });
    Awaiting.until(
        actor.label() + " waits", () -> WaitForGraph.of(registry.board()).wait(actor).isPresent());
  }

  private List<Deadlock> deadlocks() {
    return WaitForGraph.deadlocks(registry::board);
  }

  @Test
  void aChainLeadsToTheOneWhoMoves() throws Exception {
    take(userA, a);
    take(batch, b);
    wait(batch, a);
    wait(userA, c);

    WaitForGraph graph = WaitForGraph.of(registry.board());
    assertThat(graph.chain(c))
        .extracting(wait -> wait.lock().name())
        .containsExactly("user A", "batch");
    assertThat(graph.chain(c).getLast().holder().actor()).isEqualTo(b);
    assertThat(graph.chain(b)).isEmpty();
    assertThat(graph.longestChain()).isEqualTo(graph.chain(c));
    assertThat(deadlocks()).isEmpty();
  }

  @Test
  void aLineIsCounted() throws Exception {
    take(userA, a);
    wait(userA, b);
    wait(userA, c);

    WaitForGraph graph = WaitForGraph.of(registry.board());
    assertThat(graph.wait(b).orElseThrow().line()).isEqualTo(1);
    assertThat(graph.wait(c).orElseThrow().line()).isEqualTo(2);
    assertThat(graph.wait(c).orElseThrow().holder().actor()).isEqualTo(a);
  }

  @Test
  void twoWhoWaitForEachOtherAreADeadlockUntilTheFirstTimeOut() throws Exception {
    take(userA, a);
    take(batch, b);
    wait(userA, b);
    runtime.advance(Duration.ofSeconds(3));
    wait(batch, a);
    wait(batch, c);
    runtime.advance(Duration.ofSeconds(1));

    Deadlock deadlock = deadlocks().getFirst();
    assertThat(deadlocks()).hasSize(1);
    assertThat(deadlock.actors()).containsExactlyInAnyOrder(a, b);
    assertThat(deadlock.since()).isEqualTo(Duration.ofSeconds(3).toNanos());
    assertThat(deadlock.ends()).isEqualTo(PATIENCE.toNanos());
    assertThat(deadlock.sentence())
        .contains(
            "B·2 (putting the proof into the queue) waits for user A's lock,"
                + " which A·1 holds (admission of a proof)")
        .contains("A·1 (putting the proof into the queue) waits for the batch lock,")
        .endsWith(": nobody moves until the first time-out, in 6.0 s.");

    runtime.advance(Duration.ofSeconds(6));
    Awaiting.until("the time-out has ended it", () -> deadlocks().isEmpty());
  }

  @Test
  void oneWhoWaitsForItselfIsADeadlock() throws Exception {
    take(batch, a);
    wait(batch, a);

    assertThat(deadlocks()).singleElement().satisfies(d -> assertThat(d.circle()).hasSize(1));
    assertThat(deadlocks().getFirst().sentence()).contains("which it holds itself");
  }

  @Test
  void threeInACircleAreFoundOnce() throws Exception {
    take(userA, a);
    take(userB, b);
    take(batch, c);
    wait(userB, a);
    wait(batch, b);
    wait(userA, c);

    assertThat(deadlocks())
        .singleElement()
        .satisfies(d -> assertThat(d.actors()).containsExactlyInAnyOrder(a, b, c));
  }

  /** A waited for B once, and B for A at another time: a board read in between shows a circle. */
  @Test
  void aCircleOfWaitsFromDifferentMomentsIsNoDeadlock() throws Exception {
    Hold aHolds = take(userA, a);
    take(batch, b);
    wait(batch, a);
    LockView early = view(batch);
    aHolds.close();
    registry.cancelAll();
    Awaiting.until("a gave up", () -> view(batch).waiters().isEmpty());

    List<LockView> mixed = new ArrayList<>(List.of(early));
    mixed.add(circleCloser());
    LockBoard torn = new LockBoard(runtime.nanoTime(), mixed);
    assertThat(WaitForGraph.of(torn).circles()).hasSize(1);

    List<LockBoard> looks = new ArrayList<>(List.of(torn, registry.board()));
    assertThat(WaitForGraph.deadlocks(looks::removeFirst)).isEmpty();
  }

  /** User A's lock as if B waited for A there. */
  private LockView circleCloser() {
    return new LockView(
        userA.id(),
        new LockBoard.HolderView(a, LockSite.ADMISSION, 0, null, 0, -1),
        List.of(new LockBoard.WaiterView(b, LockSite.RESTORE, 0, 1, a)),
        1,
        0,
        null,
        0,
        -1);
  }

  private LockView view(ObservedLock lock) {
    return registry.board().locks().stream()
        .filter(view -> view.id().equals(lock.id()))
        .findFirst()
        .orElseThrow();
  }

  /** The same actors in the same circle, but for another attempt: it moved in between. */
  @Test
  void aCircleThatHasMovedIsNoDeadlock() throws Exception {
    take(batch, a);
    wait(batch, a);
    LockBoard first = registry.board();
    LockBoard other =
        new LockBoard(
            1,
            List.of(
                new LockView(
                    batch.id(),
                    new LockBoard.HolderView(a, LockSite.ADMISSION, 7, null, 0, -1),
                    first.locks().getFirst().waiters(),
                    1,
                    0,
                    null,
                    0,
                    -1)));

    List<LockBoard> looks = new ArrayList<>(List.of(first, other));
    assertThat(WaitForGraph.deadlocks(looks::removeFirst)).isEmpty();
  }
}
