package io.batcherconsole.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.metrics.MetricFamily.Label;
import io.batcherconsole.engine.metrics.MetricFamily.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text is Prometheus' format 0.0.4 to the letter. */
class TextFormatTest {
  @Test
  void aFamilyIsWrittenWithItsHelpAndTypeAndEverythingIsEscaped() {
    MetricFamily family =
        new MetricFamily(
            "some_count",
            MetricType.COUNTER,
            "a \\ and\na second line",
            List.of(
                new Sample(List.of(), 3),
                new Sample(List.of(new Label("a", "\"x\"\\\n"), new Label("b", "")), 0.25)));

    assertThat(TextFormat.write(List.of(family)))
        .isEqualTo(
            """
            # HELP some_count a \\\\ and\\na second line
            # TYPE some_count counter
            some_count 3
            some_count{a="\\"x\\"\\\\\\n",b=""} 0.25
            """);
  }

  @Test
  void numbersAreWholeWhereTheyCanBe() {
    assertThat(TextFormat.number(0)).isEqualTo("0");
    assertThat(TextFormat.number(1_300_000_000_000_000.0)).isEqualTo("1300000000000000");
    assertThat(TextFormat.number(1e-6)).isEqualTo("1.0E-6");
    assertThat(TextFormat.number(1e30)).isEqualTo("1.0E30");
    assertThat(TextFormat.number(Double.POSITIVE_INFINITY)).isEqualTo("+Inf");
  }

  @Test
  void aHistogramCountsABoundInItsBucketAndAddsUp() {
    Histograms<String> histograms =
        new Histograms<>(
            "h_seconds", "help", Buckets.LOCKS, key -> List.of(new Label("kind", key)));
    histograms.add("user", 1_000_000); // exactly 1 ms
    histograms.add("user", 1_000_001);
    histograms.add("user", 100_000_000_000L); // beyond the last bound
    histograms.add("batch", 0);

    Scrape read = Scrape.parse(TextFormat.write(List.of(histograms.family())));

    assertThat(read.value("h_seconds_bucket", "kind=user", "le=0.001")).isEqualTo(1);
    assertThat(read.value("h_seconds_bucket", "kind=user", "le=0.01")).isEqualTo(2);
    assertThat(read.value("h_seconds_bucket", "kind=user", "le=60")).isEqualTo(2);
    assertThat(read.value("h_seconds_bucket", "kind=user", "le=+Inf")).isEqualTo(3);
    assertThat(read.value("h_seconds_count", "kind=user")).isEqualTo(3);
    assertThat(read.value("h_seconds_sum", "kind=user")).isEqualTo(100.002000001);
    assertThat(read.value("h_seconds_bucket", "kind=batch", "le=1.0E-6")).isEqualTo(1);
  }
}
