package io.batcherconsole.engine;

import static io.batcherconsole.engine.Rig.FEE;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.event.BatchView.BatchStep;
import io.batcherconsole.engine.event.BatchView.StepView;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that does not do what one hopes, and a bug of ours on the way to it. */
@Timeout(120)
class UncertainNodeTest {
  @TempDir private Path batches;

  /** The node takes the transaction, its answer gets lost, and it refuses the same once more. */
  @Test
  void nobodyPaysTwiceForABatchOfWhichTheAnswerWasLostWhateverTheNodeSaysThen() throws Exception {
    AtomicInteger sends = new AtomicInteger();
    Between lossy =
        call -> {
          int attempt = call.is("send") ? sends.incrementAndGet() : 0;
          if (attempt == 2) {
            throw new ChainException.Refused("provoked by a test: AlreadyKnown");
          }
          Object answer = call.run();
          if (attempt == 1) {
            throw new ChainException.Unavailable("provoked by a test: the answer is lost");
          }
          return answer;
        };
    try (Rig rig = open(new Interposed(lossy));
        Submission a = rig.client().open();
        Submission b = rig.client().open()) {
      rig.queue(a, rig.submission("A", 0, FEE));
      rig.mine();
      rig.await("it was refused", () -> sends.get() == 2);
      rig.queue(b, rig.submission("B", 0, FEE));

      rig.mineUntil("A is answered", () -> included(a));
      rig.mineUntil("B is answered", () -> included(b));

      assertThat(paid(rig, "A")).as("not twice").isEqualTo(BigInteger.ONE);
      assertThat(paid(rig, "B")).isEqualTo(BigInteger.ONE);
    }
  }

  @Test
  void aNodeThatIsSilentForASecondFailsNoBatch() throws Exception {
    List<Long> simulations = new CopyOnWriteArrayList<>();
    Between sleepy =
        call -> {
          if (call.is("simulate")) {
            simulations.add(System.nanoTime());
            if (simulations.size() < 3) {
              throw new ChainException.Unavailable("provoked by a test: the node is silent");
            }
          }
          return call.run();
        };
    try (Rig rig = new Rig(new Interposed(sleepy), batches, config -> config);
        Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, FEE));

      rig.mineUntil("it is answered", () -> included(connection));

      assertThat(simulations).as("at 0, 0.5 and 1.5 s, as upstream").hasSize(3);
      assertThat(simulations.getLast() - simulations.getFirst())
          .isGreaterThanOrEqualTo(Duration.ofMillis(1450).toNanos());
      assertThat(rig.core().journal().counters().batchesFailed()).isZero();
    }
  }

  /** Everybody else's price rises far beyond what the batch offers. */
  @Test
  void aCancelOffersWhatTheNodeAsksNow() throws Exception {
    try (Rig rig = open(TestChain.SIMULATED);
        Submission connection = rig.client().open()) {
      BigInteger price = rig.chain().gasPrice();
      BigInteger deposit = rig.devnet().payments().balance(rig.user("A").address());
      rig.queue(connection, rig.submission("A", 0, FEE));
      rig.mine();
      rig.await("it is sent", () -> rig.chain().pending() > 0);
      BigInteger used = rig.transactionNonce(rig.devnet().batcher());
      rig.chain().setGasPrice(price.multiply(BigInteger.valueOf(40)));

      rig.mineUntil(
          "the cancel is mined",
          () -> rig.transactionNonce(rig.devnet().batcher()).compareTo(used) > 0);

      assertThat(rig.devnet().payments().balance(rig.user("A").address())).isEqualTo(deposit);
      rig.await("it failed", () -> rig.core().journal().counters().batchesFailed() == 1);
      assertThat(cancels(rig)).as("%s", cancels(rig)).hasSizeLessThan(10);
    }
  }

  /** As many nodes do; and a batcher may be away from its node for longer than that. */
  @Test
  void aNodeThatTellsEventsOfAThousandBlocksOnlyIsAskedForNoMore() throws Exception {
    AtomicBoolean tooMany = new AtomicBoolean();
    Between strict =
        call -> {
          if (call.is("verifiedBatches")
              && (long) call.arguments().get(1) - (long) call.arguments().get(0) >= 1_000) {
            tooMany.set(true);
            throw new ChainException.Refused("provoked by a test: too many blocks");
          }
          return call.run();
        };
    try (Rig rig = open(new Interposed(strict));
        Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, FEE));
      rig.mine();
      rig.await("it is sent", () -> rig.chain().pending() > 0);
      rig.chain().setSilent(true);
      for (int block = 0; block < 2_500; block++) {
        rig.mine();
      }
      rig.chain().setSilent(false);

      rig.mineUntil(
          "its verification is seen", () -> rig.core().journal().counters().verified() == 1);
      assertThat(tooMany).isFalse();
    }
  }

  /** What the contracts answer is met by a bug of ours, once. */
  @ParameterizedTest
  @ValueSource(strings = {"simulate", "disabledVerifiers", "unlocked", "verifiedBatches"})
  void aBugEndsOneAttemptAndNotTheBatcher(String question) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Between buggy =
        call -> {
          // The batcher asks once before its port opens.
          if (call.is(question) && asked.incrementAndGet() == 2) {
            throw new IllegalStateException("provoked by a test");
          }
          return call.run();
        };
    try (Rig rig =
            new Rig(
                new Interposed(buggy),
                batches,
                config -> config.unlockPolling(Duration.ofMillis(10)));
        Submission a = rig.client().open();
        Submission b = rig.client().open()) {
      rig.queue(a, rig.submission("A", 0, FEE));
      rig.mineUntil("A is answered", () -> included(a));
      rig.queue(b, rig.submission("B", 0, FEE));
      rig.mineUntil("B is answered", () -> included(b));
      rig.mineUntil("all is verified", () -> rig.core().journal().counters().verified() == 2);
      rig.await("it goes on asking", () -> asked.get() > 2);
    }
  }

  @Test
  void aBugWhileALostBatchIsSentAgainCostsOneAttempt() throws Exception {
    AtomicBoolean buggy = new AtomicBoolean();
    Between between =
        call -> {
          if (call.is("simulate") && buggy.getAndSet(false)) {
            throw new IllegalStateException("provoked by a test");
          }
          return call.run();
        };
    try (Rig rig =
            new Rig(
                new Interposed(between),
                batches,
                config -> config.operators(new EngineConfig.OperatorConfig(0, Duration.ZERO, 0)));
        Submission connection = rig.client().open()) {
      long start = rig.chain().head().number();
      rig.queue(connection, rig.submission("A", 0, FEE));
      rig.mineUntil("it is answered", () -> included(connection));

      buggy.set(true);
      rig.chain().rewind(start);
      rig.mineUntil("the bug was met", () -> !buggy.get());

      rig.mineUntil("it is on chain again", () -> paid(rig, "A").equals(BigInteger.ONE));
    }
  }

  private static List<StepView> cancels(Rig rig) {
    return rig.batches().getFirst().steps().stream()
        .filter(step -> step.step() == BatchStep.CANCEL)
        .toList();
  }

  private Rig open(TestChain chain) throws Exception {
    return new Rig(chain, batches, config -> config.receiptTimeout(Duration.ofMillis(400)));
  }

  private static BigInteger paid(Rig rig, String user) throws Exception {
    return rig.devnet().payments().nonce(rig.user(user).address());
  }

  private static boolean included(Submission connection) throws Exception {
    return connection.next(Duration.ofMillis(5)).orElse(null) instanceof BatchInclusionData;
  }
}
