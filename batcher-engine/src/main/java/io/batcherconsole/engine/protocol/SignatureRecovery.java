package io.batcherconsole.engine.protocol;

import java.util.Optional;

/**
 * Finds out who signed a submission. The sender is recovered, not declared: a signature over other
 * data recovers some other address (batcher.md §2). Thread-safe.
 */
public final class SignatureRecovery {
  private final Secp256k1 curve;

  public SignatureRecovery(Secp256k1 curve) {
    this.curve = curve;
  }

  /**
   * The signer of {@code signed}; empty when no key can have made the signature.
   *
   * @param leaf the leaf of {@code signed.data()}
   */
  public Optional<Address> recover(NoncedVerificationData signed, Hash leaf, Signature signature) {
    return curve.recover(SubmissionDigest.of(signed, leaf), signature);
  }
}
