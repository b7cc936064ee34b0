package io.batcherconsole.engine.verify;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs benchmarks and prints what {@link VerificationBenchmark} found as a table: each verification
 * beside the bare pairing of its curve, so that figures of different machines can be compared, and
 * proofs that are verified together beside the same ones one by one.
 */
public final class VerificationTable {
  private static final String BARE = "pairing";
  private static final String TOGETHER = "Of16Together";

  /** The times to reach with a cached key, in ms. */
  private static final Map<String, Double> GOALS =
      Map.of(
          "gnarkGroth16Bn254", 1.6,
          "circomGroth16", 1.6,
          "gnarkPlonkBn254", 2.2,
          "gnarkPlonkBls12381", 5.5);

  private VerificationTable() {}

  /**
   * @param args as JMH takes them: first of all a regular expression of the benchmarks to run
   */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    Collection<RunResult> results = new Runner(new CommandLineOptions(args)).run();
    Map<String, Double> millis = new TreeMap<>();
    String group = VerificationBenchmark.class.getName() + ".";
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      if (name.startsWith(group)) {
        millis.put(name.substring(group.length()), result.getPrimaryResult().getScore());
      }
    }
    if (!millis.isEmpty()) {
      print(millis);
    }
  }

  private static void print(Map<String, Double> millis) {
    String row = "%-32s %11s %5s %16s %14s %11s%n";
    System.out.printf(
        "%n" + row,
        "on one core",
        "ms a proof",
        "goal",
        "proofs a second",
        "bare pairings",
        "one by one");
    millis.forEach(
        (name, ms) ->
            System.out.printf(
                row,
                name,
                number("%.2f", ms),
                number("%.1f", GOALS.get(name)),
                number("%.0f", 1000 / ms),
                number("%.2f", pairings(ms, millis.get(bare(name)))),
                number("%.1f x", times(millis.get(name.replace(TOGETHER, "")), ms, name))));
  }

  /** The pairing of the curve that the benchmark is about. */
  private static String bare(String name) {
    return BARE + (name.contains("Bls12381") ? "Bls12381" : "Bn254");
  }

  /** Nothing for what is not verified together. */
  private static @Nullable Double times(@Nullable Double alone, double together, String name) {
    return name.endsWith(TOGETHER) && alone != null ? alone / together : null;
  }

  private static @Nullable Double pairings(double ms, @Nullable Double bare) {
    return bare == null ? null : ms / bare;
  }

  private static String number(String format, @Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, format, value);
  }
}
