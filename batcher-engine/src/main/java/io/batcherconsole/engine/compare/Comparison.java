package io.batcherconsole.engine.compare;

import io.batcherconsole.engine.scenario.RunReport;
import java.util.LinkedHashMap;
import java.util.List;
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
 */
public record Comparison(
    String scenario,
    String chain,
    long seed,
    long verifyDelayNanos,
    String measure,
    List<DesignReport> designs,
    Map<String, String> conclusions) {
  /** What the others are measured by when it takes part. */
  private static final String PREFERRED = "ordered";

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
        conclusions);
  }

  DesignReport measuredBy() {
    return designs.stream()
        .filter(design -> design.locking().equals(measure))
        .findFirst()
        .orElseThrow();
  }
}
