package io.batcherconsole.engine;

import static io.batcherconsole.engine.Rig.FEE;
import static io.batcherconsole.engine.Rig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.metrics.Scrape;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus sees of a batcher, over HTTP. */
@Timeout(120)
class MetricsTest {
  private static final String STEPS = "batcher_console_batch_step_seconds_count";

  @TempDir private Path batches;
  private Rig rig;

  @SuppressWarnings("NullAway.Init") // each test opens one
  MetricsTest() {}

  private void open(UnaryOperator<EngineConfig.Builder> change) throws Exception {
    rig = new Rig(batches, change);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  /** batcher.md §7, as the original declares them. */
  private static Map<String, String> originals() {
    Map<String, String> types = new HashMap<>();
    for (String counter :
        Set.of(
            "received_proofs_count",
            "sent_batches_count",
            "reverted_batches_count",
            "canceled_batches_count",
            "user_errors_count",
            "batcher_started_count",
            "broken_ws_connections_count",
            "batcher_gas_cost_create_task_total",
            "batcher_gas_cost_cancel_task_total",
            "message_handler_user_lock_timeouts_count",
            "message_handler_batch_lock_timeouts_count",
            "message_handler_user_states_lock_timeouts_count",
            "unlocked_event_polling_batch_lock_timeouts_count")) {
      types.put(counter, "counter");
    }
    for (String gauge :
        Set.of(
            "open_connections_count",
            "gas_price_used_on_latest_batch",
            "queue_len",
            "queue_size_bytes",
            "s3_duration",
            "create_new_task_duration",
            "cancel_create_new_task_duration",
            "available_data_services")) {
      types.put(gauge, "gauge");
    }
    return types;
  }

  @Test
  void theOriginalsNamesAndTypesAreThereFromTheStartAndAllOthersAreMarkedAsOurs() throws Exception {
    open(config -> config);

    Scrape first = rig.scrape();

    assertThat(first.types()).containsAllEntriesOf(originals());
    Set<String> ours = new HashSet<>(first.types().keySet());
    ours.removeAll(originals().keySet());
    assertThat(ours).isNotEmpty().allMatch(name -> name.startsWith("batcher_console_"));
    assertThat(first.value("batcher_started_count")).as("so that the step to 1 is seen").isZero();
    assertThat(rig.scrape().value("batcher_started_count")).isEqualTo(1);
    assertThat(rig.scrape().value("batcher_started_count")).isEqualTo(1);
  }

  @Test
  void aProofIsFollowedFromTheQueueOnToTheChain() throws Exception {
    open(config -> config);
    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, FEE));
      Scrape queued = rig.scrape();
      assertThat(queued.value("open_connections_count")).isEqualTo(1);
      assertThat(queued.value("queue_len")).isEqualTo(1);
      assertThat(queued.value("queue_size_bytes")).isEqualTo((double) rig.core().state().bytes());
      assertThat(queued.value("batcher_console_proofs", "place=queue")).isEqualTo(1);

      rig.await(
          "it is posted",
          () -> {
            rig.mine();
            return connection.next(Duration.ofMillis(200)).orElse(null)
                instanceof BatchInclusionData;
          });
      rig.await(
          "the records are read",
          () -> rig.scrape().valueOrZero(STEPS, "result=ok", "step=receipt") == 1);
    }
    Scrape posted = rig.scrape();
    assertThat(posted.value("received_proofs_count")).isEqualTo(1);
    assertThat(posted.value("sent_batches_count")).isEqualTo(1);
    assertThat(posted.value("reverted_batches_count")).isZero();
    assertThat(posted.value("queue_len")).isZero();
    assertThat(posted.value("available_data_services")).isEqualTo(1);
    assertThat(posted.value("s3_duration")).as("µs").isPositive();
    assertThat(posted.value("create_new_task_duration")).as("ms").isPositive();
    assertThat(posted.value("cancel_create_new_task_duration")).isZero();
    assertThat(posted.value("gas_price_used_on_latest_batch"))
        .as("the node's price and a tenth")
        .isEqualTo(rig.chain().gasPrice().doubleValue() * 1.1);
    assertThat(posted.value("batcher_gas_cost_create_task_total"))
        .as("ETH: some 100,000 gas at a few gwei")
        .isBetween(1e-6, 1.0);
    for (String step : Set.of("extract", "merkle", "store", "simulate", "send", "receipt")) {
      assertThat(posted.value(STEPS, "result=ok", "step=" + step)).as(step).isEqualTo(1);
    }
    assertThat(posted.value("batcher_console_admission_seconds_count", "outcome=queued"))
        .isEqualTo(1);
    assertThat(posted.value("batcher_console_proofs_total", "end=posted")).isEqualTo(1);
    for (String part : Set.of("queued", "run")) {
      assertThat(verifications(posted, "count", part)).isEqualTo(1);
    }
    assertThat(verifications(posted, "sum", "run")).as("s").isBetween(1e-5, 20.0);
    assertThat(posted.value(hold("count"), "kind=user", "site=admission")).isEqualTo(1);
    assertThat(posted.value(hold("sum"), "kind=user", "site=admission")).isPositive();
    assertThat(posted.value(hold("count"), "kind=batch", "site=settle")).isEqualTo(1);
    assertThat(posted.sum("batcher_console_events_dropped_total")).isZero();
  }

  private static String hold(String what) {
    return "batcher_console_lock_hold_seconds_" + what;
  }

  private static double verifications(Scrape scrape, String what, String part) {
    return scrape.value(
        "batcher_console_verification_seconds_" + what, "part=" + part, "system=GnarkGroth16Bn254");
  }

  @Test
  void waitingIsSeenWhileItLastsAndInjectedDelaysAreToldApart() throws Exception {
    open(config -> config);
    rig.core().faults().delayVerification(Duration.ofSeconds(60), Set.of("A"));
    try (Submission first = rig.client().open();
        Submission second = rig.client().open()) {
      first.send(rig.submission("A", 0, FEE));
      rig.await("it holds its user's lock", () -> usersLocks("holders") == 1);
      second.send(rig.submission("A", 1, FEE));
      rig.await("the other waits for it", () -> usersLocks("waiters") == 1);
      assertThat(usersLocks("longest_wait_seconds")).isPositive();

      rig.core().faults().clearAll();
      rig.await("both are queued", () -> rig.core().state().size() == 2);
    }
    String[] admission = {"kind=user", "site=admission"};
    String waits = "batcher_console_lock_wait_seconds_";
    rig.await(
        "both gave their user's lock back",
        () -> rig.scrape().valueOrZero(waits + "count", admission) == 2);
    rig.await("the records are read", () -> verificationsOrZero("run") == 2);
    Scrape after = rig.scrape();
    assertThat(verifications(after, "count", "injected"))
        .as("the second was not delayed")
        .isEqualTo(1);
    assertThat(usersLocks("waiters")).isZero();
    assertThat(usersLocks("longest_wait_seconds")).isZero();
    assertThat(after.value(waits + "sum", admission)).isPositive();
  }

  private double usersLocks(String what) throws Exception {
    return rig.scrape().value("batcher_console_lock_" + what, "kind=user");
  }

  private double verificationsOrZero(String part) throws Exception {
    return rig.scrape()
        .valueOrZero(
            "batcher_console_verification_seconds_count",
            "part=" + part,
            "system=GnarkGroth16Bn254");
  }

  @Test
  void aMessageThatIsNoneAndFundsThatAreUnlockedAreErrorsOfUsers() throws Exception {
    open(config -> config);
    try (HttpClient http = HttpClient.newHttpClient()) {
      WebSocket client =
          http.newWebSocketBuilder()
              .buildAsync(rig.batcher().url(), new WebSocket.Listener() {})
              .get(20, TimeUnit.SECONDS);
      client.sendBinary(ByteBuffer.wrap(new byte[] {(byte) 0xff}), true).get(20, TimeUnit.SECONDS);
      rig.await("it is counted", () -> userErrors("deserialize_error") == 1);
      client.abort();
      rig.await(
          "the client is missed", () -> rig.scrape().value("broken_ws_connections_count") == 1);
    }
    var user = rig.user("D");
    rig.devnet().payments().unlock(user, rig.transactionNonce(user), rig.chain().gasPrice());
    rig.mine();
    assertThat(rig.refusedReply(rig.submission("D", 0, FEE)))
        .isEqualTo(new ServerMessage.InsufficientBalance(user.address()));
    assertThat(userErrors("insufficient_balance")).isEqualTo(1);
    assertThat(
            rig.scrape().value("batcher_console_admission_seconds_count", "outcome=funds_unlocked"))
        .isEqualTo(1);
  }

  private double userErrors(String type) throws Exception {
    return rig.scrape().valueOrZero("user_errors_count", "error_type=" + type, "proving_system=");
  }

  @Test
  void aScrapeWaitsForNoLockAndNobodyWaitsForAScrape() throws Exception {
    open(config -> config);
    try (Submission connection = rig.client().open()) {
      var access = rig.core().state().enter(new Actor.Upkeep(-1, "a test"), LockSite.FLUSH);
      try (access) {
        connection.send(rig.submission("A", 0, FEE));
        rig.await(
            "the proof waits for the lock that the test holds",
            () -> rig.scrape().value("batcher_console_lock_waiters", "kind=batch") == 1);
      }
      // Scrapes all the time, while the rest of the proofs go in. It never parks: as a virtual
      // thread it would leave nothing to the others where there is one core.
      AtomicBoolean enough = new AtomicBoolean();
      Thread scraper =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!enough.get()) {
                      rig.core().metrics().scrape();
                    }
                  });
      try {
        for (int nonce = 1; nonce < 30; nonce++) {
          connection.send(rig.submission("A", nonce, FEE.subtract(BigInteger.valueOf(nonce))));
        }
        rig.await("all are queued", () -> rig.core().state().size() == 30);
      } finally {
        enough.set(true);
      }
      assertThat(scraper.join(PATIENCE)).isTrue();
    }
    assertThat(rig.scrape().value("queue_len")).isEqualTo(30);
  }

  @Test
  void nothingElseIsServed() throws Exception {
    open(config -> config);
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String path : Set.of("/", "/metrics/", "/metrics/x", "/../metrics")) {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(rig.batcher().metrics().orElseThrow().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isNotEqualTo(200);
      }
    }
  }

  @Test
  void aTakenPortLeavesTheBatcherWithoutMetricsAndRunning() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      open(config -> config.metricsPort(OptionalInt.of(taken.getLocalPort())));

      assertThat(rig.batcher().metrics()).isEmpty();
      assertThat(rig.client().nonce(rig.user("A").address())).isZero();
    }
  }

  @Test
  void canBeSwitchedOff() throws Exception {
    open(config -> config.metricsPort(OptionalInt.empty()));

    assertThat(rig.batcher().metrics()).isEmpty();
  }
}
