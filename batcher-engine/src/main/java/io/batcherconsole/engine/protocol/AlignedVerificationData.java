package io.batcherconsole.engine.protocol;

import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import java.util.List;

/**
 * What a user keeps of a proof that is on chain: its commitment and where in which batch it is
 * (batcher.md §3.5).
 *
 * @param path siblings from the leaf level up; empty for a batch of one
 */
public record AlignedVerificationData(
    VerificationCommitment commitment, Hash root, List<Hash> path, long indexInBatch) {
  public AlignedVerificationData {
    path = List.copyOf(path);
  }

  /** Puts a proof's commitment and the reply on its submission together. */
  public static AlignedVerificationData of(
      VerificationCommitment commitment, BatchInclusionData inclusion) {
    return new AlignedVerificationData(
        commitment, inclusion.root(), inclusion.path(), inclusion.indexInBatch());
  }

  /** Whether the path leads from this proof's leaf to the root; says nothing about the chain. */
  public boolean isConsistent() {
    return MerkleTree.verify(commitment.leaf(), path, indexInBatch, root);
  }
}
