package io.batcherconsole.engine;

import static io.batcherconsole.engine.Rig.FEE;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.PaymentService;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.devnet.Devnet;
import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A real node ends in each phase of posting and comes back: with its chain, only pending
 * transactions lost, or as it was before the batch. Each proof is posted exactly once.
 */
@Timeout(120)
class NodeOutageTest {
  @TempDir private static Path shared;
  private static Path prepared;

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // JUnit gives the folders
  NodeOutageTest() {}

  @BeforeAll
  static void prepare() throws Exception {
    prepared = TestNode.prepare(shared);
  }

  /** When the node ends. */
  enum Phase {
    BEFORE_SIMULATION,
    BETWEEN_SIMULATION_AND_SEND,
    BEFORE_THE_RECEIPT,
    DURING_CANCEL,
    DURING_SETTLE
  }

  /** How it ends. */
  enum End {
    STOPPED,
    KILLED
  }

  private TestNode node() throws Exception {
    return TestNode.on(Files.copy(prepared, folder.resolve("chain.json")));
  }

  @ParameterizedTest
  @CsvSource({
    "BEFORE_SIMULATION, STOPPED",
    "BEFORE_SIMULATION, KILLED",
    "BETWEEN_SIMULATION_AND_SEND, STOPPED",
    "BETWEEN_SIMULATION_AND_SEND, KILLED",
    "BEFORE_THE_RECEIPT, STOPPED",
    "BEFORE_THE_RECEIPT, KILLED",
    "DURING_CANCEL, STOPPED",
    "DURING_CANCEL, KILLED",
    "DURING_SETTLE, STOPPED",
    "DURING_SETTLE, KILLED",
  })
  void everyProofIsPostedExactlyOnce(Phase phase, End end) throws Exception {
    try (TestNode node = node();
        Outage outage = new Outage(node, phase, end);
        Rig rig = rig(outage);
        Submission a = rig.client().open();
        Submission b = rig.client().open()) {
      queueThree(rig, a, b);
      rig.mine();
      if (phase == Phase.DURING_CANCEL) { // no block comes, so that it is cancelled
        rig.await("the node ended", outage::happened);
      }

      assertAllPostedOnce(rig, a, b);

      assertThat(outage.happened()).isTrue();
    }
  }

  @Test
  void aBatchThatAReorganisationDropsIsPostedAgain() throws Exception {
    try (TestNode node = node();
        Rig rig = rig(node);
        Submission a = rig.client().open();
        Submission b = rig.client().open()) {
      queueThree(rig, a, b);
      rig.mine();
      rig.await("it is sent", () -> sent(rig));
      rig.mine();
      List<SubmitProofResponse> replies = new ArrayList<>();
      rig.await("all are answered", () -> read(a, b, replies).size() == 3);

      node.reorganise(1);

      Hash root = ((BatchInclusionData) replies.getFirst()).root();
      Hash id = ServiceManager.batchId(root, rig.devnet().payments().address());
      assertThat(rig.devnet().tasks().batchState(id).exists()).as("it is gone").isFalse();
      rig.mineUntil("it is back", () -> rig.devnet().tasks().batchState(id).exists());
      assertSettled(rig, a, b, replies);
    }
  }

  private Rig rig(TestChain chain) throws Exception {
    return new Rig(
        chain, folder.resolve("batches"), config -> config.receiptTimeout(Duration.ofMillis(800)));
  }

  private static void queueThree(Rig rig, Submission a, Submission b) throws Exception {
    rig.queue(a, rig.submission("A", 0, FEE));
    rig.queue(a, rig.submission("A", 1, FEE));
    rig.queue(b, rig.submission("B", 0, FEE));
  }

  private static void assertAllPostedOnce(Rig rig, Submission a, Submission b) throws Exception {
    List<SubmitProofResponse> replies = new ArrayList<>();
    rig.mineUntil("all are answered", () -> read(a, b, replies).size() == 3);
    assertSettled(rig, a, b, replies);
  }

  private static void assertSettled(
      Rig rig, Submission a, Submission b, List<SubmitProofResponse> replies) throws Exception {
    assertThat(replies).allMatch(reply -> reply instanceof BatchInclusionData);
    rig.mineUntil(
        "all are verified on chain",
        () ->
            rig.core().journal().counters().verified() == 3
                && paid(rig, "A") == 2
                && paid(rig, "B") == 1);
    CounterView counters = rig.core().journal().counters();
    assertThat(counters.posted()).isEqualTo(3);
    assertThat(counters.received()).isEqualTo(3);
    assertThat(counters.lost()).isEmpty();
    assertThat(a.next(Duration.ofMillis(100))).as("no other reply").isEmpty();
    assertThat(b.next(Duration.ofMillis(1))).as("no other reply").isEmpty();
  }

  private static boolean sent(Rig rig) {
    return !rig.batches().isEmpty() && rig.batches().getLast().transaction() != null;
  }

  private static List<SubmitProofResponse> read(
      Submission a, Submission b, List<SubmitProofResponse> replies) throws Exception {
    a.next(Duration.ofMillis(1)).ifPresent(replies::add);
    b.next(Duration.ofMillis(1)).ifPresent(replies::add);
    return replies;
  }

  private static long paid(Rig rig, String user) throws Exception {
    BigInteger nonce = rig.devnet().payments().nonce(rig.user(user).address());
    return nonce.longValueExact();
  }

  /** Comes between the batcher and its node, ends the node once, and starts it again. */
  private static final class Outage implements TestChain, AutoCloseable {
    private static final Duration LENGTH = Duration.ofMillis(300);

    private final TestNode node;
    private final Phase phase;
    private final End end;
    private final LiveRuntime runtime = new LiveRuntime(1);
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

    Outage(TestNode node, Phase phase, End end) {
      this.node = node;
      this.phase = phase;
      this.end = end;
    }

    boolean happened() {
      return over.isDone();
    }

    /** The batcher is there; when it is the phase, the node ends now. */
    private void reached(Phase now) throws Exception {
      if (now != phase || !begun.compareAndSet(false, true)) {
        return;
      }
      if (end == End.STOPPED) {
        node.stop();
      } else {
        node.kill();
      }
      runtime.spawn("restart", this::restart);
    }

    private void restart() {
      try {
        runtime.sleep(LENGTH);
        node.restart();
        over.complete(null);
      } catch (Exception failed) {
        over.completeExceptionally(failed);
      }
    }

    @Override
    public ChainChoice choice() {
      return node.choice();
    }

    @Override
    public void mine(Devnet devnet) throws Exception {
      if (!begun.get() || over.isDone()) {
        node.mine(devnet);
      }
    }

    @Override
    public Devnet around(Devnet devnet) {
      return new Devnet(
          Between.of(ChainClient.class, devnet.chain(), this::onChain),
          devnet.node(),
          Between.of(PaymentService.class, devnet.payments(), this::onPayments),
          devnet.tasks(),
          devnet.accounts(),
          devnet.batcher(),
          devnet.aggregator(),
          devnet.operators());
    }

    private @Nullable Object onPayments(Between.Call call) throws Throwable {
      if (call.method().getName().equals("simulate")) {
        reached(Phase.BEFORE_SIMULATION);
      }
      if (!call.method().getName().equals("send")) {
        return call.run();
      }
      reached(Phase.BETWEEN_SIMULATION_AND_SEND);
      Object hash = call.run();
      reached(Phase.BEFORE_THE_RECEIPT);
      return hash;
    }

    private @Nullable Object onChain(Between.Call call) throws Throwable {
      Object answer = call.run();
      if (call.arguments().size() > 1
          && call.arguments().get(1) instanceof ChainClient.Transaction sent
          && sent.legacy()) {
        reached(Phase.DURING_CANCEL);
      }
      if (answer instanceof Optional<?> receipt && receipt.isPresent()) {
        reached(Phase.DURING_SETTLE);
      }
      return answer;
    }

    @Override
    public void close() {
      over.complete(null);
    }
  }
}
