package io.batcherconsole.engine.client;

import io.batcherconsole.engine.client.BatcherClientException.ProtocolMismatch;
import io.batcherconsole.engine.client.BatcherClientException.Refused;
import io.batcherconsole.engine.client.BatcherClientException.TimedOut;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.AlignedVerificationData;
import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.protocol.ClientMessage;
import io.batcherconsole.engine.protocol.ClientMessage.GetLastMaxFee;
import io.batcherconsole.engine.protocol.ClientMessage.GetNonceForAddress;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import io.batcherconsole.engine.protocol.DecodeException;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.ServerMessage.LastMaxFee;
import io.batcherconsole.engine.protocol.ServerMessage.Nonce;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import io.batcherconsole.engine.protocol.VerificationCommitment;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client of one batcher, as the field's SDK is one (batcher.md §1.1). Thread-safe. Closing it
 * ends all its connections.
 */
public final class BatcherClient implements AutoCloseable {
  /** Most proofs in one burst. */
  public static final int MAX_BURST = 10_000;

  private final URI uri;
  private final EngineRuntime runtime;
  private final ClientSettings settings;
  private final HttpClient http;
  private final CborCodec codec = new CborCodec();

  /**
   * @param uri {@code ws://host:port} or {@code wss://host}
   */
  public BatcherClient(URI uri, EngineRuntime runtime, ClientSettings settings) {
    if (!"ws".equals(uri.getScheme()) && !"wss".equals(uri.getScheme())) {
      throw new IllegalArgumentException("a batcher's address is ws://host:port, not " + uri);
    }
    this.uri = uri;
    this.runtime = runtime;
    this.settings = settings;
    this.http =
        HttpClient.newBuilder().executor(task -> runtime.spawn("batcher-client", task)).build();
  }

  /** With the default bounds. */
  public BatcherClient(URI uri, EngineRuntime runtime) {
    this(uri, runtime, ClientSettings.DEFAULT);
  }

  /** The nonce that the batcher expects of the user's next proof. */
  public BigInteger nonce(Address user) throws BatcherClientException, InterruptedException {
    return switch (query(new GetNonceForAddress(user), codec::decodeGetNonceResponse)) {
      case Nonce(BigInteger nonce) -> nonce;
      case ServerMessage other -> throw refused(other);
    };
  }

  /** The most that the user's next proof may offer, wei; 2^256 - 1 when nothing of theirs waits. */
  public BigInteger lastMaxFee(Address user) throws BatcherClientException, InterruptedException {
    return switch (query(new GetLastMaxFee(user), codec::decodeGetLastMaxFeeResponse)) {
      case LastMaxFee(BigInteger maxFee) -> maxFee;
      case ServerMessage other -> throw refused(other);
    };
  }

  /** A connection for submissions; the caller closes it. */
  public Submission open() throws BatcherClientException, InterruptedException {
    return new Submission(Connection.open(http, uri, settings, codec), codec);
  }

  /**
   * Submits a burst of one user on a connection of its own, and reads replies until that for the
   * highest nonce or the first error, as the field's SDK does. Each inclusion proof is checked.
   *
   * @param timeout longest wait for all replies once everything is sent
   * @throws BatcherClientException when no connection comes about; what goes wrong later is in the
   *     outcome, with what was included before
   */
  public SubmissionOutcome submitAll(List<SubmitProof> proofs, Duration timeout)
      throws BatcherClientException, InterruptedException {
    if (proofs.isEmpty() || proofs.size() > MAX_BURST) {
      throw new IllegalArgumentException(
          "a burst has 1 to " + MAX_BURST + " proofs, not " + proofs.size());
    }
    Map<BigInteger, VerificationCommitment> sent = new HashMap<>();
    for (SubmitProof proof : proofs) {
      sent.put(proof.data().nonce(), VerificationCommitment.of(proof.data().data()));
    }
    List<AlignedVerificationData> included = new ArrayList<>();
    try (Submission submission = open()) {
      return new SubmissionOutcome(included, submit(submission, proofs, sent, timeout, included));
    }
  }

  private SubmissionOutcome.Ending submit(
      Submission submission,
      List<SubmitProof> proofs,
      Map<BigInteger, VerificationCommitment> sent,
      Duration timeout,
      List<AlignedVerificationData> included)
      throws InterruptedException {
    BigInteger highest = sent.keySet().stream().reduce(BigInteger.ZERO, BigInteger::max);
    try {
      submission.sendAll(proofs);
      long deadline = runtime.nanoTime() + timeout.toNanos();
      while (true) {
        Duration left = Duration.ofNanos(deadline - runtime.nanoTime());
        Optional<SubmitProofResponse> reply = submission.next(left);
        if (reply.isEmpty()) {
          return new SubmissionOutcome.Ending.TimedOut(timeout);
        }
        if (!(reply.get() instanceof BatchInclusionData inclusion)) {
          return new SubmissionOutcome.Ending.Refused(reply.get());
        }
        @Nullable VerificationCommitment commitment = sent.get(inclusion.nonce());
        if (commitment == null) {
          return new SubmissionOutcome.Ending.WrongInclusion(
              "the batcher says that nonce "
                  + inclusion.nonce()
                  + " is on chain, which was not sent");
        }
        AlignedVerificationData aligned = AlignedVerificationData.of(commitment, inclusion);
        if (!aligned.isConsistent()) {
          return new SubmissionOutcome.Ending.WrongInclusion(
              "the inclusion proof for nonce " + inclusion.nonce() + " does not lead to its root");
        }
        included.add(aligned);
        if (inclusion.nonce().equals(highest)) {
          return new SubmissionOutcome.Ending.Complete();
        }
      }
    } catch (BatcherClientException broken) {
      return new SubmissionOutcome.Ending.Broken(String.valueOf(broken.getMessage()));
    }
  }

  /** Drops every connection. */
  @Override
  public void close() {
    http.shutdownNow();
  }

  /** Reads the reply that a query expects. */
  @FunctionalInterface
  private interface Decoder<T> {
    T decode(byte[] reply) throws DecodeException;
  }

  /** One question and one answer on a short connection of its own. */
  private <T> T query(ClientMessage question, Decoder<T> decoder)
      throws BatcherClientException, InterruptedException {
    try (Connection connection = Connection.open(http, uri, settings, codec)) {
      connection.send(codec.encode(question));
      byte[] reply =
          connection
              .receive(settings.query())
              .orElseThrow(() -> new TimedOut("the batcher at " + uri + " does not answer"));
      return decoder.decode(reply);
    } catch (DecodeException malformed) {
      throw new ProtocolMismatch(
          "the batcher at " + uri + " answered with something else: " + malformed.getMessage(),
          malformed);
    }
  }

  private static Refused refused(ServerMessage reply) {
    return new Refused(ReplySentences.of(reply), reply);
  }
}
