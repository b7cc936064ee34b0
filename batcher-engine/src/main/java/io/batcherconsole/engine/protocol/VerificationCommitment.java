package io.batcherconsole.engine.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a batch says about one proof: hashes of its parts and who is credited (batcher.md §3.1).
 * Equal when the leaves are equal.
 */
public final class VerificationCommitment {
  private final Hash proofCommitment;
  private final Hash publicInputCommitment;
  private final Hash auxDataCommitment;
  private final Address generator;
  private final Hash leaf;

  /** From hashes that someone else computed; {@link #of} computes them. */
  public VerificationCommitment(
      Hash proofCommitment, Hash publicInputCommitment, Hash auxDataCommitment, Address generator) {
    this.proofCommitment = proofCommitment;
    this.publicInputCommitment = publicInputCommitment;
    this.auxDataCommitment = auxDataCommitment;
    this.generator = generator;
    this.leaf =
        Keccak.hash(
            proofCommitment.bytes(),
            publicInputCommitment.bytes(),
            auxDataCommitment.bytes(),
            generator.bytes());
  }

  /** Hashes the proof's parts; takes about 4 ms for 1 MiB. */
  public static VerificationCommitment of(VerificationData data) {
    @Nullable Bytes publicInput = data.publicInput();
    return new VerificationCommitment(
        Keccak.hash(data.proof()),
        publicInput == null ? Hash.ZERO : Keccak.hash(publicInput),
        auxData(data),
        data.generator());
  }

  /** The program or else the key, with the proving system's id behind it. */
  private static Hash auxData(VerificationData data) {
    @Nullable Bytes auxData = data.program() != null ? data.program() : data.verificationKey();
    return auxData == null
        ? Hash.ZERO
        : Keccak.hash(auxData, Bytes.wrap(new byte[] {(byte) data.system().id()}));
  }

  /** Keccak-256 of the proof. */
  public Hash proofCommitment() {
    return proofCommitment;
  }

  /** Keccak-256 of the public input, or zero when there is none. */
  public Hash publicInputCommitment() {
    return publicInputCommitment;
  }

  /** Keccak-256 of the program or verification key and the system's id; zero without either. */
  public Hash auxDataCommitment() {
    return auxDataCommitment;
  }

  /** Who is credited with the proof. */
  public Address generator() {
    return generator;
  }

  /** The leaf in the batch's Merkle tree, and what the user's signature commits to. */
  public Hash leaf() {
    return leaf;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerificationCommitment that && leaf.equals(that.leaf);
  }

  @Override
  public int hashCode() {
    return leaf.hashCode();
  }

  @Override
  public String toString() {
    return "commitment with leaf " + leaf;
  }
}
