package io.batcherconsole.app.paint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeWindowTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long NOW = 10_000 * SECOND;

  private final TimeWindow window = new TimeWindow();

  @Test
  void whatIsInThePictureMovesNothing() {
    window.reveal(NOW - 20 * SECOND, NOW - 10 * SECOND, NOW);

    assertThat(window.offset()).isZero();
    assertThat(window.span()).isEqualTo(30 * SECOND);
  }

  @Test
  void whatIsEarlierIsMovedIntoThePicture() {
    window.reveal(NOW - 120 * SECOND, NOW - 90 * SECOND, NOW);

    assertThat(window.from(NOW)).isLessThanOrEqualTo(NOW - 120 * SECOND);
    assertThat(window.to(NOW)).isBetween(NOW - 90 * SECOND, NOW - 80 * SECOND);
  }

  @Test
  void whatIsLongerShowsMoreTime() {
    window.reveal(NOW - 100 * SECOND, NOW, NOW);

    assertThat(window.from(NOW)).isLessThanOrEqualTo(NOW - 100 * SECOND);
    assertThat(window.to(NOW)).isEqualTo(NOW);
  }

  @Test
  void whatIsLaterIsMovedIntoThePicture() {
    window.panBy(200 * SECOND);
    window.reveal(NOW - 40 * SECOND, NOW - 30 * SECOND, NOW);

    assertThat(window.from(NOW)).isLessThanOrEqualTo(NOW - 40 * SECOND);
    assertThat(window.to(NOW)).isGreaterThanOrEqualTo(NOW - 30 * SECOND);
  }
}
