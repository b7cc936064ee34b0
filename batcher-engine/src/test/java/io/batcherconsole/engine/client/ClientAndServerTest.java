package io.batcherconsole.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.protocol.ClientMessage;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.SignatureRecovery;
import io.batcherconsole.engine.protocol.VerificationCommitment;
import io.batcherconsole.engine.runtime.LiveRuntime;
import io.batcherconsole.engine.server.MessageHandler;
import io.batcherconsole.engine.server.ReplySink;
import io.batcherconsole.engine.server.ServerListener;
import io.batcherconsole.engine.server.ServerSettings;
import io.batcherconsole.engine.server.WebSocketServer;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our client and our server, and nothing of a batcher in between. */
@Timeout(180)
class ClientAndServerTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  /** Puts every {@code size} proofs into a batch, and tells who signed them. */
  private static final class Batches implements MessageHandler {
    private final int size;
    private final List<SubmitProof> queue = new ArrayList<>();
    final Set<Address> signers = ConcurrentHashMap.newKeySet();
    private final SignatureRecovery recovery = new SignatureRecovery(Secp256k1.fastest());

    Batches(int size) {
      this.size = size;
    }

    @Override
    public synchronized void handle(ReplySink client, ClientMessage message, long receivedAt) {
      switch (message) {
        case ClientMessage.GetNonceForAddress(var user) ->
            client.send(new ServerMessage.Nonce(BigInteger.valueOf(queue.size())));
        case ClientMessage.GetLastMaxFee(var user) ->
            client.send(new ServerMessage.InvalidRequest("not here"));
        case SubmitProof proof -> {
          VerificationCommitment commitment = VerificationCommitment.of(proof.data().data());
          signers.add(
              recovery.recover(proof.data(), commitment.leaf(), proof.signature()).orElseThrow());
          queue.add(proof);
          if (queue.size() == size) {
            for (int i = 0; i < size; i++) {
              client.send(Samples.inclusion(queue, i));
            }
          }
        }
      }
    }

    @Override
    public void opened(ReplySink client) {}

    @Override
    public void undecodable(ReplySink client, String reason, int bytes) {
      throw new AssertionError(reason);
    }

    @Override
    public void closed(ReplySink client) {}
  }

  @Test
  void aBurstOfLargeAndSmallProofs() throws Exception {
    List<SubmitProof> burst =
        LongStream.range(0, 20)
            .mapToObj(nonce -> Samples.proof(nonce, nonce % 7 == 0 ? 4 << 20 : 200))
            .toList();
    Batches batches = new Batches(burst.size());
    LiveRuntime runtime = new LiveRuntime(1);
    WebSocketServer server =
        new WebSocketServer(
            runtime,
            new ServerSettings("localhost", 0, null, ServerSettings.Limits.defaults()),
            new CborCodec(),
            batches,
            ServerListener.NONE);
    try (BatcherClient client = new BatcherClient(server.start(), runtime)) {
      assertThat(client.nonce(Samples.SIGNER.address())).isZero();
      SubmissionOutcome outcome = client.submitAll(burst, LONG);
      assertThat(outcome.ending()).isEqualTo(new SubmissionOutcome.Ending.Complete());
      assertThat(outcome.included()).hasSize(burst.size());
      assertThat(batches.signers).containsExactly(Samples.SIGNER.address());
      assertThat(client.nonce(Samples.SIGNER.address())).isEqualTo(20);
    } finally {
      server.stop();
    }
  }
}
