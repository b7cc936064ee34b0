package io.batcherconsole.engine.batch;

import io.batcherconsole.engine.event.BatchView.BatchCut;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.state.QueueEntry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what goes into a batch: the most proofs, from the highest max fee down, such that the
 * batch file stays within its size, the count within its limit, and the cheapest proof can pay its
 * share (batcher.md §4.3; the original pops the lowest until that holds, which finds the same).
 */
public final class BatchBuilder {
  private final long maxBytes;
  private final int maxProofs;

  /**
   * @param maxBytes most bytes of a batch file
   * @param maxProofs most proofs in a batch
   */
  public BatchBuilder(long maxBytes, int maxProofs) {
    this.maxBytes = maxBytes;
    this.maxProofs = maxProofs;
  }

  /**
   * A batch.
   *
   * @param proofs in batch order: cheapest first
   * @param bytes upper bound of the batch file
   * @param cut what kept the next proof out
   */
  public record Plan(List<QueueEntry> proofs, long bytes, BatchCut cut) {
    public Plan {
      proofs = List.copyOf(proofs);
    }
  }

  /** Plans a batch from the queue, read from the highest max fee down. */
  public Plan plan(Iterable<QueueEntry> fromHighest, FeeModel fees) {
    List<QueueEntry> candidates = new ArrayList<>();
    long bytes = VerificationData.ARRAY_OVERHEAD;
    int affordable = 0;
    long affordableBytes = VerificationData.ARRAY_OVERHEAD;
    BatchCut cut = BatchCut.NONE;
    for (QueueEntry entry : fromHighest) {
      if (candidates.size() == maxProofs) {
        cut = BatchCut.COUNT;
        break;
      }
      if (bytes + entry.sizeBound() > maxBytes) {
        cut = BatchCut.BYTES;
        break;
      }
      candidates.add(entry);
      bytes += entry.sizeBound();
      BigInteger share = fees.feePerProof(candidates.size());
      if (share.compareTo(entry.maxFee()) <= 0) {
        affordable = candidates.size();
        affordableBytes = bytes;
      }
    }
    if (affordable < candidates.size()) {
      cut = BatchCut.FEE;
    }
    return new Plan(candidates.subList(0, affordable).reversed(), affordableBytes, cut);
  }
}
