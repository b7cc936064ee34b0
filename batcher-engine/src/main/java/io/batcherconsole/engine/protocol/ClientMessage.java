package io.batcherconsole.engine.protocol;

/** What a client sends (batcher.md §1.3). */
public sealed interface ClientMessage {
  /** Asks for the next nonce of {@code user}. */
  record GetNonceForAddress(Address user) implements ClientMessage {}

  /** Submits a proof. */
  record SubmitProof(NoncedVerificationData data, Signature signature) implements ClientMessage {}

  /** Asks for the lowest max fee of {@code user}'s queued proofs. */
  record GetLastMaxFee(Address user) implements ClientMessage {}
}
