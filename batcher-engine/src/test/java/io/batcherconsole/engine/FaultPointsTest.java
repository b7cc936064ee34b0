package io.batcherconsole.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.event.FaultView;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.fault.FaultRule;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.ServerMessage.ProofInvalidReason;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault point acts in a real batcher, and whoever is held goes on after a clear. */
@Timeout(120)
class FaultPointsTest {
  private static final BigInteger FEE = Rig.FEE;

  @TempDir private Path batches;
  private Rig rig;

  @SuppressWarnings("NullAway.Init") // opened before each test
  FaultPointsTest() {}

  @BeforeEach
  void open() throws Exception {
    rig = new Rig(batches, config -> config.receiptTimeout(Duration.ofMillis(400)));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "before-user-lock",
        "in-user-lock",
        "before-batch-lock",
        "in-batch-lock",
        "verify",
        "chain",
        "nonce",
        "balance",
        "unlock-time"
      })
  void aGateHoldsAProofThereUntilItIsReleased(String point) throws Exception {
    // A's, as others ask the chain and take locks too.
    long gate = rig.core().faults().add(FaultRule.parse(point + "=1*pause@A"));
    try (Submission connection = rig.client().open()) {
      connection.send(rig.submission("A", 0, FEE));
      rig.await("it is held at " + point, () -> held(gate) == 1);
      assertThat(rig.core().state().size()).isZero();

      assertThat(rig.core().faults().release(gate, 1)).isEqualTo(1);

      rig.await("it is queued", () -> rig.core().state().size() == 1);
      assertThat(held(gate)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gas-price",
        "disabled-verifiers",
        "block",
        "store",
        "simulate",
        "create-new-task",
        "receipt",
        "reply"
      })
  void aGateHoldsABatchThereUntilTheDeskIsCleared(String point) throws Exception {
    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, FEE));
      long gate = rig.core().faults().add(FaultRule.parse(point + "=1*pause"));
      mineUntil(() -> held(gate) == 1);
      assertThat(connection.next(Duration.ofMillis(100))).isEmpty();

      rig.core().faults().clearAll();

      assertIncluded(connection);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "store=2*error",
    "simulate=1*error",
    "create-new-task=1*error",
    "create-new-task=1*drop",
    "receipt=3*error",
    "receipt=50*drop",
    "block=2*drop",
    "chain=3*error",
    "gas-price=1*error",
    "head=5*error"
  })
  void aFailureThatPassesLosesNothing(String rule) throws Exception {
    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, FEE));
      rig.core().faults().add(FaultRule.parse(rule));

      assertIncluded(connection);

      assertThat(rig.core().faults().rules().getFirst().hits()).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "before-user-lock=error, ServerBusy",
    "before-batch-lock=error, ServerBusy",
    "nonce=error, EthRpcError",
    "balance=error, EthRpcError"
  })
  void anErrorIsAnsweredAsTheRealOne(String rule, String reply) throws Exception {
    rig.core().faults().add(FaultRule.parse(rule + "@A"));

    assertThat(rig.refusedReply(rig.submission("A", 0, FEE)).getClass().getSimpleName())
        .isEqualTo(reply);
    try (Submission other = rig.client().open()) {
      rig.queue(other, rig.submission("B", 0, FEE));
    }
  }

  @Test
  void anErrorInVerificationRejectsTheProof() throws Exception {
    rig.core().faults().add(FaultRule.parse("verify=1*error"));

    assertThat(rig.refusedReply(rig.submission("A", 0, FEE)))
        .isEqualTo(new ServerMessage.InvalidProof(new ProofInvalidReason.RejectedProof()));
  }

  @Test
  void aReplyThatIsDroppedIsLostAndTheNextOneIsNot() throws Exception {
    rig.core().faults().add(FaultRule.parse("reply=1*drop@A"));
    try (Submission connection = rig.client().open()) {
      connection.send(rig.submission("A", 7, FEE));
      rig.await("it is refused", () -> rig.refused("InvalidNonce") == 1);
      connection.send(rig.submission("A", 8, FEE));

      assertThat(connection.next(Rig.PATIENCE)).contains(new ServerMessage.InvalidNonce());
      assertThat(connection.next(Duration.ofMillis(200))).isEmpty();
    }
  }

  @Test
  void aClientThatLeavesWhileItsProofIsHeldGivesItsLockBack() throws Exception {
    long gate = rig.core().faults().add(FaultRule.parse("in-user-lock=1*pause"));
    Submission leaving = rig.client().open();
    leaving.send(rig.submission("A", 0, FEE));
    rig.await("it is held", () -> held(gate) == 1);

    leaving.abort();

    rig.await("it is gone", () -> held(gate) == 0);
    rig.await(
        "the lock is free",
        () ->
            rig.core().registry().board().locks().stream()
                .filter(lock -> lock.id().kind() == LockKind.USER)
                .map(LockView::holder)
                .noneMatch(holder -> holder != null));
  }

  private int held(long gate) {
    return rig.core().faults().rules().stream()
        .filter(rule -> rule.id() == gate)
        .map(FaultView::heldNow)
        .findFirst()
        .orElseThrow()
        .size();
  }

  private void mineUntil(Callable<Boolean> condition) throws Exception {
    rig.await(
        "mining leads there",
        () -> {
          rig.mine();
          Thread.onSpinWait();
          return condition.call();
        });
  }

  private void assertIncluded(Submission connection) throws Exception {
    long deadline = System.nanoTime() + Rig.PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      rig.mine();
      Optional<SubmitProofResponse> reply = connection.next(Duration.ofMillis(100));
      if (reply.isPresent()) {
        assertThat(reply.get()).isInstanceOf(BatchInclusionData.class);
        assertThat(rig.devnet().payments().nonce(rig.user("A").address()))
            .as("paid exactly once")
            .isEqualTo(BigInteger.ONE);
        return;
      }
    }
    throw new AssertionError("not included within " + Rig.PATIENCE);
  }
}
