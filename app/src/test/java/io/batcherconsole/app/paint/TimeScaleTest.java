package io.batcherconsole.app.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time on columns of pixels, and back. */
class TimeScaleTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long NOW = 1_000 * SECOND;

  @Test
  void nowIsAtTheRightEdgeAndTheSpanAtTheLeft() {
    TimeScale scale = TimeScale.of(NOW, 30 * SECOND, 140, 740, 1);

    assertThat(scale.x(NOW)).isEqualTo(740);
    assertThat(scale.x(NOW - 30 * SECOND)).isEqualTo(140);
    assertThat(scale.x(NOW - 15 * SECOND)).isEqualTo(440);
    assertThat(scale.column(scale.time(300))).isEqualTo(160);
  }

  @Test
  void whileTimePassesWithinAColumnNothingMovesAndThenEverythingByOne() {
    TimeScale before = TimeScale.of(NOW, 30 * SECOND, 0, 600, 1);
    long event = NOW - 7 * SECOND - 123_456_789;

    assertThat(TimeScale.of(NOW + 40_000_000, 30 * SECOND, 0, 600, 1)).isEqualTo(before);
    TimeScale after = TimeScale.of(NOW + 50_000_000, 30 * SECOND, 0, 600, 1);
    assertThat(after.column(event)).isEqualTo(before.column(event) - 1);
  }

  @Test
  void aScreenWithTwoPixelsForOneHasTwiceTheColumnsAtTheSamePlaces() {
    TimeScale scale = TimeScale.of(NOW, 30 * SECOND, 140, 740, 2);

    assertThat(scale.columns()).isEqualTo(1200);
    assertThat(scale.x(NOW - 15 * SECOND)).isEqualTo(440);
  }

  @Test
  void ticksAreRoundAndCountedBackFromNowEvenWhenPanned() {
    assertThat(TimeTicks.between(NOW - 30 * SECOND, NOW, NOW, 8))
        .extracting(TimeTicks.Tick::label)
        .isEqualTo(List.of("now", "−5 s", "−10 s", "−15 s", "−20 s", "−25 s", "−30 s"));
    assertThat(TimeTicks.between(NOW - 42 * SECOND, NOW - 12 * SECOND, NOW, 8))
        .extracting(TimeTicks.Tick::label)
        .startsWith("−15 s")
        .endsWith("−40 s");
  }

  @Test
  void zoomingKeepsWhatIsUnderThePointerAndLiveKeepsNow() {
    TimeWindow window = new TimeWindow();
    window.show(Duration.ofSeconds(20));
    window.zoom(0.5, 1);
    assertThat(window.to(NOW)).isEqualTo(NOW);

    window.show(Duration.ofSeconds(20));
    window.zoom(0.5, 0.5);
    assertThat(window.from(NOW)).isEqualTo(NOW - 15 * SECOND);
    assertThat(window.to(NOW)).isEqualTo(NOW - 5 * SECOND);
  }
}
