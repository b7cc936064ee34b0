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

  /** One queued proof: its max fee in wei, its size bound in bytes and when it was queued, ns. */
  public record Entry(Actor.Proof proof, BigInteger maxFee, long bytes, long since) {}
}
