package io.batcherconsole.engine.event;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One batch from extraction to verification.
 *
 * @param number counts from 1 within an engine
 * @param root Merkle root, 0x and 64 hex digits; null until it is computed
 * @param proofs members in batch order: index 0 is the cheapest
 * @param bytes size bound of the batch file in bytes
 * @param feePerProof what each proof pays, wei
 * @param steps in order; the last may be open
 * @param transaction hash of the createNewTask transaction, null until it is sent
 * @param block number of the block it is in, null until it is mined
 * @param operatorsSigned how many operators signed, of {@code operators}
 * @param failure a sentence, null while nothing failed
 */
public record BatchView(
    long number,
    BatchStatus status,
    @Nullable String root,
    List<Actor.Proof> proofs,
    long bytes,
    BigInteger feePerProof,
    BatchCut cut,
    List<StepView> steps,
    @Nullable String transaction,
    @Nullable Long block,
    int operatorsSigned,
    int operators,
    @Nullable String failure) {
  public BatchView {
    proofs = List.copyOf(proofs);
    steps = List.copyOf(steps);
  }

  /** What became of a batch so far. */
  public enum BatchStatus {
    POSTING,
    /** On chain, not verified yet. */
    POSTED,
    /** The aggregator's response is on chain. */
    VERIFIED,
    /** Not on chain; its proofs went back into the queue or were answered. */
    FAILED
  }

  /** Which limit ended the batch. */
  public enum BatchCut {
    /** The whole queue went in. */
    NONE("the whole queue"),
    FEE("cut by fee"),
    BYTES("cut by bytes"),
    COUNT("cut by count");

    private final String words;

    BatchCut(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** The steps of a batch's way on chain, in order. */
  public enum BatchStep {
    EXTRACT("extract"),
    MERKLE("Merkle"),
    STORE("store"),
    SIMULATE("simulate"),
    SEND("tx"),
    CANCEL("cancel"),
    RESTORE("restore"),
    VERIFY("verify");

    private final String words;

    BatchStep(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * One step.
   *
   * @param end ns, or {@link Long#MAX_VALUE} while it runs
   * @param note what a person should know, may be empty
   */
  public record StepView(BatchStep step, long start, long end, boolean failed, String note) {
    public boolean open() {
      return end == Long.MAX_VALUE;
    }
  }
}
