package io.batcherconsole.engine.client;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.MerkleTree;
import io.batcherconsole.engine.protocol.NoncedVerificationData;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.SubmissionSigner;
import io.batcherconsole.engine.protocol.VerificationCommitment;
import io.batcherconsole.engine.protocol.VerificationData;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.LongStream;

/** Signed proofs (that no verifier would take) and true inclusion data for them. */
final class Samples {
  static final SubmissionSigner SIGNER =
      new SubmissionSigner(Secp256k1.fastest(), Bytes.ofUnsigned(BigInteger.TWO, 32));
  static final Address PAYMENT_SERVICE = Address.of("7969c5ed335650692bc04293b07f5bf2e7a673c0");

  private Samples() {}

  static SubmitProof proof(long nonce) {
    return proof(nonce, 8);
  }

  static SubmitProof proof(long nonce, int bytes) {
    byte[] proof = new byte[bytes];
    proof[0] = (byte) nonce;
    return SIGNER.sign(
        new NoncedVerificationData(
            new VerificationData(
                ProvingSystem.GNARK_GROTH16_BN254,
                Bytes.wrap(proof),
                Bytes.EMPTY,
                Bytes.EMPTY,
                null,
                SIGNER.address()),
            BigInteger.valueOf(nonce),
            BigInteger.valueOf(1_300_000_000_000_000L),
            BigInteger.valueOf(31_337),
            PAYMENT_SERVICE));
  }

  static List<SubmitProof> proofs(int count) {
    return LongStream.range(0, count).mapToObj(Samples::proof).toList();
  }

  /** What a batcher that put these proofs into one batch replies on number {@code index}. */
  static BatchInclusionData inclusion(List<SubmitProof> batch, int index) {
    List<Hash> leaves =
        batch.stream().map(proof -> VerificationCommitment.of(proof.data().data()).leaf()).toList();
    MerkleTree tree = MerkleTree.of(leaves);
    return new BatchInclusionData(
        tree.root(), tree.path(index), index, batch.get(index).data().nonce());
  }
}
