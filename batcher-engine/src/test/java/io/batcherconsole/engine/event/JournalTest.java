package io.batcherconsole.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.runtime.LiveRuntime;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JournalTest {
  private static final UserTag A = new UserTag("A", "0x14dc79964da2c08b23698b3d3cc7ca32193d9955");
  private static final List<Stage> ENDS =
      List.of(
          Stage.POSTED,
          Stage.REFUSED,
          Stage.REPLACED,
          Stage.EVICTED,
          Stage.FLUSHED,
          Stage.ABANDONED);

  private final LiveRuntime runtime = new LiveRuntime(1);

  /** Eight threads, ring far too small: records are dropped, counts are not. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2014})
  void countsBalanceHoweverManyRecordsAreDropped(long seed) throws Exception {
    Journal journal = new Journal(runtime, 64);
    AtomicLong serials = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      Random random = new Random(seed + t);
      threads.add(runtime.spawn("traffic", () -> traffic(journal, serials, random)));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    CounterView counts = journal.counters();
    long lost = counts.lost().values().stream().mapToLong(Long::longValue).sum();
    assertThat(counts.received()).as("seed " + seed).isEqualTo(8 * 500);
    assertThat(
            counts.inAdmission()
                + counts.queued()
                + counts.inFlight()
                + counts.posted()
                + counts.refusedInAll()
                + lost)
        .as("seed " + seed + ": " + counts)
        .isEqualTo(counts.received());
    assertThat(counts.inAdmission()).as("seed " + seed).isZero();
    assertThat(counts.notDrawn()).as("the ring was too small").isPositive();
  }

  private static void traffic(Journal journal, AtomicLong serials, Random random) {
    for (int i = 0; i < 500; i++) {
      journal.received();
      if (random.nextInt(10) == 0) {
        journal.refusedEarly("InvalidSignature");
        continue;
      }
      Actor.Proof proof = new Actor.Proof(serials.incrementAndGet(), A, BigInteger.valueOf(i), 1);
      journal.stage(proof, Stage.CHECKING);
      journal.stage(proof, Stage.WAITING_USER_LOCK);
      journal.stage(proof, Stage.VALIDATING);
      if (random.nextInt(4) > 0) {
        journal.stage(proof, Stage.QUEUED);
        journal.stage(proof, Stage.IN_BATCH);
        if (random.nextBoolean()) {
          journal.stage(proof, Stage.QUEUED, null, "restored");
        }
      }
      journal.stage(proof, ENDS.get(random.nextInt(ENDS.size())), null, "reason");
    }
  }

  /** One goes to and fro between admission and its end, and is looked at all the time. */
  @Test
  void noProofIsSeenAsThroughWhileItIsNot() throws Exception {
    Journal journal = new Journal(runtime, 64);
    Thread refused =
        runtime.spawnComputing(
            "refused",
            () -> {
              for (int i = 0; i < 300_000; i++) {
                journal.received();
                journal.refusedEarly("InvalidSignature");
              }
            });
    while (refused.isAlive()) {
      CounterView seen = journal.counters();
      assertThat(seen.received() - seen.inAdmission() - seen.refusedInAll())
          .as("through, and not refused: %s", seen)
          .isNotPositive();
    }
    assertThat(journal.counters().refusedInAll()).isEqualTo(300_000);
  }

  @Test
  void theCurrentStageIsKnownUntilTheEnd() {
    Journal journal = new Journal(runtime, 64);
    Actor.Proof proof = new Actor.Proof(1, A, BigInteger.ONE, 1);
    assertThat(journal.current(proof)).isEmpty();

    journal.stage(proof, Stage.INJECTED_DELAY);
    journal.expect(proof, 5_000);

    assertThat(journal.current(proof).orElseThrow().stage()).isEqualTo(Stage.INJECTED_DELAY);
    assertThat(journal.current(proof).orElseThrow().expectedNanos()).isEqualTo(5_000);

    journal.stage(proof, Stage.VERIFYING);
    assertThat(journal.current(proof).orElseThrow().expectedNanos()).isNegative();
    journal.stage(proof, Stage.REFUSED, null, "RejectedProof");
    assertThat(journal.current(proof)).as("memory is bounded by what is on its way").isEmpty();
  }
}
