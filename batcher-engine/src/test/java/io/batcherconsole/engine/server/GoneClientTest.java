package io.batcherconsole.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.runtime.CapturedLog;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that vanish, clients that do not read, and the server's own goodbye. */
class GoneClientTest {
  /** Never opened: whoever waits for it can only be interrupted. */
  private final CountDownLatch never = new CountDownLatch(1);

  private final LimitsBuilder limits = new LimitsBuilder();

  @Test
  void aClientThatSaysGoodbyeInterruptsItsMessage() throws Exception {
    try (TestServer server = new TestServer(limits.build(), (client, number) -> never.await());
        TestClient client = new TestClient(server.uri)) {
      client.ask(1, 2, 3);
      server.await("handle 1:1");
      client.socket.sendClose(1000, "").get(20, TimeUnit.SECONDS);
      server.await("closed 1");
      assertThat(server.history)
          .containsExactly("opened 1", "handle 1:1", "interrupted 1:1", "closed 1");
    }
  }

  @Test
  void aClientThatClosesItsSocketInterruptsItsMessage() throws Exception {
    try (TestServer server = new TestServer(limits.build(), (client, number) -> never.await());
        RawClient client = new RawClient(server.uri)) {
      client.message();
      client.frame(RawClient.BINARY, true, Wire.question(1));
      server.await("handle 1:1");
      client.vanish();
      server.await("closed 1");
      assertThat(server.history).contains("interrupted 1:1", "broken 1");
    }
  }

  @Test
  void aClientThatCrashesInterruptsItsMessage() throws Exception {
    try (TestServer server = new TestServer(limits.build(), (client, number) -> never.await());
        RawClient client = new RawClient(server.uri)) {
      client.frame(RawClient.BINARY, true, Wire.question(1));
      client.frame(RawClient.BINARY, true, Wire.question(2));
      server.await("handle 1:1");
      client.reset();
      server.await("closed 1");
      assertThat(server.history).contains("interrupted 1:1").doesNotContain("handle 1:2");
    }
  }

  @Test
  void aClientBehindAFullInboxIsMissedToo() throws Exception {
    limits.inboxMessages = 2;
    try (TestServer server = new TestServer(limits.build(), (client, number) -> never.await());
        RawClient client = new RawClient(server.uri)) {
      client.message();
      for (int number = 1; number <= 50; number++) {
        client.frame(RawClient.BINARY, true, Wire.question(number));
      }
      Await.until("reading is paused", () -> server.view(1).paused());
      // The goodbye stands behind messages that nobody reads.
      client.frame(RawClient.CLOSE, true, new byte[] {0x03, (byte) 0xe8});
      client.vanish();
      server.await("closed 1");
      assertThat(server.history)
          .startsWith("opened 1", "handle 1:1")
          .contains("interrupted 1:1")
          .doesNotContain("handle 1:2")
          .endsWith("closed 1");
      Await.until("it is forgotten", () -> server.server.connections().connections().isEmpty());
    }
  }

  @Test
  void aClientThatLeavesTooManyRepliesIsDroppedAndOthersAreNot() throws Exception {
    limits.replies = 50;
    try (CapturedLog log = new CapturedLog(ClientConnection.class.getName());
        TestServer server =
            new TestServer(
                limits.build(),
                (client, number) -> {
                  while (number == 1 && client.isOpen()) {
                    client.send(new ServerMessage.ErrorMessage("x".repeat(10_000)));
                  }
                  TestServer.answer(client, number);
                });
        RawClient slow = new RawClient(server.uri)) {
      assertThat(slow.message()).as("so that it is the first").isEqualTo(Wire.GREETING);
      try (TestClient other = new TestClient(server.uri)) {
        slow.frame(RawClient.BINARY, true, Wire.question(1));
        server.await("slow 1");
        server.await("closed 1");
        other.ask(2);
        assertThat(other.answer()).isEqualTo(2);
        assertThat(server.count("slow 1")).as("counted once").isEqualTo(1);
        assertThat(server.history).doesNotContain("broken 1", "slow 2");
        assertThat(log.lines())
            .anySatisfy(
                line ->
                    assertThat(line)
                        .startsWith("connection 1 ")
                        .contains("does not read its replies and is dropped")
                        // Some fewer than 50 when one is being written meanwhile.
                        .containsPattern("[1-9]\\d* replies \\([\\d,]+ bytes\\) wait for it"));
      }
    }
  }

  /** As many clients leave that each stay below what one may leave. */
  @Test
  void repliesThatWaitForAllTogetherAreBoundedAndAFewAlwaysWait() throws Exception {
    limits.replyBytes = 1 << 26;
    limits.replyBytesInAll = 4 * Outbox.FREE;
    ServerMessage large = new ServerMessage.ErrorMessage("x".repeat(Outbox.FREE));
    ServerMessage small = new ServerMessage.ErrorMessage("x".repeat(Outbox.FREE / 4));
    try (TestServer server =
            new TestServer(
                limits.build(),
                (client, number) -> {
                  for (int reply = 0; number == 1 && reply < 300; reply++) {
                    client.send(large);
                  }
                  client.send(small);
                });
        RawClient greedy = new RawClient(server.uri)) {
      assertThat(greedy.message()).as("so that it is the first").isEqualTo(Wire.GREETING);
      try (RawClient modest = new RawClient(server.uri)) {
        greedy.frame(RawClient.BINARY, true, Wire.question(1));
        server.await("slow 1");
        modest.frame(RawClient.BINARY, true, Wire.question(2));
        assertThat(modest.message()).isEqualTo(Wire.GREETING);
        assertThat(modest.message()).hasSizeGreaterThan(Outbox.FREE / 4);
        assertThat(server.history).doesNotContain("slow 2");
      }
    }
  }

  @Test
  void aClientThatDoesNotReadForTooLongIsDropped() throws Exception {
    limits.replyTimeout = Duration.ofMillis(500);
    limits.replyBytes = 1 << 26;
    try (TestServer server =
            new TestServer(
                limits.build(),
                (client, number) ->
                    client.send(new ServerMessage.ErrorMessage("x".repeat(1 << 25))));
        RawClient slow = new RawClient(server.uri)) {
      slow.frame(RawClient.BINARY, true, Wire.question(1));
      server.await("slow 1");
      server.await("closed 1");
    }
  }

  @Test
  void whoeverAwaitsASlowReaderGoesOnWhenItIsDropped() throws Exception {
    limits.replyTimeout = Duration.ofMillis(500);
    limits.replyBytes = 1 << 26;
    CountDownLatch goesOn = new CountDownLatch(1);
    try (TestServer server =
            new TestServer(
                limits.build(),
                (client, number) -> {
                  client.send(new ServerMessage.ErrorMessage("x".repeat(1 << 25)));
                  boolean sent = client.awaitSent(Duration.ofMillis(1));
                  assertThat(sent).as("it does not read").isFalse();
                  Thread.ofVirtual()
                      .start(
                          () -> {
                            try {
                              client.awaitSent(Duration.ofMinutes(1));
                              goesOn.countDown();
                            } catch (InterruptedException stopped) {
                              Thread.currentThread().interrupt();
                            }
                          });
                });
        RawClient slow = new RawClient(server.uri)) {
      slow.frame(RawClient.BINARY, true, Wire.question(1));
      server.await("slow 1");
      assertThat(goesOn.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aClientThatWeMakeWaitIsNotASlowReader() throws Exception {
    limits.replyTimeout = Duration.ofMillis(500);
    limits.replyBytes = 1 << 26;
    limits.replies = 2_000;
    limits.inboxMessages = 3; // two that wait are still too many for reading to go on
    CountDownLatch notRead = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    try (TestServer server =
            new TestServer(
                limits.build(),
                (client, number) -> {
                  if (number == 1) {
                    notRead.await();
                    for (int i = 0; i < 2_000; i++) {
                      client.send(new ServerMessage.ErrorMessage("x".repeat(10_000)));
                    }
                  } else if (number == 2) {
                    gate.await();
                  } else {
                    TestServer.answer(client, number);
                  }
                });
        RawClient sender = new RawClient(server.uri)) {
      // As the field's client: it sends its whole burst before it reads.
      sender.frame(RawClient.BINARY, true, Wire.question(1));
      server.await("handle 1:1");
      for (int number = 2; number <= 5; number++) {
        sender.frame(RawClient.BINARY, true, Wire.question(number));
      }
      Await.until("reading is paused", () -> server.view(1).paused());
      notRead.countDown();
      server.await("handle 1:2");
      assertThat(server.view(1).paused()).as("reading is still paused").isTrue();
      try (RawClient slow = new RawClient(server.uri)) {
        slow.frame(RawClient.BINARY, true, Wire.question(1));
        // As long as it takes to drop a client that has nothing but to read.
        server.await("slow 2");
      }
      // While we still make it wait, so that however slowly this thread reads, it is no slow
      // reader.
      assertThat(sender.message()).isEqualTo(Wire.GREETING);
      for (int i = 0; i < 2_000; i++) {
        assertThat(sender.message()).hasSizeGreaterThan(10_000);
      }
      gate.countDown();
      for (int number = 3; number <= 5; number++) {
        assertThat(Wire.answer(sender.message())).isEqualTo(number);
      }
      assertThat(server.history).doesNotContain("slow 1");
    }
  }

  @Test
  void closingSendsWhatIsQueuedFirst() throws Exception {
    try (TestServer server =
            new TestServer(
                limits.build(),
                (client, number) -> {
                  for (int i = 0; i < 200; i++) {
                    TestServer.answer(client, i);
                  }
                  client.close();
                  TestServer.answer(client, 1_000);
                });
        TestClient client = new TestClient(server.uri)) {
      client.ask(1);
      for (int i = 0; i < 200; i++) {
        assertThat(client.answer()).isEqualTo(i);
      }
      assertThat(client.closeCode()).isEqualTo(1000);
      server.await("closed 1");
      assertThat(client.received).isEmpty();
      assertThat(server.history).doesNotContain("broken 1");
    }
  }

  @Test
  void aClientThatIgnoresTheGoodbyeIsDropped() throws Exception {
    limits.closeTimeout = Duration.ofMillis(100);
    try (TestServer server = new TestServer(limits.build(), (client, number) -> client.close());
        RawClient client = new RawClient(server.uri)) {
      client.frame(RawClient.BINARY, true, Wire.question(1));
      server.await("closed 1");
      Await.until("it is forgotten", () -> server.server.connections().connections().isEmpty());
    }
  }

  @Test
  void stoppingInterruptsHandlersAndSaysGoodbye() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    try (TestServer server =
            new TestServer(
                limits.build(),
                (client, number) -> {
                  TestServer.answer(client, number);
                  answered.countDown();
                  never.await();
                });
        TestClient busy = new TestClient(server.uri);
        TestClient idle = new TestClient(server.uri)) {
      busy.ask(5, 6);
      assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
      server.server.stop();
      assertThat(server.history).contains("interrupted 1:5", "closed 1", "closed 2");
      assertThat(busy.answer()).isEqualTo(5);
      assertThat(busy.closeCode()).isEqualTo(1001);
      assertThat(idle.closeCode()).isEqualTo(1001);
      assertThat(server.history).doesNotContain("handle 1:6", "broken 1", "broken 2");
      new TestServer(limits.build()).close();
    }
  }

  @Test
  void stoppingDoesNotWaitForClientsThatDoNotAnswerNorForHandlersThatDoNotListen()
      throws Exception {
    limits.closeTimeout = Duration.ofMillis(100);
    CountDownLatch deaf = new CountDownLatch(1);
    try (TestServer server =
            new TestServer(
                limits.build(),
                (client, number) -> {
                  boolean waits = true;
                  while (waits) {
                    try {
                      deaf.await();
                      waits = false;
                    } catch (InterruptedException ignored) {
                      // The point of the test.
                    }
                  }
                });
        RawClient client = new RawClient(server.uri)) {
      client.frame(RawClient.BINARY, true, Wire.question(1));
      server.await("handle 1:1");
      server.server.stop();
      assertThat(server.history).doesNotContain("closed 1");
      deaf.countDown();
      server.await("closed 1");
    }
  }
}
