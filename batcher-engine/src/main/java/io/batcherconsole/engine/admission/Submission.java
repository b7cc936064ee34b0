package io.batcherconsole.engine.admission;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.NoncedVerificationData;
import io.batcherconsole.engine.protocol.VerificationCommitment;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.server.ReplySink;
import io.batcherconsole.engine.state.QueueEntry;
import java.math.BigInteger;

/**
 * A submission with everything that was found out before its turn.
 *
 * @param sender who pays: the recovered signer, or the wallet that replaces it
 * @param maxFee most it may cost, wei
 * @param signed what the user signed
 */
record Submission(
    Actor.Proof proof,
    Address sender,
    BigInteger maxFee,
    NoncedVerificationData signed,
    VerificationCommitment commitment,
    ReplySink client) {

  /** The same; the journal learns when it is answered. */
  Submission accounted(Journal journal) {
    return new Submission(
        proof, sender, maxFee, signed, commitment, new AccountedSink(client, proof, journal));
  }

  VerificationData data() {
    return signed.data();
  }

  BigInteger nonce() {
    return signed.nonce();
  }

  /** Whether {@code other} has the same user and nonce. */
  boolean replaces(QueueEntry other) {
    return other.sender().equals(sender) && other.nonce().equals(nonce());
  }

  /** As an entry of the queue; {@code queuedAt} in ns. */
  QueueEntry entry(long arrival, long queuedAt) {
    return new QueueEntry(
        proof, sender, nonce(), maxFee, data(), commitment, client, arrival, queuedAt);
  }
}
