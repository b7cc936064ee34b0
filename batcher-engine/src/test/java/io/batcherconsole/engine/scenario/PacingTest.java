package io.batcherconsole.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacingTest {
  private static final long EVERY = Duration.ofMillis(200).toNanos();
  private static final long JITTER = Duration.ofMillis(50).toNanos();
  private final Pacing.Interval interval =
      new Pacing.Interval(Duration.ofNanos(EVERY), Duration.ofNanos(JITTER));

  private long[] dues(long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, 1000).mapToLong(i -> interval.due(i, random)).toArray();
  }

  @Test
  void everyProofIsDueOnTheClockGiveOrTakeTheJitter() {
    long[] dues = dues(2014);

    long[] offs = IntStream.range(0, dues.length).mapToLong(i -> dues[i] - i * EVERY).toArray();
    assertThat(Arrays.stream(offs).map(Math::abs).max().orElseThrow()).isLessThanOrEqualTo(JITTER);
    assertThat(Arrays.stream(offs).filter(off -> off < 0).count())
        .as("both ways")
        .isBetween(300L, 700L);
  }

  @Test
  void theSeedDecides() {
    assertThat(dues(2014)).isEqualTo(dues(2014)).isNotEqualTo(dues(2015));
  }

  @Test
  void withoutJitterTheClockIsExact() {
    Pacing.Interval exact = new Pacing.Interval(Duration.ofNanos(EVERY), Duration.ZERO);

    assertThat(exact.due(7, new Random(1))).isEqualTo(7 * EVERY);
  }
}
