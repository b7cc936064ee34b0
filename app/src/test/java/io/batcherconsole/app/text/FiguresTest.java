package io.batcherconsole.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "-1, –",
    "0, 0.0 µs",
    "9_949, 9.9 µs",
    "40_000, 40 µs",
    "99_400, 99 µs",
    "99_600, 0.1 ms",
    "300_000, 0.3 ms",
    "1_600_000, 1.6 ms",
    "18_400_000, 18 ms",
    "999_400_000, 999 ms",
    "999_600_000, 1.0 s",
    "4_200_000_000, 4.2 s",
    "99_940_000_000, 99.9 s",
    "125_000_000_000, 2 min 05 s",
  })
  void durationsHaveTwoOrThreeDigitsAndAUnit(String nanos, String text) {
    assertThat(Figures.duration(Long.parseLong(nanos.replace("_", ""))).text()).isEqualTo(text);
  }

  @Test
  void countsAreSeparatedAndUnknownIsADash() {
    assertThat(Figures.count(1043)).isEqualTo("1,043");
    assertThat(Figures.count(0)).isEqualTo("0");
    assertThat(Figures.count(-1)).isEqualTo("–");
  }

  @Test
  void sizesAreDecimal() {
    assertThat(Figures.bytes(812).text()).isEqualTo("812 B");
    assertThat(Figures.bytes(18_400).text()).isEqualTo("18.4 kB");
    assertThat(Figures.bytes(999_999).text()).isEqualTo("1.0 MB");
    assertThat(Figures.bytes(1_800_000).text()).isEqualTo("1.8 MB");
  }

  @Test
  void clocksShowHoursOnlyWhenThereAreAny() {
    assertThat(Figures.clock(41_900_000_000L)).isEqualTo("00:41");
    assertThat(Figures.clock(3_723_000_000_000L)).isEqualTo("1:02:03");
  }
}
