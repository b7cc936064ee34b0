package io.batcherconsole.app.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.paint.Brush;
import io.batcherconsole.app.paint.TimeScale;
import io.batcherconsole.app.story.Cast;
import io.batcherconsole.app.theme.Palette;
import io.batcherconsole.app.theme.Theme;
import io.batcherconsole.app.theme.Token;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline.Interval;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Single pixels of painted states: a bar from row 2 to 23, a column is 10 ns. */
class LanePainterTest {
  private static final int WIDTH = 100;
  private static final int HEIGHT = 25;
  private static final long NOW = 1000;

  private final int[] pixels = new int[WIDTH * HEIGHT];
  private final LaneColumns columns = new LaneColumns();
  private final TimeScale scale = TimeScale.of(NOW, 1000, 0, WIDTH, 1);
  private final Actor.Proof proof = Cast.proof(Cast.A, 1, 1);

  @ParameterizedTest
  @EnumSource(Theme.class)
  void aHoldIsSolidAndItsVerificationABarInTheLowerHalf(Theme theme) {
    Palette palette = paint(theme, interval(Stage.VALIDATING, 100), interval(Stage.VERIFYING, 300));

    assertThat(pixel(20, 12)).isEqualTo(palette.argb(Token.HOLDING));
    assertThat(pixel(50, 6)).isEqualTo(palette.argb(Token.HOLDING));
    assertThat(pixel(50, 18)).isEqualTo(palette.argb(Token.VERIFYING));
    assertThat(pixel(5, 12)).isEqualTo(palette.argb(Token.PANEL));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void aWaitForTheUserLockIsHatchedAndOneForTheBatchLockIsCrossed(Theme theme) {
    Palette palette = paint(theme, interval(Stage.WAITING_USER_LOCK, 100));
    assertThat(colours(30, 60, 8, 16))
        .contains(palette.argb(Token.WAITING_USER), palette.argb(Token.PANEL))
        .doesNotContain(palette.argb(Token.HOLDING));

    paint(theme, interval(Stage.VALIDATING, 100), interval(Stage.WAITING_BATCH_LOCK, 200));
    assertThat(colours(30, 60, 8, 16))
        .contains(palette.argb(Token.WAITING_BATCH), palette.argb(Token.PANEL));
    assertThat(pixel(50, 2))
        .as("the user's lock is held meanwhile")
        .isEqualTo(palette.argb(Token.HOLDING));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void anInjectedDelayHasACombEdge(Theme theme) {
    Palette palette =
        paint(theme, interval(Stage.VALIDATING, 100), interval(Stage.INJECTED_DELAY, 110));
    int injected = palette.argb(Token.INJECTED);

    assertThat(colours(30, 60, 19, 20)).containsExactly(injected);
    assertThat(colours(30, 60, 12, 13))
        .as("between the teeth")
        .contains(palette.argb(Token.HOLDING));
  }

  private Palette paint(Theme theme, Interval... stages) {
    Palette palette = Palette.of(theme);
    Brush brush = new Brush(pixels, WIDTH, WIDTH, HEIGHT, 1);
    brush.clear(palette.argb(Token.PANEL));
    for (int i = 0; i + 1 < stages.length; i++) {
      Interval stage = stages[i];
      stages[i] =
          new Interval(
              stage.proof(),
              stage.stage(),
              stage.start(),
              stages[i + 1].start(),
              null,
              "",
              false,
              false);
    }
    columns.connection(List.of(stages), scale, NOW, WIDTH, -1);
    new LanePainter(brush, Inks.of(palette), scale.first()).connection(columns, 2, 21);
    return palette;
  }

  private Interval interval(Stage stage, long start) {
    return new Interval(proof, stage, start, 900, null, "", false, false);
  }

  private int pixel(int x, int y) {
    return pixels[y * WIDTH + x];
  }

  private Set<Integer> colours(int left, int right, int top, int bottom) {
    Set<Integer> colours = new HashSet<>();
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        colours.add(pixel(x, y));
      }
    }
    return colours;
  }
}
