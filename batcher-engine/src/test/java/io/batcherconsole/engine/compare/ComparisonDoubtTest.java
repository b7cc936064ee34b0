package io.batcherconsole.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What should take the same time under every design tells whether the machine was quiet. */
class ComparisonDoubtTest {
  private static List<Isolation> alone(long... millis) {
    return LongStream.of(millis)
        .map(each -> Duration.ofMillis(each).toNanos())
        .mapToObj(nanos -> new Percentiles(7, nanos, nanos, nanos))
        .map(times -> new Isolation(5_000_000_000L, times, times, 1, 0))
        .toList();
  }

  @Test
  void timesOnABusyMachineAreDoubted() {
    assertThat(Comparison.doubt(alone(1100, 1500, 21)))
        .contains("B alone took from 21.0 ms to 1.5 s");
  }

  @Test
  void timesOnAQuietMachineAreNot() {
    assertThat(Comparison.doubt(alone(5, 21, 9))).as("they are short").isEmpty();
    assertThat(Comparison.doubt(alone(300, 350, 400))).isEmpty();
    assertThat(Comparison.doubt(alone(1500))).as("there is nothing to compare it to").isEmpty();
  }
}
