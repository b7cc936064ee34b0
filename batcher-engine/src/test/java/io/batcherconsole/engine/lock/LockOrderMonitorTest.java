package io.batcherconsole.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.LockOrder.Nesting;
import io.batcherconsole.engine.lock.OrderBreach.Kind;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which nestings are breaches, without anybody being blocked. */
@Timeout(60)
class LockOrderMonitorTest {
  private static final Duration SOON = Duration.ofMillis(1);

  private final LiveRuntime runtime = new LiveRuntime(1);
  private final LockOrderMonitor monitor =
      new LockOrderMonitor(
          runtime, new LockOrder("a test's", Set.of(new Nesting(LockKind.USER, LockKind.BATCH))));
  private final LockRegistry registry =
      new LockRegistry(runtime, new Journal(runtime, 64), monitor);
  private final ObservedLock userA = registry.create(LockKind.USER, "user A");
  private final ObservedLock userB = registry.create(LockKind.USER, "user B");
  private final ObservedLock batch = registry.create(LockKind.BATCH, "batch");
  private final ObservedLock map = registry.create(LockKind.USER_MAP, "user map");
  private final Actors actors = new Actors();

  /** One actor takes locks, each inside the one before. */
  private void nest(ObservedLock... locks) throws Exception {
    nest(actors.proof("A", 1), List.of(locks));
  }

  private static void nest(Actor actor, List<ObservedLock> locks) throws Exception {
    if (!locks.isEmpty()) {
      try (Hold _ = locks.getFirst().acquire(actor, LockSite.ADMISSION, SOON)) {
        nest(actor, locks.subList(1, locks.size()));
      }
    }
  }

  private List<Kind> breaches() {
    return monitor.breaches().stream().map(OrderBreach::kind).toList();
  }

  @Test
  void whatIsDeclaredIsNoBreachAndIsSeen() throws Exception {
    nest(userA, batch);
    nest(batch);
    nest(userB, batch);

    assertThat(breaches()).isEmpty();
    assertThat(monitor.nestings())
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.outer()).isEqualTo(userA.id());
              assertThat(seen.inner()).isEqualTo(batch.id());
            });
  }

  @Test
  void oneAfterTheOtherIsNoNesting() throws Exception {
    Actor actor = actors.proof("A", 1);
    nest(actor, List.of(batch));
    nest(actor, List.of(userA));
    nest(actor, List.of(userB));

    assertThat(monitor.nestings()).isEmpty();
  }

  @Test
  void whatOthersHoldIsNoNesting() throws Exception {
    try (Hold _ = batch.acquire(actors.proof("B", 1), LockSite.ADMISSION, SOON)) {
      for (int i = 0; i < 200; i++) { // more actors than the monitor has stripes
        nest(userA);
      }
    }

    assertThat(monitor.nestings()).isEmpty();
  }

  /**
   * Actors whose turns stand in the same list come and go on several threads: a turn that stayed in
   * it would nest with its actor's next one, and that would be a breach.
   */
  @Test
  void manyAtOnceLeaveNothingBehind() throws Exception {
    List<Actor> sameStripe = new ArrayList<>();
    while (sameStripe.size() < 4) {
      Actor actor = actors.proof("A", sameStripe.size());
      if (actor.serial() % 64 == 0) {
        sameStripe.add(actor);
      }
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> rounds = new ArrayList<>();
      for (Actor actor : sameStripe) {
        ObservedLock own = registry.create(LockKind.USER, "user " + rounds.size());
        ObservedLock inner = registry.create(LockKind.BATCH, "batch " + rounds.size());
        rounds.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 50_000; i++) {
                    nest(actor, i % 3 == 0 ? List.of(own) : List.of(own, inner));
                  }
                  return null;
                }));
      }
      for (Future<?> round : rounds) {
        round.get(50, TimeUnit.SECONDS);
      }
    }
    for (Actor actor : sameStripe) {
      nest(actor, List.of(batch));
      nest(actor, List.of(map));
    }

    assertThat(monitor.breaches()).isEmpty();
    assertThat(monitor.nestings()).hasSize(1);
    nest(sameStripe.getLast(), List.of(batch, userA));
    assertThat(breaches()).as("it still sees").containsExactly(Kind.CIRCLE);
  }

  @Test
  void theFirstInversionIsToldAlthoughNobodyWaits() throws Exception {
    nest(userA, batch);
    nest(batch, userB);
    nest(batch, userA);

    assertThat(breaches()).containsExactly(Kind.CIRCLE);
    OrderBreach breach = monitor.breaches().getFirst();
    assertThat(breach.first().inner()).isEqualTo(userB.id());
    assertThat(breach.sentence())
        .contains("A·1 asked for user B's lock (admission of a proof) while it held the batch lock")
        .contains("A·1 asked for the batch lock (admission of a proof) while it held user A's")
        .endsWith("taken at the same moment, each waits for the other.");
  }

  @Test
  void aCircleThroughThreeKindsIsToldWithAllItsSteps() throws Exception {
    nest(userA, batch);
    nest(map, userA);
    nest(batch, map);

    assertThat(breaches()).containsExactly(Kind.NOT_DECLARED, Kind.CIRCLE);
    assertThat(monitor.breaches().getLast().asks())
        .extracting(ask -> ask.outer().name())
        .containsExactly("batch", "user map", "user A");
  }

  @Test
  void whatIsAskedForInVainCounts() throws Exception {
    try (Hold _ = map.acquire(actors.proof("B", 1), LockSite.ADMISSION, SOON)) {
      assertThatThrownBy(() -> nest(batch, map)).isInstanceOf(LockTimeoutException.class);
    }

    assertThat(breaches()).containsExactly(Kind.NOT_DECLARED);
    assertThat(monitor.breaches().getFirst().sentence())
        .endsWith(", which a test's does not allow (user → batch).");
  }

  @Test
  void whatWasAskedForInVainIsNotHeld() throws Exception {
    Actor actor = actors.proof("A", 1);
    try (Hold _ = batch.acquire(actors.proof("B", 1), LockSite.ADMISSION, SOON)) {
      assertThatThrownBy(() -> nest(actor, List.of(batch)))
          .isInstanceOf(LockTimeoutException.class);
    }
    nest(actor, List.of(userA));

    assertThat(monitor.nestings()).isEmpty();
  }

  @Test
  void twoUsersAtOnceAreABreach() throws Exception {
    nest(userA, userB);

    assertThat(breaches()).containsExactly(Kind.SAME_KIND);
  }

  @Test
  void askingForWhatOneHoldsIsABreach() {
    assertThatThrownBy(() -> nest(batch, batch)).isInstanceOf(LockTimeoutException.class);

    assertThat(breaches()).containsExactly(Kind.ITSELF);
  }

  @Test
  void aTryIsNoNestingButWhatItTookIsHeld() throws Exception {
    nest(userA, batch);
    Actor actor = actors.proof("A", 2);
    try (Hold _ = batch.acquire(actor, LockSite.ADMISSION, SOON);
        Hold _ = userA.tryAcquire(actor, LockSite.ENQUEUE).orElseThrow()) {
      assertThat(breaches()).isEmpty();

      assertThatThrownBy(() -> nest(actor, List.of(userA)))
          .isInstanceOf(LockTimeoutException.class);
      assertThat(breaches()).containsExactlyInAnyOrder(Kind.CIRCLE, Kind.ITSELF);
    }
  }

  @Test
  void theOrderOfGivingBackDoesNotMatter() throws Exception {
    Actor actor = actors.proof("A", 1);
    Hold outer = userA.acquire(actor, LockSite.ADMISSION, SOON);
    Hold inner = batch.acquire(actor, LockSite.ADMISSION, SOON);
    outer.close();
    nest(actor, List.of(map));
    inner.close();
    nest(actor, List.of(userA));

    assertThat(monitor.nestings())
        .extracting(ask -> ask.outer().name() + " → " + ask.inner().name())
        .containsExactlyInAnyOrder("user A → batch", "batch → user map");
  }
}
