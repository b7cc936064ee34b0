package io.batcherconsole.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Durations are counted where they belong, and nothing is lost. */
@Timeout(60)
class HistogramTest {
  private final Histogram histogram = new Histogram();

  @Test
  void everyDurationFallsIntoTheBucketThatHoldsIt() {
    for (int bucket = 0; bucket < Histogram.COUNT; bucket++) {
      long first = Histogram.start(bucket);
      long last = Histogram.start(bucket + 1) - 1;
      assertThat(Histogram.bucket(first)).as("%d ns", first).isEqualTo(bucket);
      assertThat(Histogram.bucket(last)).as("%d ns", last).isEqualTo(bucket);
      assertThat(Histogram.bucket((first + last) / 2)).isEqualTo(bucket);
    }
    assertThat(Histogram.bucket(-1)).isZero();
    assertThat(Histogram.bucket(Long.MAX_VALUE)).isEqualTo(Histogram.COUNT - 1);
  }

  @Test
  void percentilesAreWithinTwoPercent() {
    long seed = System.currentTimeMillis();
    Random random = new Random(seed);
    long[] nanos = random.longs(1000, 100, 5_000_000_000L).toArray();
    Arrays.stream(nanos).forEach(histogram::add);
    Arrays.sort(nanos);

    Timings timings = histogram.timings();
    assertThat(timings.p50()).as("seed %d", seed).isBetween(nanos[499], nanos[499] * 102 / 100);
    assertThat(timings.p99()).as("seed %d", seed).isBetween(nanos[989], nanos[989] * 102 / 100);
    assertThat(timings.max()).isEqualTo(nanos[999]);
    assertThat(timings.total()).isEqualTo(Arrays.stream(nanos).sum());
  }

  @Test
  void whatWasNeverAskedForIsUnknown() {
    Timings none = histogram.timings();
    assertThat(List.of(none.p50(), none.p99(), none.max())).containsOnly(-1L);
    assertThat(none.count()).isZero();
  }

  @Test
  void thoseWhoDidNotWaitCount() {
    histogram.add(1_000_000);
    Timings timings = histogram.timings().plusZeros(9);

    assertThat(timings.count()).isEqualTo(10);
    assertThat(timings.p50()).isZero();
    assertThat(timings.p99()).isEqualTo(1_000_000);
    assertThat(histogram.timings().since(histogram.timings()).plusZeros(1).max()).isZero();
  }

  @Test
  void whatCameSinceIsToldApart() {
    histogram.add(3_000_000);
    Timings before = histogram.timings();
    histogram.add(1_000_000);
    Timings since = histogram.timings().since(before);

    assertThat(since.count()).isEqualTo(1);
    assertThat(since.total()).isEqualTo(1_000_000);
    assertThat(since.max()).isBetween(1_000_000L, 1_020_000L);
    histogram.add(7_000_000);
    assertThat(histogram.timings().since(before).max()).isEqualTo(7_000_000);
  }

  @Test
  void manyThreadsLoseNothing() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < 50_000; i++) {
                      histogram.add(i);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(histogram.timings().count()).isEqualTo(200_000);
    assertThat(histogram.timings().total()).isEqualTo(4 * 50_000L * 49_999 / 2);
    assertThat(histogram.timings().max()).isEqualTo(49_999);
  }
}
