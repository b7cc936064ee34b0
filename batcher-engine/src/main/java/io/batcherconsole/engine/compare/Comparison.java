package io.batcherconsole.engine.compare;

import io.batcherconsole.engine.runtime.Durations;
import io.batcherconsole.engine.scenario.RunReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/**
 * Designs under the same load.
 *
 * @param scenario its name
 * @param chain that of the first run
 * @param verifyDelayNanos injected into every verification of the load, ns
 * @param measure the design that ratios are to
 * @param designs in the order in which they were asked for
 * @param conclusions a sentence for each, by design
 * @param doubt why the times cannot be compared; empty when nothing speaks against it
 */
public record Comparison(
    String scenario,
    String chain,
    long seed,
    long verifyDelayNanos,
    String measure,
    List<DesignReport> designs,
    Map<String, String> conclusions,
    String doubt) {
  /** What the others are measured by when it takes part. */
  private static final String PREFERRED = "ordered";

  /** Times that should be the same differ by more than this on a busy machine only. */
  private static final long BUSY = 4;

  /** Below this they differ on any machine. */
  private static final Duration FELT = Duration.ofMillis(100);

  public Comparison {
    designs = List.copyOf(designs);
  }

  /** Sets them side by side: ratios are to {@code ordered}, or to the last when it is not there. */
  public static Comparison of(List<DesignReport> designs) {
    DesignReport measure =
        designs.stream()
            .filter(design -> design.locking().equals(PREFERRED))
            .findFirst()
            .orElse(designs.getLast());
    Map<String, String> conclusions = new LinkedHashMap<>();
    designs.forEach(design -> conclusions.put(design.locking(), Conclusion.of(design, measure)));
    RunReport first = designs.getFirst().run();
    return new Comparison(
        first.scenario(),
        first.chain(),
        first.seed(),
        first.verifyDelayNanos(),
        measure.locking(),
        designs,
        conclusions,
        doubt(designs.stream().map(DesignReport::isolation).toList()));
  }

  /** B alone is in nobody's way under any design: what differs then is the machine. */
  static String doubt(List<Isolation> isolations) {
    LongSummaryStatistics alone =
        isolations.stream()
            .filter(Isolation::known)
            .mapToLong(isolation -> isolation.alone().p50())
            .summaryStatistics();
    return alone.getCount() > 1
            && alone.getMax() >= FELT.toNanos()
            && alone.getMax() > BUSY * alone.getMin()
        ? "The machine was busy with something else: B alone took from %s to %s, and nobody is in its way then. Play it again on a quiet one before you compare times."
            .formatted(Durations.words(alone.getMin()), Durations.words(alone.getMax()))
        : "";
  }

  /** In words: what was injected into every verification. */
  String delayInWords() {
    return verifyDelayNanos == 0
        ? "no injected delay"
        : "every verification takes " + Durations.words(verifyDelayNanos) + " longer";
  }

  DesignReport measuredBy() {
    return designs.stream()
        .filter(design -> design.locking().equals(measure))
        .findFirst()
        .orElseThrow();
  }
}
