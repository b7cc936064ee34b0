package io.batcherconsole.engine.protocol;

import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;

/** Signs submissions with one user's key. Thread-safe; {@link #toString} shows the address only. */
public final class SubmissionSigner {
  private final Secp256k1 curve;
  private final Bytes key;
  private final Address address;

  /**
   * @param key 32 bytes big-endian
   * @throws IllegalArgumentException when it is no key of the curve
   */
  public SubmissionSigner(Secp256k1 curve, Bytes key) {
    this.curve = curve;
    this.key = key;
    this.address = curve.address(key);
  }

  /** Whose signatures these are. */
  public Address address() {
    return address;
  }

  /** The message that submits {@code data} in the user's name; hashes the proof. */
  public SubmitProof sign(NoncedVerificationData data) {
    return sign(data, VerificationCommitment.of(data.data()));
  }

  /** The same when the commitment to {@code data.data()} is known already. */
  public SubmitProof sign(NoncedVerificationData data, VerificationCommitment commitment) {
    Hash digest = SubmissionDigest.of(data, commitment.leaf());
    return new SubmitProof(data, curve.sign(digest, key));
  }

  @Override
  public String toString() {
    return "signer " + address;
  }
}
