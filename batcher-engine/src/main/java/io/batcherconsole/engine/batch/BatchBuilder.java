package io.batcherconsole.engine.batch;

import io.batcherconsole.engine.event.BatchView.BatchCut;
import io.batcherconsole.engine.event.QueueView.Outlook;
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

  /**
   * What becomes of each proof of the queue, read from the highest max fee down: in the next batch,
   * or what it takes. In the queue's order.
   */
  public List<Outlook> outlooks(List<QueueEntry> fromHighest, FeeModel fees) {
    int in = plan(fromHighest, fees).proofs().size();
    int room = 0;
    long bytes = VerificationData.ARRAY_OVERHEAD;
    while (room < Math.min(maxProofs, fromHighest.size())
        && bytes + fromHighest.get(room).sizeBound() <= maxBytes) {
      bytes += fromHighest.get(room).sizeBound();
      room++;
    }
    Outlook full = new Outlook.NoRoom(room == maxProofs ? BatchCut.COUNT : BatchCut.BYTES);
    List<Outlook> fromLowest = new ArrayList<>();
    BigInteger price = BigInteger.ZERO;
    for (int i = fromHighest.size() - 1; i >= 0; i--) {
      if (i >= room) {
        fromLowest.add(full);
      } else if (i < in) {
        fromLowest.add(new Outlook.InNextBatch());
      } else {
        // It goes in with those before it, or with some of those behind it too.
        BigInteger maxFee = fromHighest.get(i).maxFee();
        price = price.max(fees.highestNodePrice(maxFee, i + 1));
        fromLowest.add(new Outlook.TooCheap(price, withinLimit(fees, maxFee)));
      }
    }
    return fromLowest.reversed();
  }

  private long withinLimit(FeeModel fees, BigInteger maxFee) {
    long proofs = fees.proofsThatMakeAffordable(maxFee);
    return proofs <= maxProofs ? proofs : 0;
  }
}
