package io.batcherconsole.engine.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A proof and what is needed to verify it (batcher.md §1.3).
 *
 * @param generator address that is credited with the proof; part of the leaf
 */
public record VerificationData(
    ProvingSystem system,
    Bytes proof,
    @Nullable Bytes publicInput,
    @Nullable Bytes verificationKey,
    @Nullable Bytes program,
    Address generator) {
  /** What the CBOR maps around the byte strings add at most, bytes (batcher.md §3.6). */
  public static final int OVERHEAD = 1024;

  /** What the CBOR array around a batch of them adds at most, bytes (batcher.md §3.6). */
  public static final long ARRAY_OVERHEAD = 9;

  /** Upper bound of the encoded size in bytes (batcher.md §3.6). */
  public long sizeBound() {
    return (long) proof.size()
        + size(publicInput)
        + size(verificationKey)
        + size(program)
        + OVERHEAD;
  }

  private static int size(@Nullable Bytes bytes) {
    return bytes == null ? 0 : bytes.size();
  }
}
