package io.batcherconsole.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Keccak;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import io.batcherconsole.engine.protocol.VerificationCommitment;
import io.batcherconsole.engine.scenario.Correspondence.Answered;
import io.batcherconsole.engine.scenario.Correspondence.Sent;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Replies that name no nonce are told apart by all that came on their connection. */
class CorrespondenceTest {
  private static final SubmitProofResponse UNDERPRICED = new ServerMessage.UnderpricedProof();
  private static final SubmitProofResponse INVALID_NONCE = new ServerMessage.InvalidNonce();
  private static final SubmitProofResponse REPLACED = new ServerMessage.ProofReplaced();

  private final Correspondence letters = new Correspondence();

  private void send(int connection, int... nonces) {
    for (int nonce : nonces) {
      Hash unique = Keccak.hash(Bytes.wrap(new byte[] {(byte) letters.size()}));
      letters.sent(
          new Sent(
              "A",
              BigInteger.valueOf(nonce),
              connection,
              new VerificationCommitment(
                  unique, unique, unique, new Address(unique.bytes().slice(0, Address.SIZE)))));
    }
  }

  private void receive(int connection, SubmitProofResponse... replies) {
    for (SubmitProofResponse reply : replies) {
      letters.received("A", connection, reply);
    }
  }

  private static BatchInclusionData included(int nonce) {
    return new BatchInclusionData(
        Keccak.hash(Bytes.EMPTY), List.of(), 0, BigInteger.valueOf(nonce));
  }

  @Test
  void aRefusalThatComesBeforeAnEarlierProofIsOnChainIsNotTheEarlierOnes() {
    send(1, 0, 1, 2);
    receive(1, UNDERPRICED, included(0), included(2));

    assertThat(letters.answered())
        .extracting(Answered::reply)
        .containsExactly(included(0), UNDERPRICED, included(2));
    assertThat(letters.complete()).isTrue();
  }

  @Test
  void connectionsAreReadOnTheirOwn() {
    send(1, 0, 1);
    send(2, 0, 1);
    receive(2, UNDERPRICED, INVALID_NONCE);
    assertThat(letters.complete()).isFalse();
    receive(1, included(1), included(0));

    assertThat(letters.answered())
        .extracting(Answered::reply)
        .containsExactly(included(0), included(1), UNDERPRICED, INVALID_NONCE);
    assertThat(letters.complete()).isTrue();
  }

  @Test
  void onlyAProofWhoseNonceWasSentAgainIsReplaced() {
    send(1, 0, 1);
    send(2, 1);
    receive(1, REPLACED);
    receive(2, included(1));

    assertThat(letters.answered())
        .extracting(Answered::reply)
        .containsExactly(null, REPLACED, included(1));
  }

  @Test
  void twoProofsOfOneNonceOnOneConnectionAreTwo() {
    send(1, 0, 0);
    receive(1, REPLACED, included(0));

    assertThat(letters.answered())
        .extracting(Answered::reply)
        .containsExactly(REPLACED, included(0));
  }
}
