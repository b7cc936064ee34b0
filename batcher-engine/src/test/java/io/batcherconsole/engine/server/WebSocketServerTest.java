package io.batcherconsole.engine.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a client sees of the server (batcher.md §1.1). */
class WebSocketServerTest {
  /** For a first message in tests whose client speaks: it is in time on a slow machine too. */
  private static final Duration TIME_TO_SPEAK = Duration.ofSeconds(2);

  private final LimitsBuilder limits = new LimitsBuilder();

  @Test
  void theLimitsAreTheOriginalsWhenNothingElseIsSaid() {
    ServerSettings.Limits defaults = ServerSettings.Limits.defaults();
    assertThat(defaults.messageBytes()).isEqualTo(64 * 1024 * 1024);
    assertThat(defaults.frameBytes()).isEqualTo(16 * 1024 * 1024);
    assertThat(defaults.firstMessage()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void greetsEveryClientAtOnceWhateverPathItAsksFor() throws Exception {
    try (TestServer server = new TestServer(limits.build());
        TestClient plain = new TestClient(server.uri);
        TestClient path = new TestClient(server.uri.resolve("/some/path?x=1"))) {
      plain.ask(1);
      path.ask(2);
      assertThat(plain.answer()).isEqualTo(1);
      assertThat(path.answer()).isEqualTo(2);
    }
  }

  @Test
  void oneConnectionIsSerialAndOthersPass() throws Exception {
    Semaphore gate = new Semaphore(0);
    try (TestServer server =
            new TestServer(
                limits.build(),
                (client, number) -> {
                  if (number < 10) {
                    gate.acquire();
                  }
                  TestServer.answer(client, number);
                });
        TestClient slow = new TestClient(server.uri);
        TestClient other = new TestClient(server.uri)) {
      slow.ask(1, 2, 3);
      server.await("handle 1:1");
      other.ask(10, 11);
      assertThat(other.answer()).isEqualTo(10);
      assertThat(other.answer()).isEqualTo(11);
      assertThat(server.history).doesNotContain("handle 1:2");
      gate.release();
      assertThat(slow.answer()).isEqualTo(1);
      server.await("handle 1:2");
      gate.release(2);
      assertThat(slow.answer()).isEqualTo(2);
      assertThat(slow.answer()).isEqualTo(3);
    }
  }

  @Test
  void whatWaitsBehindAConnectionIsSeenWhileItWaits() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (TestServer server =
            new TestServer(
                limits.build(),
                (client, number) -> {
                  gate.await();
                  TestServer.answer(client, number);
                });
        TestClient client = new TestClient(server.uri)) {
      long before = System.nanoTime();
      client.ask(1, 2, 3);
      Await.until("two messages wait", () -> server.view(1).waiting() == 2);
      var view = server.view(1);
      assertThat(view.waitingBytes()).isEqualTo(2L * Wire.question(2).length);
      assertThat(view.oldestSince().orElseThrow()).isBetween(before, System.nanoTime());
      assertThat(view.handlingSince().orElseThrow()).isBetween(before, System.nanoTime());
      assertThat(view.client()).matches("127\\.0\\.0\\.1:\\d+");
      assertThat(view.paused()).isFalse();
      long after = System.nanoTime();
      gate.countDown();
      assertThat(client.answers(3)).containsExactly(1, 2, 3);
      Await.until("nothing is being handled", () -> server.view(1).handlingSince().isEmpty());
      assertThat(server.view(1).oldestSince()).isEmpty();
      assertThat(server.receivedAt)
          .as("dated when it was received, not when its turn came")
          .isSorted()
          .allSatisfy(at -> assertThat(at).isBetween(before, after));
    }
  }

  @Test
  void aBurstThatDoesNotFitWaitsInTheClientAndLosesNothing() throws Exception {
    limits.inboxMessages = 4;
    limits.inboxBytes = 150;
    try (TestServer server = new TestServer(limits.build());
        TestClient client = new TestClient(server.uri)) {
      int[] burst = IntStream.range(0, 500).toArray();
      client.ask(burst);
      assertThat(client.answers(500)).isEqualTo(burst);
    }
  }

  @Test
  void inboxesThatAreFullTogetherStillMakeHeadway() throws Exception {
    limits.inboxBytesInAll = 1;
    try (TestServer server = new TestServer(limits.build());
        TestClient one = new TestClient(server.uri);
        TestClient two = new TestClient(server.uri)) {
      int[] burst = IntStream.range(0, 50).toArray();
      one.ask(burst);
      two.ask(burst);
      assertThat(one.answers(50)).isEqualTo(burst);
      assertThat(two.answers(50)).isEqualTo(burst);
    }
  }

  @Test
  void whatIsNoMessageGetsNoReplyAndHurtsNobody() throws Exception {
    try (TestServer server = new TestServer(limits.build());
        TestClient client = new TestClient(server.uri)) {
      client.send("rubbish".getBytes(StandardCharsets.UTF_8));
      client.send(new byte[0]);
      client.ask(7);
      assertThat(client.answer()).isEqualTo(7);
      assertThat(server.history).contains("undecodable 1: 7", "undecodable 1: 0");
    }
  }

  @Test
  void aBugInTheHandlerCostsOneReplyAndNotTheConnection() throws Exception {
    try (TestServer server =
            new TestServer(
                limits.build(),
                (client, number) -> {
                  if (number == 1) {
                    throw new IllegalStateException("provoked by a test");
                  }
                  TestServer.answer(client, number);
                });
        TestClient client = new TestClient(server.uri)) {
      client.ask(1, 2);
      assertThat(client.answer()).isEqualTo(2);
    }
  }

  @Test
  void otherFramesAreSkippedAndPingsAnswered() throws Exception {
    try (TestServer server = new TestServer(limits.build());
        RawClient client = new RawClient(server.uri)) {
      assertThat(client.status).contains(" 101 ").doesNotContain("permessage-deflate");
      assertThat(client.next().payload().array()).isEqualTo(Wire.GREETING);
      client.frame(RawClient.TEXT, false, "some".getBytes(StandardCharsets.UTF_8));
      client.frame(RawClient.CONTINUATION, true, "text".getBytes(StandardCharsets.UTF_8));
      client.frame(RawClient.PONG, true, new byte[] {1});
      client.frame(RawClient.PING, true, new byte[] {2});
      client.frame(RawClient.BINARY, true, Wire.question(3));
      RawClient.Frame pong = client.next();
      assertThat(pong.opcode()).isEqualTo(RawClient.PONG);
      assertThat(pong.payload().array()).containsExactly(2);
      assertThat(Wire.answer(client.next().payload().array())).isEqualTo(3);
    }
  }

  @Test
  void aMessageMayComeInPieces() throws Exception {
    try (TestServer server = new TestServer(limits.build());
        RawClient client = new RawClient(server.uri)) {
      byte[] question = Wire.question(9);
      client.frame(RawClient.BINARY, false, Arrays.copyOf(question, 5));
      client.frame(RawClient.CONTINUATION, false, new byte[0]);
      client.frame(RawClient.PING, true, new byte[0]);
      client.frame(RawClient.CONTINUATION, true, Arrays.copyOfRange(question, 5, question.length));
      assertThat(client.message()).isEqualTo(Wire.GREETING);
      assertThat(Wire.answer(client.message())).isEqualTo(9);
    }
  }

  @Test
  void aLargeMessageArrivesWhole() throws Exception {
    limits.messageBytes = 1 << 20;
    try (TestServer server = new TestServer(limits.build());
        TestClient client = new TestClient(server.uri)) {
      client.send(new byte[1 << 20]);
      server.await("undecodable 1: " + (1 << 20));
      client.ask(1);
      assertThat(client.answer()).isEqualTo(1);
    }
  }

  @Test
  void aMessageBeyondTheLimitEndsTheConnection() throws Exception {
    limits.messageBytes = 1000;
    try (TestServer server = new TestServer(limits.build());
        RawClient client = new RawClient(server.uri)) {
      assertThat(client.message()).isEqualTo(Wire.GREETING);
      client.frame(RawClient.BINARY, false, new byte[600]);
      client.frame(RawClient.CONTINUATION, true, new byte[401]);
      assertThat(client.next().closeCode()).isEqualTo(1009);
      server.await("broken 1");
      server.await("closed 1");
    }
  }

  /** Connected and greeted, so that the next one's number follows. */
  private static RawClient greeted(TestServer server) throws Exception {
    RawClient client = new RawClient(server.uri);
    assertThat(client.message()).isEqualTo(Wire.GREETING);
    return client;
  }

  /** Returns when all that was sent before has arrived. */
  private static void ping(RawClient client) throws Exception {
    client.frame(RawClient.PING, true, new byte[0]);
    assertThat(client.next().opcode()).isEqualTo(RawClient.PONG);
  }

  @Test
  void unfinishedMessagesAreBoundedTogetherAndSmallOnesAlwaysGoOn() throws Exception {
    limits.messageBytes = 1 << 20;
    limits.unfinishedBytesInAll = 150_000;
    byte[] question = Wire.question(9);
    try (TestServer server = new TestServer(limits.build());
        RawClient first = greeted(server);
        RawClient second = greeted(server);
        RawClient small = greeted(server)) {
      first.frame(RawClient.BINARY, false, new byte[100_000]);
      ping(first);
      second.frame(RawClient.BINARY, false, new byte[100_000]);
      assertThat(second.next().closeCode()).as("try again later").isEqualTo(1013);
      server.await("broken 2");

      small.frame(RawClient.BINARY, false, Arrays.copyOf(question, 5));
      small.frame(RawClient.CONTINUATION, true, Arrays.copyOfRange(question, 5, question.length));
      assertThat(Wire.answer(small.message())).isEqualTo(9);
      first.frame(RawClient.CONTINUATION, true, new byte[1]);
      server.await("undecodable 1: 100001");
    }
  }

  @Test
  void aClientThatGoesInTheMiddleOfAMessageTakesItAlong() throws Exception {
    limits.messageBytes = 1 << 20;
    limits.unfinishedBytesInAll = 150_000;
    try (TestServer server = new TestServer(limits.build());
        RawClient gone = greeted(server);
        RawClient next = greeted(server)) {
      gone.frame(RawClient.BINARY, false, new byte[140_000]);
      ping(gone);
      gone.vanish();
      server.await("closed 1");
      next.frame(RawClient.BINARY, true, new byte[140_000]);
      server.await("undecodable 2: 140000");
    }
  }

  @Test
  void aMessageThatDoesNotGoOnEndsTheConnection() throws Exception {
    limits.firstMessage = TIME_TO_SPEAK;
    byte[] question = Wire.question(9);
    try (TestServer server = new TestServer(limits.build());
        RawClient client = new RawClient(server.uri)) {
      assertThat(client.message()).isEqualTo(Wire.GREETING);
      client.frame(RawClient.BINARY, true, question);
      assertThat(Wire.answer(client.message())).isEqualTo(9);
      client.frame(RawClient.BINARY, false, Arrays.copyOf(question, 5));
      RawClient.Frame close = client.next();
      assertThat(close.closeCode()).isEqualTo(1008);
      server.await("broken 1");
      server.await("closed 1");
    }
  }

  @Test
  void aFrameThatClaimsMoreThanTheLimitEndsTheConnectionBeforeItComes() throws Exception {
    limits.frameBytes = 1000;
    try (TestServer server = new TestServer(limits.build());
        RawClient client = new RawClient(server.uri)) {
      assertThat(client.message()).isEqualTo(Wire.GREETING);
      client.header(RawClient.BINARY, true, 1L << 62);
      assertThat(client.next().closeCode()).isEqualTo(1009);
      server.await("broken 1");
      server.await("closed 1");
    }
  }

  @Test
  void aClientThatSaysNothingIsDroppedAndOneThatSpokeIsNot() throws Exception {
    limits.firstMessage = TIME_TO_SPEAK;
    try (TestServer server = new TestServer(limits.build());
        TestClient talker = new TestClient(server.uri)) {
      talker.ask(1);
      assertThat(talker.answer()).isEqualTo(1);
      try (TestClient silent = new TestClient(server.uri)) {
        assertThat(silent.closeCode()).isEqualTo(1008);
        server.await("silent 2");
        server.await("closed 2");
      }
      talker.ask(2);
      assertThat(talker.answer()).isEqualTo(2);
      assertThat(server.history).doesNotContain("silent 1", "broken 2");
    }
  }

  @Test
  @SuppressWarnings("try") // the clients are there and say nothing
  void aBugInTheWatchCostsOneLookAndNotTheNext() throws Exception {
    limits.firstMessage = Duration.ofSeconds(2);
    try (TestServer server = new TestServer(limits.build())) {
      server.onSilent =
          () -> {
            throw new IllegalStateException("provoked by a test");
          };
      try (TestClient one = new TestClient(server.uri);
          TestClient other = new TestClient(server.uri)) {
        server.await("silent 1");
        server.await("silent 2");
      }
    }
  }

  @Test
  void aClientThatNeverAsksForAWebSocketIsDropped() throws Exception {
    limits.firstMessage = Duration.ofMillis(300);
    try (TestServer server = new TestServer(limits.build());
        var socket = new Socket(server.uri.getHost(), server.uri.getPort())) {
      socket.setSoTimeout((int) Await.PATIENCE.toMillis());
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      server.await("never asked");
    }
  }

  @Test
  void aClientThatTricklesItsRequestIsDropped() throws Exception {
    limits.firstMessage = Duration.ofMillis(300);
    try (TestServer server = new TestServer(limits.build());
        Socket socket = new Socket(server.uri.getHost(), server.uri.getPort())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      Await.until(
          "it is hung up on",
          () -> {
            try {
              socket.getOutputStream().write('x');
              return false;
            } catch (IOException hungUp) {
              return true;
            }
          });
    }
  }

  @Test
  void oneClientTooManyIsTurnedAway() throws Exception {
    limits.connections = 1;
    try (TestServer server = new TestServer(limits.build())) {
      try (TestClient first = new TestClient(server.uri);
          RawClient second = new RawClient(server.uri)) {
        assertThat(second.status).contains(" 503 ");
        assertThat(server.count("refused")).isEqualTo(1);
        first.ask(1);
        assertThat(first.answer()).isEqualTo(1);
      }
      server.await("closed 1");
      Await.until("there is room", () -> server.server.connections().connections().isEmpty());
      try (TestClient third = new TestClient(server.uri)) {
        third.ask(3);
        assertThat(third.answer()).isEqualTo(3);
      }
    }
  }

  @Test
  void anAddressThatIsNotOursIsSaidInASentence() throws Exception {
    try (TestServer handler = new TestServer(limits.build())) {
      assertThatThrownBy(on("192.0.2.1", handler)::start)
          .isInstanceOf(ServerStartException.class)
          .hasMessage("192.0.2.1 is no address of this machine; try localhost");
      assertThatThrownBy(on("nowhere.invalid", handler)::start)
          .isInstanceOf(ServerStartException.class)
          .hasMessage("no address is known for the host nowhere.invalid; try localhost");
    }
  }

  private WebSocketServer on(String host, MessageHandler handler) {
    return new WebSocketServer(
        new LiveRuntime(1),
        new ServerSettings(host, 0, null, limits.build()),
        new CborCodec(),
        handler,
        ServerListener.NONE);
  }

  @Test
  void aTakenPortIsSaidInASentence() throws Exception {
    try (TestServer server = new TestServer(limits.build())) {
      var settings = new ServerSettings("localhost", server.server.port(), null, limits.build());
      WebSocketServer second =
          new WebSocketServer(
              new LiveRuntime(1), settings, new CborCodec(), server, ServerListener.NONE);
      assertThatThrownBy(second::start)
          .isInstanceOf(ServerStartException.class)
          .hasMessage(
              "port %d of localhost is taken by another program: end that program, or choose"
                      .formatted(server.server.port())
                  + " another port (0 takes any free one)");
    }
  }
}
