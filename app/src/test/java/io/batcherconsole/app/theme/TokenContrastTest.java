package io.batcherconsole.app.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** States can be told apart, by everyone: computed on the token sheets themselves. */
class TokenContrastTest {
  private static final List<Token> STATES =
      List.of(
          Token.HOLDING,
          Token.WAITING_USER,
          Token.WAITING_BATCH,
          Token.VERIFYING,
          Token.INJECTED,
          Token.POSTED,
          Token.BEHIND_CONNECTION);

  private static final List<Token> WORDS =
      List.of(
          Token.TEXT,
          Token.MUTED,
          Token.ACCENT,
          Token.ATTENTION,
          Token.BROKEN,
          Token.WELL,
          Token.INJECTED_TEXT);

  @ParameterizedTest
  @EnumSource(Theme.class)
  void everyStateContrastsWithTheGroundItIsPaintedOn(Theme theme) {
    Palette palette = Palette.of(theme);
    for (Token state : STATES) {
      assertThat(contrast(palette.get(state), palette.get(Token.PANEL)))
          .as("%s on the panel, %s", state, theme)
          .isGreaterThanOrEqualTo(3.0);
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void wordsCanBeReadOnEverySurface(Theme theme) {
    Palette palette = Palette.of(theme);
    for (Token surface : List.of(Token.PANEL, Token.RAISED, Token.WINDOW)) {
      for (Token word : WORDS) {
        assertThat(contrast(palette.get(word), palette.get(surface)))
            .as("%s on %s, %s", word, surface, theme)
            .isGreaterThanOrEqualTo(4.5);
      }
      assertThat(contrast(palette.get(Token.FAINT), palette.get(surface)))
          .as("hints on %s, %s", surface, theme)
          .isGreaterThanOrEqualTo(3.0);
    }
    assertThat(contrast(palette.get(Token.ON_HOLDING), palette.get(Token.HOLDING)))
        .isGreaterThanOrEqualTo(4.5);
  }

  @ParameterizedTest
  @CsvSource({"DARK, 32", "LIGHT, 25"})
  void anyTwoStatesAreToldApartUnderEveryColourVision(Theme theme, double apart) {
    Palette palette = Palette.of(theme);
    for (ColorVision vision : ColorVision.ALL) {
      for (Token one : STATES) {
        for (Token other : STATES.subList(0, STATES.indexOf(one))) {
          assertThat(vision.seen(palette.get(one)).distanceTo(vision.seen(palette.get(other))))
              .as("%s and %s, %s, %s", one, other, vision.name(), theme)
              .isGreaterThanOrEqualTo(apart);
        }
      }
    }
  }

  /** Contrast ratio as WCAG 2 defines it, 1 to 21. */
  private static double contrast(Color a, Color b) {
    double one = luminance(a);
    double other = luminance(b);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static double luminance(Color c) {
    return 0.2126 * ColorVision.linear(c.getRed())
        + 0.7152 * ColorVision.linear(c.getGreen())
        + 0.0722 * ColorVision.linear(c.getBlue());
  }
}
