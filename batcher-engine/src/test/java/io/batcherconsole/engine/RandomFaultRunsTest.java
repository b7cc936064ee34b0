package io.batcherconsole.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.fault.FaultRule;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Short runs of random users, fees, nonces, departures and faults against one real batcher. After
 * each, everybody who stayed was answered exactly once, everything is accounted for, nobody holds a
 * lock, and what the batcher expects of each user is what the chain says. {@code -Drandom.runs=1000
 * -Drandom.seed=…} makes it longer or repeats one.
 */
@Timeout(1800)
class RandomFaultRunsTest {
  private static final int RUNS = Integer.getInteger("random.runs", 25);
  private static final long SEED = Long.getLong("random.seed", 2014);
  private static final List<String> USERS = List.of("A", "B", "C", "D");

  /** What passes: nothing here loses a reply, so that everybody must be answered. */
  private static final List<String> FAULTS =
      List.of(
          "verify=50%delay(4ms~4ms)",
          "verify=10%error",
          "verify=delay(10ms)@A",
          "before-user-lock=20%delay(3ms)",
          "before-user-lock=2*error@B",
          "in-user-lock=30%delay(3ms~2ms)",
          "before-batch-lock=20%delay(3ms)",
          "before-batch-lock=10%error",
          "in-batch-lock=20%delay(2ms)",
          "nonce=1*error",
          "balance=1*error",
          "unlock-time=1*error",
          "gas-price=20%error",
          "block=30%drop",
          "block=20%delay(5ms)",
          "simulate=1*error",
          "simulate=50%delay(8ms)",
          "create-new-task=1*error",
          "create-new-task=1*drop",
          "receipt=4*error",
          "receipt=3*drop",
          "batch-state=1*error",
          "head=20%error",
          "reply=20%delay(4ms)");

  @TempDir private Path batches;
  private Rig rig;

  @SuppressWarnings("NullAway.Init") // opened before the runs
  RandomFaultRunsTest() {}

  /** One client's connection, what went out over it and what came back. */
  private static final class Client {
    final String user;
    final Submission connection;
    final List<SubmitProofResponse> replies = new ArrayList<>();
    int sent;
    boolean left;

    Client(String user, Submission connection) {
      this.user = user;
      this.connection = connection;
    }
  }

  @BeforeEach
  void open() throws Exception {
    rig =
        new Rig(
            batches,
            config ->
                config
                    .receiptTimeout(Duration.ofMillis(150))
                    .limits(new EngineConfig.Limits(12, 1 << 20, 1 << 22, 5)));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void whateverFailsNothingIsLostAndEverybodyIsAnswered() throws Exception {
    for (int run = 0; run < RUNS; run++) {
      long seed = SEED + run;
      try {
        run(new Random(seed));
      } catch (AssertionError | Exception failed) {
        throw new AssertionError("run " + run + ", -Drandom.runs=1 -Drandom.seed=" + seed, failed);
      }
    }
    assertThat(rig.findings())
        .as("no invariant was broken at any moment of all runs")
        .noneMatch(finding -> finding.severity() == FindingView.Severity.VIOLATION);
  }

  private void run(Random random) throws Exception {
    List<String> faults = new ArrayList<>(FAULTS);
    Collections.shuffle(faults, random);
    List<String> inForce = List.copyOf(faults.subList(0, random.nextInt(5)));
    Map<String, BigInteger> paidBefore = new HashMap<>();
    for (String user : USERS) {
      paidBefore.put(user, paid(user));
    }
    inForce.forEach(rule -> rig.core().faults().add(FaultRule.parse(rule)));
    List<Client> clients = new ArrayList<>();
    try {
      for (String user : USERS) {
        send(
            user, paidBefore.getOrDefault(user, BigInteger.ZERO).longValueExact(), random, clients);
      }
      awaitReplies(clients, inForce);
    } finally {
      rig.core().faults().clearAll();
      clients.forEach(client -> client.connection.close());
    }
    awaitQuiet(inForce);
    assertAccountedFor(clients, paidBefore, inForce);
  }

  /** Nothing of the user is queued or on its way, so that the next nonce is the chain's. */
  private void send(String user, long paid, Random random, List<Client> clients) throws Exception {
    long next = paid;
    for (int i = random.nextInt(3); i > 0; i--) {
      Client client = new Client(user, rig.client().open());
      clients.add(client);
      for (int proofs = 1 + random.nextInt(3); proofs > 0; proofs--) {
        // Mostly the next nonce; sometimes one that is taken, and a replacement if it pays more.
        long nonce = random.nextInt(6) == 0 ? Math.max(0, next - 1) : next++;
        BigInteger fee = Rig.FEE.multiply(BigInteger.valueOf(10 + random.nextInt(5)));
        client.connection.send(rig.submission(user, nonce, fee.divide(BigInteger.TEN)));
        client.sent++;
      }
      if (random.nextInt(8) == 0) {
        client.connection.abort();
        client.left = true;
      }
    }
  }

  private void awaitReplies(List<Client> clients, List<String> inForce) throws Exception {
    rig.await(
        "everybody who stayed is answered under " + inForce,
        () -> {
          rig.mine();
          boolean all = true;
          for (Client client : clients) {
            if (!client.left && client.replies.size() < client.sent) {
              Optional<SubmitProofResponse> reply = client.connection.next(Duration.ofMillis(1));
              reply.ifPresent(client.replies::add);
              all &= client.replies.size() == client.sent;
            }
          }
          return all;
        });
  }

  private void awaitQuiet(List<String> inForce) throws Exception {
    // What a client sent before it left is handled or dropped once its connection is forgotten.
    rig.await(
        "nobody is connected after " + inForce,
        () -> {
          rig.mine();
          return rig.batcher().connections().connections().isEmpty();
        });
    // Ends only grow; a proof that goes from one place to another is in neither for some readers.
    rig.await(
        "what is left is posted after " + inForce,
        () -> {
          rig.mine();
          CounterView counts = rig.core().journal().counters();
          return counts.received() == ended(counts);
        });
    rig.await(
        "every lock is free",
        () ->
            rig.core().registry().board().locks().stream()
                .map(LockView::holder)
                .noneMatch(h -> h != null));
  }

  private static long ended(CounterView counts) {
    long lost = counts.lost().values().stream().mapToLong(Long::longValue).sum();
    return counts.posted() + counts.refusedInAll() + lost;
  }

  private void assertAccountedFor(
      List<Client> clients, Map<String, BigInteger> paidBefore, List<String> inForce)
      throws Exception {
    CounterView counts = rig.core().journal().counters();
    assertThat(counts.received())
        .as("received = posted + refused + replaced, evicted, flushed and abandoned, " + inForce)
        .isEqualTo(ended(counts));
    assertThat(List.of(counts.inAdmission(), counts.queued(), counts.inFlight()))
        .as("in admission, queued and in flight, " + inForce)
        .containsOnly(0L);
    for (String user : USERS) {
      long included =
          clients.stream()
              .filter(client -> client.user.equals(user))
              .flatMap(client -> client.replies.stream())
              .filter(ServerMessage.BatchInclusionData.class::isInstance)
              .count();
      long nowPaid =
          paid(user).subtract(paidBefore.getOrDefault(user, BigInteger.ZERO)).longValueExact();
      boolean somebodyLeft =
          clients.stream().anyMatch(client -> client.user.equals(user) && client.left);
      if (somebodyLeft) {
        assertThat(nowPaid)
            .as("proofs of " + user + " paid, " + inForce)
            .isGreaterThanOrEqualTo(included);
      } else {
        assertThat(nowPaid).as("proofs of " + user + " paid, " + inForce).isEqualTo(included);
      }
      assertThat(rig.client().nonce(rig.user(user).address()))
          .as("the nonce expected of " + user + ", " + inForce)
          .isEqualTo(paid(user));
    }
  }

  private BigInteger paid(String user) throws Exception {
    return rig.devnet().payments().nonce(rig.user(user).address());
  }
}
