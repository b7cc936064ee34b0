package io.batcherconsole.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelayTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5|PT5S",
        "2.5|PT2.5S",
        "2,5 s|PT2.5S",
        "+0.3|PT0.3S",
        "300 ms|PT0.3S",
        "60|PT1M",
        "0|PT0S"
      })
  void whatAPersonTypesIsUnderstood(String text, Duration delay) {
    assertThat(DelayText.parse(text)).isEqualTo(delay);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "5 min", "1e9", "99999999999999", "--1", "NaN"})
  void whatIsNoDelayIsRefusedWithASentence(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DelayText.parse(text))
        .withMessageMatching(".*(is no delay: type seconds|between 0 and 60 s).*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"61", "-1", "60001 ms"})
  void whatIsOutOfRangeIsRefusedWithTheRange(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DelayText.parse(text))
        .withMessage("a delay is between 0 and 60 s");
  }

  @ParameterizedTest
  @CsvSource({"PT5S, 5.0", "PT0.25S, 0.25", "PT0.3S, 0.3", "PT1M, 60.0", "PT0S, 0.0"})
  void secondsHaveAsManyDecimalsAsTheyNeed(Duration delay, String text) {
    assertThat(DelayText.seconds(delay)).isEqualTo(text);
  }
}
