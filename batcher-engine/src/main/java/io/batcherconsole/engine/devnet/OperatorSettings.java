package io.batcherconsole.engine.devnet;

import java.time.Duration;

/**
 * How the operators and the aggregator work.
 *
 * @param delay how long each operator takes beyond its work
 * @param disagreeing how many of them never sign, whatever they find
 * @param download of a batch file
 * @param quorumPatience how long after a batch's first vote its quorum is waited for, and its
 *     response tried
 * @param receiptPatience how long a response's receipt is waited for before a higher price is
 *     offered
 */
public record OperatorSettings(
    Duration delay,
    int disagreeing,
    Download download,
    Duration quorumPatience,
    Duration receiptPatience) {

  /**
   * How a batch file is downloaded.
   *
   * @param mostBytes larger files are refused
   * @param timeout of a try
   * @param tries at least 1
   * @param pause after the first try; doubles with each
   */
  public record Download(int mostBytes, Duration timeout, int tries, Duration pause) {
    /** Upstream's (batcher.md §3.5). */
    public static final Download UPSTREAM =
        new Download(268_435_456, Duration.ofMinutes(1), 3, Duration.ofSeconds(5));
  }

  /**
   * With upstream's download, and 5 minutes for a quorum: after them the explorer calls a batch
   * unverified (batcher.md §5.4).
   */
  public static OperatorSettings of(Duration delay, int disagreeing) {
    return new OperatorSettings(
        delay, disagreeing, Download.UPSTREAM, Duration.ofMinutes(5), Duration.ofSeconds(24));
  }
}
