package io.batcherconsole.engine.event;

import io.batcherconsole.engine.event.BatchView.BatchCut;
import java.math.BigInteger;
import java.util.List;

/**
 * The queue as the next batch sees it.
 *
 * @param at ns
 * @param entries highest max fee first; the last is the next to be evicted; at most {@link
 *     #MOST_ENTRIES}
 * @param count proofs in the queue
 * @param bytes size bound of a batch file with all of them
 * @param limit most proofs the queue takes
 * @param nextBatch how many of the first entries would go into a batch now
 * @param cut what ends that batch
 * @param gasPrice wei per gas that fees are computed with (already raised by 10 %), 0 when unknown
 * @param constantGas gas that a batch costs besides its proofs
 * @param gasPerProof gas that each proof adds
 * @param minMaxFee smallest max fee that is admitted, wei
 */
public record QueueView(
    long at,
    List<Entry> entries,
    long count,
    long bytes,
    long limit,
    int nextBatch,
    BatchCut cut,
    BigInteger gasPrice,
    long constantGas,
    long gasPerProof,
    BigInteger minMaxFee) {
  /** Most entries that a view lists; {@link #count} tells how many there are. */
  public static final int MOST_ENTRIES = 3000;

  public QueueView {
    entries = List.copyOf(entries);
  }

  /** What each proof pays in a batch of {@code n ≥ 1}, wei (batcher.md §3.8). */
  public BigInteger feePerProof(int n) {
    return gasPrice.multiply(BigInteger.valueOf((constantGas + gasPerProof * n) / n));
  }

  /**
   * One queued proof.
   *
   * @param maxFee wei
   * @param bytes size bound
   * @param since when it was queued, ns
   * @param outlook whether it would go into a batch now, and if not, what it takes
   * @param unverified whether it was accepted although nobody verified it
   */
  public record Entry(
      Actor.Proof proof,
      BigInteger maxFee,
      long bytes,
      long since,
      Outlook outlook,
      boolean unverified) {}

  /** Whether a queued proof would go into a batch now, and if not, what it takes. */
  public sealed interface Outlook {
    /** It would. */
    record InNextBatch() implements Outlook {}

    /** There is no gas price yet, so nobody knows. */
    record NotPriced() implements Outlook {}

    /**
     * Its max fee does not cover its share.
     *
     * @param nodeGasPrice highest gas price of the node, wei, at which it would go in with the
     *     queue as it is; 0 when none is low enough
     * @param proofs from how many proofs in its batch on its max fee covers its share at today's
     *     price; 0 when no batch is large enough
     */
    record TooCheap(BigInteger nodeGasPrice, long proofs) implements Outlook {}

    /** The batch is full before its turn comes; it waits for a later one. */
    record NoRoom(BatchCut cut) implements Outlook {}
  }
}
