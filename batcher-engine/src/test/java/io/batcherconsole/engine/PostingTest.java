package io.batcherconsole.engine;

import static io.batcherconsole.engine.Rig.FEE;
import static io.batcherconsole.engine.Rig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.ChainClient.Transaction;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.chain.abi.AbiFunction;
import io.batcherconsole.engine.chain.abi.PaymentServiceAbi;
import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.event.BatchView.BatchStatus;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.metrics.Scrape;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.ServerMessage.ProofInvalidReason;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import io.batcherconsole.engine.protocol.VerificationData;
import java.lang.ref.WeakReference;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens to queued proofs, with and without trouble on the way to the chain: each is posted
 * exactly once or answered.
 */
@Timeout(120)
class PostingTest {
  private static final BigInteger TENTH = BigInteger.TEN;

  @TempDir private Path batches;
  private Rig rig;

  @SuppressWarnings("NullAway.Init") // each test opens one
  PostingTest() {}

  private Rig open(UnaryOperator<EngineConfig.Builder> change) throws Exception {
    rig = new Rig(batches, change);
    return rig;
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aFullQueuePushesOutTheTrueLowestWhoCanThenSubmitAgain() throws Exception {
    open(config -> config.limits(new EngineConfig.Limits(3, 1 << 20, 1 << 22, 100)));
    try (Submission high = rig.client().open();
        Submission low = rig.client().open();
        Submission middle = rig.client().open();
        Submission late = rig.client().open()) {
      rig.queue(high, rig.submission("A", 0, times(10)));
      rig.queue(low, rig.submission("C", 0, times(6)));
      rig.queue(middle, rig.submission("B", 0, times(8)));

      late.send(rig.submission("D", 0, times(7)));

      assertThat(reply(low)).isEqualTo(new ServerMessage.UnderpricedProof());
      assertThat(rig.core().state().size()).isEqualTo(3);
      assertThat(rig.client().nonce(rig.user("C").address())).isZero();
      assertThat(rig.core().journal().counters().lost()).isEqualTo(Map.of(Stage.EVICTED, 1L));
      assertThat(rig.refusedReply(rig.submission("C", 0, times(6))))
          .as("nobody in the queue offers less now")
          .isEqualTo(new ServerMessage.UnderpricedProof());
      Scrape metrics = rig.scrape();
      assertThat(metrics.value("batcher_console_admission_seconds_count", "outcome=queue_full"))
          .isEqualTo(1);
      assertThat(metrics.value("batcher_console_proofs_total", "end=evicted")).isEqualTo(1);
      assertThat(metrics.sum("user_errors_count")).as("no error of a user").isZero();
      assertThat(metrics.value("queue_len")).isEqualTo(3);
    }
  }

  @Test
  void aReplacementTakesThePlaceAndTheOldProofIsToldSo() throws Exception {
    open(config -> config);
    try (Submission old = rig.client().open();
        Submission replacing = rig.client().open()) {
      rig.queue(old, rig.submission("A", 0, times(10)));

      replacing.send(rig.submission("A", 0, times(11)));

      assertThat(reply(old)).isEqualTo(new ServerMessage.ProofReplaced());
      assertThat(old.isOpen()).as("its connection may carry other proofs").isTrue();
      assertIncluded(replacing, 0);
      assertPaid("A", 1);
    }
  }

  @Test
  void otherDisabledVerifiersFlushTheQueueAndAreRefusedFromThenOn() throws Exception {
    open(config -> config);
    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, BigInteger.valueOf(10_000_000_000_000L)));
      var owner = rig.devnet().accounts().deployer();
      int groth16 = ProvingSystem.GNARK_GROTH16_BN254.id();
      rig.devnet()
          .tasks()
          .setDisabledVerifiers(
              owner,
              rig.transactionNonce(owner),
              rig.chain().gasPrice(),
              BigInteger.ZERO.setBit(groth16));
      rig.mine();

      assertThat(reply(connection)).isEqualTo(new ServerMessage.BatchReset());
      assertThat(rig.core().state().size()).isZero();
      assertThat(rig.refusedReply(rig.submission("A", 0, FEE)))
          .isEqualTo(
              new ServerMessage.InvalidProof(
                  new ProofInvalidReason.DisabledVerifier(ProvingSystem.GNARK_GROTH16_BN254)));
      Scrape metrics = rig.scrape();
      assertThat(
              metrics.value(
                  "user_errors_count",
                  "error_type=disabled_verifier",
                  "proving_system=GnarkGroth16Bn254"))
          .isEqualTo(1);
      assertThat(metrics.value("queue_len")).as("live, also after a flush").isZero();
    }
  }

  @Test
  void theMaxFeeThatIsToldIsTheOneThatHoldsAlsoWhileABatchIsOnItsWay() throws Exception {
    open(config -> config);
    Address user = rig.user("A").address();
    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, FEE));
      rig.mine();
      rig.await("it is in flight", () -> rig.chain().pending() > 0);

      assertThat(rig.client().lastMaxFee(user)).isEqualTo(FEE);
      assertThat(rig.refusedReply(rig.submission("A", 1, FEE.add(BigInteger.ONE))))
          .isEqualTo(new ServerMessage.InvalidMaxFee());

      assertIncluded(connection, 0);
      assertThat(rig.client().lastMaxFee(user))
          .isEqualTo(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
    }
  }

  @Test
  void aNodeThatFallsSilentWhileTheReceiptIsAwaitedLosesNothing() throws Exception {
    open(config -> config);
    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, FEE));
      rig.mine();
      rig.await("the transaction is sent", () -> rig.chain().pending() > 0);

      rig.chain().setSilent(true);
      assertThat(connection.next(Duration.ofMillis(300))).isEmpty();
      rig.chain().setSilent(false);

      assertIncluded(connection, 0);
      assertPaid("A", 1);
    }
  }

  @Test
  void aNodeThatIsSilentWhenTheBatchIsSentLosesNothing() throws Exception {
    open(config -> config);
    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, FEE));
      rig.mine();
      rig.await("the batch is taken", () -> rig.core().state().size() == 0);
      rig.chain().setSilent(true);
      assertThat(connection.next(Duration.ofMillis(300))).isEmpty();
      rig.chain().setSilent(false);

      assertIncluded(connection, 0);
      assertPaid("A", 1);
    }
  }

  @Test
  void aTransactionWithoutAReceiptIsCancelledAndItsProofsArePostedByTheNext() throws Exception {
    open(config -> config.receiptTimeout(Duration.ofMillis(400)));
    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, FEE));
      rig.mine();
      rig.await("the transaction is sent", () -> rig.chain().pending() > 0);
      BigInteger used = rig.transactionNonce(rig.devnet().batcher());
      // From here on it offers too little to be mined; the cancel offers more.
      rig.chain().setGasPrice(rig.chain().gasPrice().multiply(BigInteger.TWO));
      rig.await("it is being cancelled", rig::cancelling);

      assertIncluded(connection, 0);
      assertPaid("A", 1);
      assertThat(rig.batches().getFirst().status())
          .as("the one that is on chain is another one with the same proofs")
          .isEqualTo(BatchStatus.FAILED);
      assertThat(rig.transactionNonce(rig.devnet().batcher()).subtract(used))
          .as("one cancelled transaction and one with the batch")
          .isGreaterThanOrEqualTo(BigInteger.TWO);
      Scrape metrics = rig.scrape();
      assertThat(metrics.value("canceled_batches_count")).isGreaterThanOrEqualTo(1);
      assertThat(metrics.value("reverted_batches_count"))
          .isEqualTo(metrics.value("canceled_batches_count"));
      assertThat(metrics.value("sent_batches_count")).isEqualTo(1);
      assertThat(metrics.value("batcher_gas_cost_cancel_task_total")).isPositive();
      assertThat(metrics.value("batcher_gas_cost_create_task_total")).isPositive();
    }
  }

  @Test
  void aNodeRestartedFromAnOlderBlockGetsTheBatchAgain() throws Exception {
    open(config -> config.receiptTimeout(Duration.ofMillis(400)));
    try (Submission connection = rig.client().open()) {
      long start = rig.chain().head().number();
      rig.queue(connection, rig.submission("A", 0, FEE));
      rig.mine();
      rig.await("the transaction is sent", () -> rig.chain().pending() > 0);

      rig.chain().rewind(start);

      assertIncluded(connection, 0);
      assertPaid("A", 1);
    }
  }

  @Test
  void aNodeRestartedFromBeforeTheLastBatchGetsBothAgain() throws Exception {
    open(
        config ->
            config
                .receiptTimeout(Duration.ofMillis(400))
                .operators(new EngineConfig.OperatorConfig(0, Duration.ZERO, 0)));
    try (Submission first = rig.client().open();
        Submission second = rig.client().open()) {
      long start = rig.chain().head().number();
      rig.queue(first, rig.submission("A", 0, FEE));
      assertIncluded(first, 0);
      rig.queue(second, rig.submission("A", 1, FEE));
      rig.mine();
      rig.await("the transaction is sent", () -> rig.chain().pending() > 0);

      rig.chain().rewind(start); // the batcher's nonce before this one is free again

      assertIncluded(second, 1);
      rig.mineUntil(
          "both are on chain",
          () -> rig.devnet().payments().nonce(rig.user("A").address()).intValueExact() == 2);
      assertThat(first.next(Duration.ofMillis(100))).as("one reply only").isEmpty();
    }
  }

  /** As many as are never verified would fill the memory with their proofs. */
  @Test
  void ofAPostedBatchNothingIsKeptOfItsProofs() throws Exception {
    open(config -> config.operators(new EngineConfig.OperatorConfig(0, Duration.ZERO, 0)));
    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, FEE));
      WeakReference<VerificationData> proof =
          new WeakReference<>(rig.core().state().fromHighest().iterator().next().data());

      assertIncluded(connection, 0);

      rig.await(
          "its bytes are given up",
          () -> {
            System.gc();
            return proof.refersTo(null);
          });
      assertThat(rig.batches().getLast().status()).isEqualTo(BatchStatus.POSTED);
    }
  }

  @Test
  void afterAFailedBatchTheNextBlockGetsTheNextWhateverTheInterval() throws Exception {
    open(config -> config.blockInterval(1_000));
    try (Submission connection = rig.client().open()) {
      pausing(PaymentServiceAbi.PAUSE);
      rig.queue(connection, rig.submission("A", 0, FEE));
      rig.mineUntil("the batch fails", () -> rig.core().journal().counters().batchesFailed() > 0);
      pausing(PaymentServiceAbi.UNPAUSE);

      assertIncluded(connection, 0);
      assertThat(rig.chain().head().number()).isLessThan(1_000);
      assertPaid("A", 1);
    }
  }

  /** Stops or allows new tasks, as the contracts' owner, from the next block on. */
  private void pausing(AbiFunction function) throws Exception {
    Wallet owner = rig.devnet().accounts().deployer();
    rig.chain()
        .send(
            owner,
            new Transaction(
                rig.transactionNonce(owner),
                rig.devnet().payments().address(),
                BigInteger.ZERO,
                function.encode(),
                rig.chain().gasPrice(),
                null,
                false));
    rig.mine();
  }

  /** Blocks come until the inclusion reply is there; there must be no other, and no second one. */
  private void assertIncluded(Submission connection, long nonce) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      rig.mine();
      var reply = connection.next(Duration.ofMillis(200));
      if (reply.isPresent()) {
        assertThat(reply.get()).isInstanceOf(BatchInclusionData.class);
        assertThat(((BatchInclusionData) reply.get()).nonce()).isEqualTo(BigInteger.valueOf(nonce));
        rig.mine();
        assertThat(connection.next(Duration.ofMillis(300))).as("one reply only").isEmpty();
        return;
      }
    }
    throw new AssertionError("not included within " + PATIENCE);
  }

  /** How many proofs of the user were paid on chain, ever. */
  private void assertPaid(String user, long proofs) throws Exception {
    assertThat(rig.devnet().payments().nonce(rig.user(user).address()))
        .isEqualTo(BigInteger.valueOf(proofs));
  }

  private static SubmitProofResponse reply(Submission connection) throws Exception {
    return connection.next(PATIENCE).orElseThrow(() -> new AssertionError("no reply"));
  }

  private static BigInteger times(long tenths) {
    return FEE.multiply(BigInteger.valueOf(tenths)).divide(TENTH);
  }
}
