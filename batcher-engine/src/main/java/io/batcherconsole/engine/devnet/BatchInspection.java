package io.batcherconsole.engine.devnet;

import io.batcherconsole.engine.chain.ServiceManager.NewBatch;
import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.protocol.DecodeException;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.MerkleTree;
import io.batcherconsole.engine.protocol.VerificationCommitment;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.Verdict;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator does before it signs: download the batch, compute its root again, verify every
 * proof (batcher.md §5.4). Thread-safe.
 */
final class BatchInspection {
  private static final Logger log = LoggerFactory.getLogger(BatchInspection.class);

  private final BatchDownload download;
  private final ProofCheck check;
  private final CborCodec codec = new CborCodec();

  BatchInspection(BatchDownload download, ProofCheck check) {
    this.download = download;
    this.check = check;
  }

  /**
   * Inspects a batch.
   *
   * @param disabledVerifiers the contract's bitmap
   * @return why it must not be signed, half a sentence; empty when everything holds
   */
  Optional<String> inspect(NewBatch batch, BigInteger disabledVerifiers)
      throws InterruptedException {
    List<VerificationData> proofs;
    try {
      proofs = codec.decodeBatch(download.get(batch.pointer()));
    } catch (IOException unreachable) {
      return Optional.of(String.valueOf(unreachable.getMessage()));
    } catch (DecodeException malformed) {
      return Optional.of("the batch file cannot be read: " + malformed.getMessage());
    }
    if (proofs.isEmpty()) {
      return Optional.of("the batch file has no proofs");
    }
    Hash root =
        MerkleTree.of(
                proofs.stream().map(proof -> VerificationCommitment.of(proof).leaf()).toList())
            .root();
    if (!root.equals(batch.root())) {
      return Optional.of("the batch file's root is " + root + ", not the one on chain");
    }
    for (int i = 0; i < proofs.size(); i++) {
      Optional<String> problem = problem(proofs.get(i), disabledVerifiers);
      if (problem.isPresent()) {
        return Optional.of("proof %d of %d %s".formatted(i + 1, proofs.size(), problem.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> problem(VerificationData proof, BigInteger disabledVerifiers)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    String system = proof.system().wireName();
    if (disabledVerifiers.testBit(proof.system().id())) {
      return Optional.of("is of " + system + ", whose verifier is disabled");
    }
    return switch (verdict(proof)) {
      case Verdict.Valid valid -> Optional.empty();
      case Verdict.Rejected rejected ->
          Optional.of("(" + system + ") does not hold: " + rejected.reason());
      case Verdict.Unsupported unsupported ->
          Optional.of("(" + system + ") cannot be verified: " + unsupported.reason());
    };
  }

  private Verdict verdict(VerificationData proof) throws InterruptedException {
    try {
      return check.verify(proof);
    } catch (RuntimeException bug) {
      log.error("an operator's verifier of {} failed", proof.system(), bug);
      return new Verdict.Rejected("the verifier failed");
    }
  }
}
