package io.batcherconsole.engine.client;

import io.batcherconsole.engine.client.BatcherClientException.ConnectionClosed;
import io.batcherconsole.engine.client.BatcherClientException.ProtocolMismatch;
import io.batcherconsole.engine.client.BatcherClientException.TimedOut;
import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import io.batcherconsole.engine.protocol.DecodeException;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A connection on which proofs are submitted. The batcher takes one after another; it answers a
 * proof when its batch is on chain or when it is refused, so replies may be fewer than proofs and
 * in another order. Any thread may send, read and close.
 */
public final class Submission implements AutoCloseable {
  private final Connection connection;
  private final CborCodec codec;

  Submission(Connection connection, CborCodec codec) {
    this.connection = connection;
    this.codec = codec;
  }

  /** Hands one signed proof to the network; says nothing about what the batcher makes of it. */
  public void send(SubmitProof proof) throws ConnectionClosed, TimedOut, InterruptedException {
    connection.send(codec.encode(proof));
  }

  /** Sends a burst: one message after another without reading in between. */
  public void sendAll(List<SubmitProof> proofs)
      throws ConnectionClosed, TimedOut, InterruptedException {
    for (SubmitProof proof : proofs) {
      send(proof);
    }
  }

  /**
   * The next reply, in the order of arrival; empty when none arrives within {@code timeout}.
   *
   * @throws ConnectionClosed when all replies are read and no more will come
   * @throws ProtocolMismatch when it is no reply on a submission
   */
  public Optional<SubmitProofResponse> next(Duration timeout)
      throws ConnectionClosed, ProtocolMismatch, InterruptedException {
    Optional<byte[]> reply = connection.receive(timeout);
    if (reply.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(codec.decodeSubmitProofResponse(reply.get()));
    } catch (DecodeException malformed) {
      throw new ProtocolMismatch(
          "the batcher sent something that is no reply: " + malformed.getMessage(), malformed);
    }
  }

  /** Whether more can be sent and received, as far as known. */
  public boolean isOpen() {
    return connection.isOpen();
  }

  /** Says goodbye and closes; waits at most a second, and unread replies are lost. */
  @Override
  public void close() {
    connection.close();
  }

  /** Drops the connection without a goodbye, as a client that crashes does. */
  public void abort() {
    connection.abort();
  }
}
