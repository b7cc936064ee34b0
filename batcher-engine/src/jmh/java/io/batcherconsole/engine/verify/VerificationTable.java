package io.batcherconsole.engine.verify;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs benchmarks and prints what {@link VerificationBenchmark} found as a table: each verification
 * beside the bare pairing of its curve, so that figures of different machines can be compared.
 */
public final class VerificationTable {
  private static final String BARE = "pairing";

  private VerificationTable() {}

  /**
   * @param args a regular expression of the benchmarks to run
   */
  public static void main(String[] args) throws RunnerException {
    Collection<RunResult> results = new Runner(new OptionsBuilder().include(args[0]).build()).run();
    Map<String, Double> millis = new TreeMap<>();
    String group = VerificationBenchmark.class.getName() + ".";
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      if (name.startsWith(group)) {
        millis.put(name.substring(group.length()), result.getPrimaryResult().getScore());
      }
    }
    if (millis.containsKey(BARE + "Bn254") && millis.containsKey(BARE + "Bls12381")) {
      print(millis);
    }
  }

  private static void print(Map<String, Double> millis) {
    System.out.printf(
        "%n%-32s %12s %14s %16s%n",
        "on one core", "ms a proof", "proofs a second", "bare pairings");
    millis.forEach(
        (name, ms) -> {
          double bare = millis.get(BARE + (name.contains("Bls12381") ? "Bls12381" : "Bn254"));
          System.out.printf(
              Locale.ROOT, "%-32s %12.2f %14.0f %16.2f%n", name, ms, 1000 / ms, ms / bare);
        });
  }
}
