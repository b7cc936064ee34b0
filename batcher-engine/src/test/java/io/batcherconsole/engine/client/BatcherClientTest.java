package io.batcherconsole.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.batcherconsole.engine.client.BatcherClientException.CannotConnect;
import io.batcherconsole.engine.client.BatcherClientException.ConnectionClosed;
import io.batcherconsole.engine.client.BatcherClientException.ProtocolMismatch;
import io.batcherconsole.engine.client.BatcherClientException.Refused;
import io.batcherconsole.engine.client.BatcherClientException.TimedOut;
import io.batcherconsole.engine.client.SubmissionOutcome.Ending;
import io.batcherconsole.engine.protocol.AlignedVerificationData;
import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.protocol.ClientMessage;
import io.batcherconsole.engine.protocol.ClientMessage.GetLastMaxFee;
import io.batcherconsole.engine.protocol.ClientMessage.GetNonceForAddress;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.ServerMessage.ErrorMessage;
import io.batcherconsole.engine.protocol.ServerMessage.InvalidNonce;
import io.batcherconsole.engine.protocol.ServerMessage.LastMaxFee;
import io.batcherconsole.engine.protocol.ServerMessage.Nonce;
import io.batcherconsole.engine.protocol.ServerMessage.ProtocolVersion;
import io.batcherconsole.engine.protocol.ServerMessage.ServerBusy;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatcherClientTest {
  /** A wait that ends because something happens. */
  private static final Duration LONG = Duration.ofSeconds(30);

  /** A wait that ends because nothing happens. */
  private static final Duration SHORT = Duration.ofMillis(50);

  private static final ClientSettings PATIENT = new ClientSettings(LONG, LONG, LONG, 1 << 20);
  private static final ClientSettings IMPATIENT = new ClientSettings(LONG, SHORT, SHORT, 1);

  private final CborCodec codec = new CborCodec();
  private @Nullable FakeBatcher batcher;
  private @Nullable BatcherClient client;

  @AfterEach
  void stop() throws Exception {
    if (client != null) {
      client.close();
    }
    if (batcher != null) {
      batcher.stop();
    }
  }

  @Test
  void queriesUseAShortConnectionEach() throws Exception {
    BatcherClient client =
        clientOf(
            (session, message) ->
                FakeBatcher.send(
                    session,
                    message instanceof GetNonceForAddress
                        ? new Nonce(BigInteger.TEN)
                        : new LastMaxFee(BigInteger.TWO)));
    assertThat(client.nonce(Samples.SIGNER.address())).isEqualTo(BigInteger.TEN);
    assertThat(client.lastMaxFee(Samples.SIGNER.address())).isEqualTo(BigInteger.TWO);
    assertThat(batcher().messages)
        .containsExactly(
            new GetNonceForAddress(Samples.SIGNER.address()),
            new GetLastMaxFee(Samples.SIGNER.address()));
    until(
        () ->
            batcher()
                .history
                .equals(
                    List.of(
                        "opened",
                        "GetNonceForAddress",
                        "closed 1000",
                        "opened",
                        "GetLastMaxFee",
                        "closed 1000")));
  }

  @Test
  void aQueryMayBeRefused() throws Exception {
    BatcherClient client =
        clientOf((session, message) -> FakeBatcher.send(session, new ServerBusy()));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> client.nonce(Samples.SIGNER.address()))
        .withMessage("the batcher is busy: try again")
        .satisfies(refused -> assertThat(refused.reply()).isEqualTo(new ServerBusy()));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> client.lastMaxFee(Samples.SIGNER.address()));
  }

  @Test
  void aQueryIsAnsweredWithSomethingElse() throws Exception {
    BatcherClient client =
        clientOf((session, message) -> FakeBatcher.send(session, new InvalidNonce()));
    assertThatExceptionOfType(ProtocolMismatch.class)
        .isThrownBy(() -> client.nonce(Samples.SIGNER.address()))
        .withMessageContaining("InvalidNonce");
  }

  @Test
  void aQueryIsNotAnswered() throws Exception {
    start(new FakeBatcher.Script() {}, new ClientSettings(LONG, LONG, SHORT, 1));
    assertThatExceptionOfType(TimedOut.class)
        .isThrownBy(() -> client().nonce(Samples.SIGNER.address()))
        .withMessageContaining("does not answer");
  }

  @Test
  void aNewerProtocolIsRefusedAndAnOlderOneIsNot() throws Exception {
    start(opening(session -> FakeBatcher.send(session, new ProtocolVersion(5))), PATIENT);
    assertThatExceptionOfType(ProtocolMismatch.class)
        .isThrownBy(() -> client().open())
        .withMessageContaining("speaks protocol version 5, this client speaks up to 4");
    stop();
    start(opening(session -> FakeBatcher.send(session, new ProtocolVersion(3))), PATIENT);
    try (Submission submission = client().open()) {
      assertThat(submission.isOpen()).isTrue();
    }
  }

  @Test
  void theFirstMessageIsSomethingElse() throws Exception {
    start(opening(session -> FakeBatcher.send(session, new ServerBusy())), PATIENT);
    assertThatExceptionOfType(ProtocolMismatch.class)
        .isThrownBy(() -> client().open())
        .withMessageContaining("did not begin with its protocol version");
    stop();
    start(
        opening(session -> session.sendBinary(ByteBuffer.wrap(new byte[9]), Callback.NOOP)),
        PATIENT);
    assertThatExceptionOfType(ProtocolMismatch.class).isThrownBy(() -> client().open());
  }

  @Test
  void thereIsNoFirstMessage() throws Exception {
    ClientSettings hasty = new ClientSettings(Duration.ofSeconds(2), LONG, LONG, 1);
    start(opening(session -> {}), hasty);
    assertThatExceptionOfType(TimedOut.class)
        .isThrownBy(() -> client().open())
        .withMessageContaining("sent no protocol version within 2.0 s: is it a batcher?");
    stop();
    start(opening(session -> session.close(1013, "too many", Callback.NOOP)), PATIENT);
    assertThatExceptionOfType(ConnectionClosed.class)
        .isThrownBy(() -> client().open())
        .withMessage("the batcher closed the connection: too many");
  }

  @Test
  void nobodyListens() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    try (BatcherClient lonely =
        new BatcherClient(URI.create("ws://localhost:" + port), new LiveRuntime(1))) {
      assertThatExceptionOfType(CannotConnect.class)
          .isThrownBy(lonely::open)
          .withMessage("cannot connect to ws://localhost:" + port + ": nobody listens there");
    }
    try (BatcherClient lost =
        new BatcherClient(URI.create("ws://nowhere.invalid:1"), new LiveRuntime(1))) {
      assertThatExceptionOfType(CannotConnect.class)
          .isThrownBy(lost::open)
          .withMessage("cannot connect to ws://nowhere.invalid:1: the host is unknown");
    }
  }

  @Test
  void somethingListensThatIsNoWebSocket() throws Exception {
    start(new FakeBatcher.Script() {}, PATIENT);
    try (BatcherClient lost =
        new BatcherClient(batcher().uri.resolve("/elsewhere"), new LiveRuntime(1))) {
      assertThatExceptionOfType(CannotConnect.class)
          .isThrownBy(lost::open)
          .withMessageEndingWith("/elsewhere: it answers with HTTP status 404");
    }
  }

  @Test
  void anAddressThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new BatcherClient(URI.create("http://localhost:8080"), new LiveRuntime(1)))
        .withMessageContaining("ws://host:port");
  }

  @Test
  void sendingAndReadingAreSeparate() throws Exception {
    BatcherClient client =
        clientOf(
            (session, message) -> {
              if (nonce(message) == 1) {
                FakeBatcher.send(session, new ErrorMessage("both are here"));
              }
            });
    try (Submission submission = client.open()) {
      submission.send(Samples.proof(0));
      assertThat(submission.next(SHORT)).isEmpty();
      submission.send(Samples.proof(1));
      assertThat(submission.next(LONG)).contains(new ErrorMessage("both are here"));
    }
    assertThat(batcher().messages).containsExactlyElementsOf(Samples.proofs(2));
  }

  @Test
  void twoThreadsMaySendAtOnce() throws Exception {
    BatcherClient client = clientOf((session, message) -> {});
    try (Submission submission = client.open()) {
      List<Thread> threads =
          List.of(0L, 1L, 2L, 3L).stream()
              .map(
                  nonce ->
                      Thread.startVirtualThread(
                          () -> {
                            try {
                              submission.send(Samples.proof(nonce, 3 << 20));
                            } catch (BatcherClientException | InterruptedException failed) {
                              throw new AssertionError(failed);
                            }
                          }))
              .toList();
      for (Thread thread : threads) {
        thread.join();
      }
      until(() -> batcher().messages.size() == 4);
    }
    assertThat(batcher().messages)
        .allMatch(message -> message.equals(Samples.proof(nonce(message), 3 << 20)));
  }

  @Test
  void aReplyInPiecesIsPutTogether() throws Exception {
    BatchInclusionData reply = Samples.inclusion(Samples.proofs(5), 3);
    BatcherClient client =
        clientOf(
            (session, message) -> {
              byte[] bytes = codec.encode(reply);
              sendPiece(session, bytes, 0);
            });
    try (Submission submission = client.open()) {
      submission.send(Samples.proof(3));
      assertThat(submission.next(LONG)).contains(reply);
    }
  }

  /** Sends byte {@code at} and then the rest, a frame each. */
  private static void sendPiece(Session session, byte[] bytes, int at) {
    boolean last = at == bytes.length - 1;
    session.sendPartialBinary(
        ByteBuffer.wrap(bytes, at, 1),
        last,
        Callback.from(
            () -> {
              if (!last) {
                sendPiece(session, bytes, at + 1);
              }
            },
            failure -> {}));
  }

  @Test
  void aReplyOfMoreThan64MibEndsTheConnection() throws Exception {
    byte[] frame = new byte[1 << 20];
    BatcherClient client = clientOf((session, message) -> sendFrames(session, frame, 65));
    try (Submission submission = client.open()) {
      submission.send(Samples.proof(0));
      assertThatExceptionOfType(ConnectionClosed.class)
          .isThrownBy(() -> submission.next(LONG))
          .withMessageContaining("more than 67108864 bytes");
    }
  }

  private static void sendFrames(Session session, byte[] frame, int left) {
    session.sendPartialBinary(
        ByteBuffer.wrap(frame),
        left == 1,
        Callback.from(
            () -> {
              if (left > 1) {
                sendFrames(session, frame, left - 1);
              }
            },
            failure -> {}));
  }

  @Test
  void aReaderThatDoesNotReadIsSeenByTheBatcher() throws Exception {
    AtomicInteger written = new AtomicInteger();
    byte[] reply = codec.encode(new ErrorMessage("x".repeat(60_000)));
    int replies = 1000;
    start(
        new FakeBatcher.Script() {
          @Override
          public void received(Session session, ClientMessage message) {
            write(session, replies);
          }

          void write(Session session, int left) {
            session.sendBinary(
                ByteBuffer.wrap(reply),
                Callback.from(
                    () -> {
                      written.incrementAndGet();
                      if (left > 1) {
                        write(session, left - 1);
                      }
                    },
                    failure -> {}));
          }
        },
        new ClientSettings(LONG, LONG, LONG, 1));
    try (Submission submission = client().open()) {
      submission.send(Samples.proof(0));
      until(() -> written.get() > 0);
      // 60 MB do not fit into what lies between them, so the batcher waits.
      assertThat(submission.next(LONG)).isPresent();
      assertThat(written.get()).isLessThan(replies);
      for (int i = 1; i < replies; i++) {
        assertThat(submission.next(LONG)).isPresent();
      }
      assertThat(submission.next(SHORT)).isEmpty();
    }
  }

  @Test
  void aBatcherThatTakesNothingIsGivenUp() throws Exception {
    start(
        new FakeBatcher.Script() {
          @Override
          public boolean reads() {
            return false;
          }
        },
        IMPATIENT);
    try (Submission submission = client().open()) {
      SubmitProof large = Samples.proof(0, 32 << 20);
      assertThatExceptionOfType(TimedOut.class)
          .isThrownBy(() -> submission.send(large))
          .withMessageContaining("did not take a message of")
          .withMessageContaining("within 0.05 s");
      assertThat(submission.isOpen()).isFalse();
      assertThatExceptionOfType(ConnectionClosed.class).isThrownBy(() -> submission.send(large));
    }
  }

  @Test
  void repliesBeforeTheEndAreRead() throws Exception {
    BatcherClient client =
        clientOf(
            (session, message) -> {
              FakeBatcher.send(session, new InvalidNonce());
              session.close(1001, null, Callback.NOOP);
            });
    try (Submission submission = client.open()) {
      submission.send(Samples.proof(0));
      until(() -> !submission.isOpen());
      assertThat(submission.next(LONG)).contains(new InvalidNonce());
      assertThatExceptionOfType(ConnectionClosed.class)
          .isThrownBy(() -> submission.next(LONG))
          .withMessage("the batcher closed the connection");
      assertThatExceptionOfType(ConnectionClosed.class)
          .isThrownBy(() -> submission.send(Samples.proof(1)));
    }
  }

  @Test
  void aConnectionThatBreaksIsClosed() throws Exception {
    BatcherClient client = clientOf((session, message) -> session.disconnect());
    try (Submission submission = client.open()) {
      submission.send(Samples.proof(0));
      assertThatExceptionOfType(ConnectionClosed.class).isThrownBy(() -> submission.next(LONG));
    }
  }

  @Test
  void aborting() throws Exception {
    BatcherClient client = clientOf((session, message) -> {});
    Submission submission = client.open();
    submission.abort();
    assertThatExceptionOfType(ConnectionClosed.class)
        .isThrownBy(() -> submission.next(LONG))
        .withMessage("this client closed the connection");
    until(() -> batcher().history.equals(List.of("opened", "closed 1006")));
  }

  @Test
  void closingTheClientEndsWhoWaits() throws Exception {
    BatcherClient client = clientOf((session, message) -> {});
    Submission submission = client.open();
    Thread closer = Thread.startVirtualThread(client::close);
    assertThatExceptionOfType(ConnectionClosed.class).isThrownBy(() -> submission.next(LONG));
    closer.join();
    until(() -> batcher().history.size() == 2);
  }

  @Test
  void waitingCanBeInterrupted() throws Exception {
    BatcherClient client = clientOf((session, message) -> {});
    try (Submission submission = client.open()) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> submission.next(LONG));
      assertThat(submission.isOpen()).isTrue();
    }
  }

  @Test
  void aBurstThatGetsOnChain() throws Exception {
    List<SubmitProof> burst = Samples.proofs(3);
    BatcherClient client =
        clientOf(whenComplete(burst, (session, i) -> include(session, burst, i)));
    SubmissionOutcome outcome = client.submitAll(burst, LONG);
    assertThat(outcome.isComplete()).isTrue();
    assertThat(outcome.included())
        .hasSize(3)
        .allMatch(AlignedVerificationData::isConsistent)
        .extracting(AlignedVerificationData::indexInBatch)
        .containsExactly(0L, 1L, 2L);
    until(() -> batcher().history.contains("closed 1000"));
  }

  @Test
  void theFirstErrorEndsABurst() throws Exception {
    List<SubmitProof> burst = Samples.proofs(3);
    BatcherClient client =
        clientOf(
            whenComplete(
                burst,
                (session, i) -> {
                  if (i == 1) {
                    FakeBatcher.send(session, new InvalidNonce());
                  } else {
                    include(session, burst, i);
                  }
                }));
    SubmissionOutcome outcome = client.submitAll(burst, LONG);
    assertThat(outcome.included()).hasSize(1);
    assertThat(outcome.ending()).isEqualTo(new Ending.Refused(new InvalidNonce()));
    assertThat(outcome.ending().sentence()).startsWith("the nonce is not the next one");
  }

  @Test
  void aWrongInclusionProofIsFound() throws Exception {
    List<SubmitProof> burst = Samples.proofs(2);
    BatchInclusionData truth = Samples.inclusion(burst, 1);
    BatchInclusionData lie =
        new BatchInclusionData(Hash.ZERO, truth.path(), truth.indexInBatch(), truth.nonce());
    BatcherClient client =
        clientOf(whenComplete(burst, (session, i) -> FakeBatcher.send(session, lie)));
    SubmissionOutcome outcome = client.submitAll(burst, LONG);
    assertThat(outcome.ending())
        .isEqualTo(
            new Ending.WrongInclusion("the inclusion proof for nonce 1 does not lead to its root"));
  }

  @Test
  void anInclusionOfWhatWasNotSent() throws Exception {
    List<SubmitProof> burst = Samples.proofs(1);
    BatcherClient client =
        clientOf(whenComplete(burst, (session, i) -> include(session, Samples.proofs(9), 8)));
    assertThat(client.submitAll(burst, LONG).ending().sentence())
        .contains("nonce 8 is on chain, which was not sent");
  }

  @Test
  void aBurstWithoutAllReplies() throws Exception {
    List<SubmitProof> burst = Samples.proofs(2);
    BatcherClient client =
        clientOf(
            whenComplete(
                burst,
                (session, i) -> {
                  if (i == 0) {
                    include(session, burst, 0);
                  }
                }));
    SubmissionOutcome outcome = client.submitAll(burst, Duration.ofSeconds(2));
    assertThat(outcome.included()).hasSize(1);
    assertThat(outcome.ending().sentence()).isEqualTo("not all replies came within 2.0 s");
  }

  @Test
  void aBurstWhoseConnectionBreaks() throws Exception {
    List<SubmitProof> burst = Samples.proofs(2);
    BatcherClient client =
        clientOf(whenComplete(burst, (session, i) -> session.close(1001, "bye", Callback.NOOP)));
    assertThat(client.submitAll(burst, LONG).ending())
        .isEqualTo(new Ending.Broken("the batcher closed the connection: bye"));
  }

  @Test
  void aBurstHasASize() throws Exception {
    BatcherClient client = clientOf((session, message) -> {});
    assertThatIllegalArgumentException().isThrownBy(() -> client.submitAll(List.of(), LONG));
  }

  private static void include(Session session, List<SubmitProof> batch, int index) {
    FakeBatcher.send(session, Samples.inclusion(batch, index));
  }

  /** Waits for the whole burst, then answers each proof. */
  private BiConsumer<Session, ClientMessage> whenComplete(
      List<SubmitProof> burst, BiConsumer<Session, Integer> answer) {
    return (session, message) -> {
      if (batcher().messages.size() == burst.size()) {
        for (int i = 0; i < burst.size(); i++) {
          answer.accept(session, i);
        }
      }
    };
  }

  private static long nonce(ClientMessage message) {
    return ((SubmitProof) message).data().nonce().longValueExact();
  }

  private BatcherClient clientOf(BiConsumer<Session, ClientMessage> onMessage) throws Exception {
    start(
        new FakeBatcher.Script() {
          @Override
          public void received(Session session, ClientMessage message) {
            onMessage.accept(session, message);
          }
        },
        PATIENT);
    return client();
  }

  private static FakeBatcher.Script opening(Consumer<Session> onOpen) {
    return new FakeBatcher.Script() {
      @Override
      public void opened(Session session) {
        onOpen.accept(session);
      }
    };
  }

  private void start(FakeBatcher.Script script, ClientSettings settings) throws Exception {
    batcher = new FakeBatcher(script);
    client = new BatcherClient(batcher.uri, new LiveRuntime(1), settings);
  }

  private BatcherClient client() {
    return Objects.requireNonNull(client);
  }

  private FakeBatcher batcher() {
    return Objects.requireNonNull(batcher);
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited %s in vain", LONG).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
