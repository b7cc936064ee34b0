package io.batcherconsole.engine.state;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.VerificationCommitment;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.server.ReplySink;
import java.math.BigInteger;
import java.util.Comparator;

/**
 * An admitted proof.
 *
 * @param sender who pays: the recovered signer, or the wallet that replaces it
 * @param maxFee most it may cost, wei
 * @param sink where its reply goes
 * @param arrival ascending in order of admission
 * @param queuedAt ns
 */
public record QueueEntry(
    Actor.Proof proof,
    Address sender,
    BigInteger nonce,
    BigInteger maxFee,
    VerificationData data,
    VerificationCommitment commitment,
    ReplySink sink,
    long arrival,
    long queuedAt) {

  /**
   * Who leaves first: the lowest max fee, then the highest nonce (batcher.md §3.4), then the later
   * arrival. This is also the order within a batch.
   */
  public static final Comparator<QueueEntry> LEAVES_FIRST =
      Comparator.comparing(QueueEntry::maxFee)
          .thenComparing(QueueEntry::nonce, Comparator.reverseOrder())
          .thenComparing(QueueEntry::arrival, Comparator.reverseOrder());

  /** Upper bound of its size in a batch file, bytes (batcher.md §3.6). */
  public long sizeBound() {
    return data.sizeBound();
  }
}
