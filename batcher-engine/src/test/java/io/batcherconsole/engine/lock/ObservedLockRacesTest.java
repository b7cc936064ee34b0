package io.batcherconsole.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.EngineEvent.LockUsed;
import io.batcherconsole.engine.event.EventCollector;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.runtime.Awaiting;
import io.batcherconsole.engine.runtime.LiveRuntime;
import io.batcherconsole.engine.runtime.ManualRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads at once: nobody is ever inside together, and no hand-off is lost. */
@Timeout(60)
class ObservedLockRacesTest {
  private static final int THREADS = 12;
  private static final int ROUNDS = 1200;

  private final Actors actors = new Actors();

  @Test
  void aRandomMixKeepsOneInsideAndTellsTheTruth() throws Exception {
    long seed = new Random().nextLong();
    LiveRuntime runtime = new LiveRuntime(seed);
    Journal journal = new Journal(runtime, 1 << 17);
    EventCollector collector = new EventCollector(runtime, journal, List.of());
    List<LockUsed> uses = Collections.synchronizedList(new ArrayList<>());
    collector.subscribe(
        event -> {
          if (event instanceof LockUsed use) {
            uses.add(use);
          }
        });
    collector.start();
    LockRegistry registry = new LockRegistry(runtime, journal);
    ObservedLock lock = registry.create(LockKind.BATCH, "batch");

    AtomicInteger inside = new AtomicInteger();
    AtomicInteger broken = new AtomicInteger();
    AtomicInteger granted = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(THREADS);
    for (int i = 0; i < THREADS; i++) {
      Random random = new Random(seed + i);
      threads.add(
          runtime.spawn(
              "thread " + i,
              () -> {
                for (int round = 0; round < ROUNDS; round++) {
                  try (Hold hold = tryOnce(lock, random)) {
                    if (hold != null) {
                      granted.incrementAndGet();
                      if (inside.incrementAndGet() != 1) {
                        broken.incrementAndGet();
                      }
                      if (random.nextInt(4) == 0) {
                        LockSupport.parkNanos(1);
                      }
                      inside.decrementAndGet();
                    }
                  }
                }
                done.countDown();
              }));
    }
    Random interrupts = new Random(~seed);
    while (!done.await(100, TimeUnit.MICROSECONDS)) {
      threads.get(interrupts.nextInt(THREADS)).interrupt();
    }

    String context = "seed " + seed;
    assertThat(broken).as(context).hasValue(0);
    LockView rest = registry.board().locks().getFirst();
    assertThat(rest.holder()).as(context).isNull();
    assertThat(rest.waiters()).as(context).isEmpty();
    assertThat(rest.acquisitions()).as(context).isGreaterThanOrEqualTo(granted.get());
    lock.tryAcquire(actors.proof("A", 0), LockSite.ENQUEUE).orElseThrow().close();

    assertThat(collector.awaitCaughtUp(Duration.ofSeconds(20))).isTrue();
    collector.stop();
    assertThat(journal.droppedByKind()).as(context).isEmpty();
    checkStory(List.copyOf(uses), rest, context);
  }

  private @Nullable Hold tryOnce(ObservedLock lock, Random random) {
    Actor actor = actors.proof("A", 1);
    try {
      return switch (random.nextInt(8)) {
        case 0 -> lock.tryAcquire(actor, LockSite.ENQUEUE).orElse(null);
        case 1, 2, 3 ->
            lock.acquire(actor, LockSite.ENQUEUE, Duration.ofNanos(random.nextInt(60_000)));
        default -> lock.acquire(actor, LockSite.ENQUEUE, Duration.ofSeconds(30));
      };
    } catch (InterruptedException | LockTimeoutException expected) {
      return null;
    }
  }

  /** Holds do not overlap, blockers are exactly those between, and first come is first served. */
  private static void checkStory(List<LockUsed> uses, LockView rest, String context) {
    List<LockUsed> holds =
        uses.stream()
            .filter(LockUsed::granted)
            .sorted(Comparator.comparingLong(LockUsed::got).thenComparingLong(LockUsed::released))
            .toList();
    assertThat(holds).as(context).hasSize((int) rest.acquisitions() + 1);
    assertThat(uses.stream().anyMatch(use -> !use.granted())).as(context).isTrue();
    Map<Actor, Integer> places = new HashMap<>();
    for (int i = 0; i < holds.size(); i++) {
      places.put(holds.get(i).actor(), i);
      assertThat(i == 0 || holds.get(i - 1).released() <= holds.get(i).got())
          .as("%s: hold %d begins after the one before it", context, i)
          .isTrue();
    }
    int lastBlocker = -1;
    for (int i = 0; i < holds.size(); i++) {
      LockUsed hold = holds.get(i);
      List<Actor> blockers = hold.blockers();
      assertThat(blockers)
          .as("%s: who was in the way of hold %d", context, i)
          .isEqualTo(holds.subList(i - blockers.size(), i).stream().map(LockUsed::actor).toList());
      assertThat(Optional.ofNullable(hold.holderWhenAsked()))
          .isEqualTo(blockers.stream().findFirst());
      if (!blockers.isEmpty()) {
        int blocker = places.getOrDefault(blockers.getFirst(), -1);
        assertThat(blocker)
            .as("%s: hold %d did not overtake one that came earlier", context, i)
            .isGreaterThanOrEqualTo(lastBlocker);
        lastBlocker = blocker;
      }
    }
  }

  @Test
  void aTimeOutThatRacesWithTheGrantHasOneOutcome() throws Exception {
    ManualRuntime runtime = new ManualRuntime();
    LockRegistry registry = new LockRegistry(runtime, new Journal(runtime, 1024));
    ObservedLock lock = registry.create(LockKind.USER, "user A");
    AtomicInteger grants = new AtomicInteger();
    AtomicInteger timeouts = new AtomicInteger();
    int rounds = 400;
    for (int round = 0; round < rounds; round++) {
      Hold hold = lock.acquire(actors.proof("A", 1), LockSite.ADMISSION, Duration.ofSeconds(1));
      CountDownLatch ended = new CountDownLatch(1);
      runtime.spawn(
          "waiter",
          () -> {
            try (Hold _ =
                lock.acquire(actors.proof("A", 2), LockSite.ADMISSION, Duration.ofSeconds(1))) {
              grants.incrementAndGet();
            } catch (LockTimeoutException timeout) {
              timeouts.incrementAndGet();
            } catch (InterruptedException unexpected) {
              throw new AssertionError(unexpected);
            } finally {
              ended.countDown();
            }
          });
      Awaiting.until("one waits", () -> !view(registry).waiters().isEmpty());
      Thread clock = runtime.spawn("clock", () -> runtime.advance(Duration.ofSeconds(1)));
      hold.close();
      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
      clock.join();
      assertThat(view(registry).holder()).as("nobody holds it after round %d", round).isNull();
    }
    assertThat(grants.get() + timeouts.get()).isEqualTo(rounds);
    assertThat(view(registry).acquisitions()).isEqualTo(rounds + grants.get());
  }

  @Test
  void aCancelThatRacesWithTheGrantHasOneOutcome() throws Exception {
    ManualRuntime runtime = new ManualRuntime();
    for (int round = 0; round < 200; round++) {
      LockRegistry registry = new LockRegistry(runtime, new Journal(runtime, 64));
      ObservedLock lock = registry.create(LockKind.USER, "user A");
      Hold hold = lock.acquire(actors.proof("A", 1), LockSite.ADMISSION, Duration.ofSeconds(1));
      CountDownLatch ended = new CountDownLatch(3);
      for (int i = 0; i < 3; i++) {
        runtime.spawn(
            "waiter",
            () -> {
              try {
                lock.acquire(actors.proof("A", 2), LockSite.ADMISSION, Duration.ofSeconds(1))
                    .close();
              } catch (InterruptedException | LockTimeoutException cancelled) {
                // an outcome, as being granted is
              } finally {
                ended.countDown();
              }
            });
      }
      Awaiting.until("three wait", () -> view(registry).waiters().size() == 3);
      Thread stop = runtime.spawn("stop", registry::cancelAll);
      hold.close();
      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
      stop.join();
      assertThat(view(registry).holder()).as("nobody holds it after round %d", round).isNull();
    }
  }

  private static LockView view(LockRegistry registry) {
    return registry.board().locks().getFirst();
  }
}
