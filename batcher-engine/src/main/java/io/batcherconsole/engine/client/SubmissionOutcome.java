package io.batcherconsole.engine.client;

import io.batcherconsole.engine.protocol.AlignedVerificationData;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import java.time.Duration;
import java.util.List;

/**
 * What became of a burst.
 *
 * @param included the proofs that are on chain, in the order of the replies; each inclusion proof
 *     was checked
 * @param ending why no more replies were read
 */
public record SubmissionOutcome(List<AlignedVerificationData> included, Ending ending) {
  public SubmissionOutcome {
    included = List.copyOf(included);
  }

  /** Whether the proof with the highest nonce is on chain. */
  public boolean isComplete() {
    return ending instanceof Ending.Complete;
  }

  /** Why no more replies were read. */
  public sealed interface Ending {
    /** A sentence for a person. */
    String sentence();

    /** The reply for the highest nonce came. */
    record Complete() implements Ending {
      @Override
      public String sentence() {
        return "the last proof is on chain";
      }
    }

    /** The first error reply; what came after it, if anything, was not read. */
    record Refused(SubmitProofResponse reply) implements Ending {
      @Override
      public String sentence() {
        return ReplySentences.of(reply);
      }
    }

    /** An inclusion proof that does not hold, or for a proof that was not sent. */
    record WrongInclusion(String sentence) implements Ending {}

    /** No reply within the time. */
    record TimedOut(Duration waited) implements Ending {
      @Override
      public String sentence() {
        return "not all replies came within " + waited.toMillis() / 1000.0 + " s";
      }
    }

    /** The connection ended, or the batcher took no more. */
    record Broken(String sentence) implements Ending {}
  }
}
