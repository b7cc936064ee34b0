package io.batcherconsole.engine;

import static io.batcherconsole.engine.Rig.FEE;
import static io.batcherconsole.engine.Rig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.event.FaultView;
import io.batcherconsole.engine.fault.FaultRule;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.ServerMessage;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * No proof of a verifier that was disabled meanwhile gets into a batch, because operators sign
 * none; and nobody waits for a batcher that has stopped.
 */
@Timeout(120)
class FlushTest {
  @TempDir private Path batches;
  private Rig rig;

  @SuppressWarnings("NullAway.Init") // opened before each test
  FlushTest() {}

  @BeforeEach
  void open() throws Exception {
    rig = new Rig(batches, config -> config.receiptTimeout(Duration.ofMillis(400)));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aFlushThatDoesNotGetItsLockIsMadeUpForBeforeTheNextBatch() throws Exception {
    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, FEE));
      disableVerifier();
      rig.core().faults().add(FaultRule.parse("before-batch-lock=1*error"));
      rig.mine();
      rig.await("the flush is refused its lock", this::faultWasHit);
      assertThat(connection.next(Duration.ofMillis(200))).as("no batch in its place").isEmpty();

      rig.mine();

      assertThat(connection.next(PATIENCE)).contains(new ServerMessage.BatchReset());
      assertThat(rig.core().state().size()).isZero();
      assertThat(rig.batches()).isEmpty();
    }
  }

  @Test
  void aBatchThatFailsAfterAFlushIsNotPutBack() throws Exception {
    try (Submission connection = rig.client().open()) {
      rig.core().faults().add(FaultRule.parse("create-new-task=1*drop"));
      rig.queue(connection, rig.submission("A", 0, FEE));
      rig.mine();
      rig.await("its transaction is lost", this::faultWasHit);
      rig.queue(connection, rig.submission("A", 1, FEE));
      disableVerifier();

      rig.mineUntil("it failed", () -> rig.core().journal().counters().batchesFailed() == 1);

      for (int reply = 0; reply < 2; reply++) {
        assertThat(connection.next(PATIENCE)).contains(new ServerMessage.BatchReset());
      }
      assertThat(rig.core().state().size()).isZero();
      assertThat(rig.client().nonce(rig.user("A").address())).isZero();
    }
  }

  /** The queue is in memory only: whoever is told so sends again, and does not wait in vain. */
  @Test
  void aBatcherThatStopsAnswersWhatIsQueued() throws Exception {
    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, FEE));
      rig.queue(connection, rig.submission("A", 1, FEE));

      rig.batcher().close();

      for (int reply = 0; reply < 2; reply++) {
        assertThat(connection.next(PATIENCE)).contains(new ServerMessage.BatchReset());
      }
      assertThat(rig.core().state().size()).isZero();
    }
  }

  private boolean faultWasHit() {
    return rig.core().faults().rules().stream().mapToLong(FaultView::hits).sum() == 1;
  }

  /** From the next block on. */
  private void disableVerifier() throws Exception {
    Wallet owner = rig.devnet().accounts().deployer();
    rig.devnet()
        .tasks()
        .setDisabledVerifiers(
            owner,
            rig.transactionNonce(owner),
            rig.chain().gasPrice(),
            BigInteger.ZERO.setBit(ProvingSystem.GNARK_GROTH16_BN254.id()));
  }
}
