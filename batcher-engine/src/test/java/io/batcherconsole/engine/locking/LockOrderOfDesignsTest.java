package io.batcherconsole.engine.locking;

import static io.batcherconsole.engine.runtime.Awaiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.Deadlock;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.lock.OrderBreach;
import io.batcherconsole.engine.lock.OrderBreach.Kind;
import io.batcherconsole.engine.lock.WaitForGraph;
import io.batcherconsole.engine.locking.World.Client;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.UserLocks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the lock order's monitor says of each design, and that it is heard. */
@Timeout(60)
class LockOrderOfDesignsTest {
  private static List<Kind> breaches(World world) {
    return world.lockOrder.breaches().stream().map(OrderBreach::kind).toList();
  }

  private static List<Deadlock> deadlocks(World world) {
    return WaitForGraph.deadlocks(world.registry::board);
  }

  /** Admission of new proofs and a batch on its way to the chain are in order everywhere. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PER_USER_DRAFT")
  void everydayWorkKeepsToTheDeclaredOrder(LockingDesign design) {
    try (World world = World.of(design, 10);
        Posting posting = new Posting(world)) {
      world.admit("A", 0, 100);
      world.admit("B", 0, 100);
      world.nonceOf("A");
      posting.takeBatch();
      world.admit("A", 1, 100);

      assertThat(breaches(world)).isEmpty();
    }
  }

  /** Everything that can happen to a proof. */
  @Test
  void orderedNestsUserThenBatchAndNothingElse() throws Exception {
    try (World world = World.of(LockingDesign.ORDERED, 2);
        Posting posting = new Posting(world)) {
      world.admit("A", 0, 100);
      world.admit("A", 0, 200);
      world.admit("B", 0, 100);
      world.admit("C", 0, 300);
      world.nonceOf("A");
      posting.takeBatch();
      world.admit("B", 0, 400);
      posting.failBatch();
      posting.disableVerifier();
      until("the queue is flushed", () -> world.state.size() == 0);

      assertThat(breaches(world)).isEmpty();
      assertThat(world.lockOrder.nestings())
          .extracting(ask -> ask.outer().kind() + " → " + ask.inner().kind())
          .containsExactly("USER → BATCH");
    }
  }

  /** The way out of a user's section leads through the map: seen before any batch is built. */
  @Test
  void theDraftsDeadlockIsForeseen() {
    try (World world = World.of(LockingDesign.PER_USER_DRAFT, 10)) {
      world.admit("A", 0, 100);

      assertThat(breaches(world)).containsExactly(Kind.NOT_DECLARED);
    }
  }

  @Test
  void theDraftsDeadlockIsFoundWhileItLasts() {
    try (World world = World.of(LockingDesign.PER_USER_DRAFT, 10);
        Posting posting = new Posting(world)) {
      world.admit("A", 0, 100);
      world.atVerify.of("B").close();
      world.submit("B", 0, 100);
      until("B is being verified", world.atVerify.of("B").holds(1));
      posting.newBlock();
      until("the builder waits for B", world.waits(LockKind.USER, 1));
      assertThat(deadlocks(world)).isEmpty();
      world.atVerify.of("B").open();
      until("a deadlock is found", () -> !deadlocks(world).isEmpty());

      assertThat(deadlocks(world))
          .singleElement()
          .satisfies(
              deadlock ->
                  assertThat(deadlock.sentence())
                      .contains("batch #1 (waiting until every user is outside) waits for user B's")
                      .contains("B·0 (forgetting a user's lock) waits for the user map lock"));
      assertThat(breaches(world)).contains(Kind.CIRCLE);
    }
  }

  /** Takes the locks the wrong way round, under the name of a design that promises not to. */
  private record Inverted(LockingStrategy ordered) implements LockingStrategy {
    @Override
    public LockingDesign design() {
      return ordered.design();
    }

    @Override
    public UserLocks userLocks() {
      return ordered.userLocks();
    }

    @Override
    public Section enter(Actor.Proof proof, UserLocks.Lease user, BatchState state)
        throws InterruptedException, LockTimeoutException {
      try (BatchState.Access outer = state.enter(proof, LockSite.ADMISSION)) {
        assertThat(outer.hold().blockedBy()).isNull();
        return ordered.enter(proof, user, state);
      }
    }
  }

  @Test
  void aStrategyThatBreaksItUnderOrderedFailsItsTest() {
    try (World world = World.of(LockingDesign.ORDERED, 10, Inverted::new)) {
      Client client = world.admit("A", 0, 100);

      assertThat(client.replies()).isEmpty();
      assertThat(breaches(world)).containsExactly(Kind.NOT_DECLARED, Kind.CIRCLE);
    }
    until("the suite's watch hears of both", () -> BreachLog.attached().heard() >= 2);
    assertThatThrownBy(() -> BreachLog.attached().failIfOrderedWasBroken())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("A·0 asked for user A's lock")
        .hasMessageContaining("while it held the batch lock");
  }
}
