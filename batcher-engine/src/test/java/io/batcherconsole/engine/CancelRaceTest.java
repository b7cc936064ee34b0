package io.batcherconsole.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchStatus;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hazard cancel-race: a batch is mined while the node is silent, so that its receipt is missed
 * and the transaction is cancelled.
 */
@Timeout(120)
class CancelRaceTest {
  @TempDir private Path batches;

  @Test
  void usersPayTwiceUnderAnOlderDesign() throws Exception {
    try (Rig rig = open(LockingDesign.PER_USER);
        Submission first = rig.client().open();
        Submission second = rig.client().open()) {
      minedButWithoutReceipt(rig, first);
      rig.queue(second, rig.submission("B", 0, Rig.FEE));
      rig.await(
          "the cancel is mined and the batch counts as failed",
          () -> {
            rig.mine();
            return rig.core().journal().counters().batchesFailed() > 0;
          });

      mineUntilPaid(rig, "B", 1);
      assertThat(paid(rig, "A")).as("one proof, paid for twice").isEqualTo(BigInteger.TWO);
      rig.await(
          "a finding names it",
          () -> {
            rig.mine();
            return rig.findings().stream()
                .anyMatch(finding -> Hazard.CANCEL_RACE.id().equals(finding.hazard()));
          });
    }
  }

  @Test
  void orderedAsksTheChainAndAnswers() throws Exception {
    try (Rig rig = open(LockingDesign.ORDERED);
        Submission first = rig.client().open();
        Submission second = rig.client().open()) {
      minedButWithoutReceipt(rig, first);
      second.send(rig.submission("B", 0, Rig.FEE));

      assertThat(first.next(Rig.PATIENCE).orElseThrow()).isInstanceOf(BatchInclusionData.class);
      mineUntilPaid(rig, "B", 1);
      assertThat(paid(rig, "A")).isEqualTo(BigInteger.ONE);
      rig.await("its batch's end is told", () -> batchOfA(rig).status() != BatchStatus.POSTING);
      assertThat(batchOfA(rig).status()).isIn(BatchStatus.POSTED, BatchStatus.VERIFIED);
      assertThat(rig.findings()).noneMatch(finding -> finding.check().equals("posted-twice"));
    }
  }

  private static BatchView batchOfA(Rig rig) {
    return rig.batches().getFirst();
  }

  private Rig open(LockingDesign design) throws Exception {
    return new Rig(
        batches, config -> config.locking(design.title()).receiptTimeout(Duration.ofMillis(400)));
  }

  private static void minedButWithoutReceipt(Rig rig, Submission connection) throws Exception {
    rig.queue(connection, rig.submission("A", 0, Rig.FEE));
    rig.mine();
    rig.await("the transaction is sent", () -> rig.chain().pending() > 0);
    rig.chain().setSilent(true);
    rig.mine();
    rig.await("its receipt is given up", rig::receiptGivenUp);
    rig.chain().setSilent(false);
  }

  private static void mineUntilPaid(Rig rig, String user, long proofs) throws Exception {
    rig.await(
        user + " paid",
        () -> {
          rig.mine();
          return paid(rig, user).equals(BigInteger.valueOf(proofs));
        });
  }

  private static BigInteger paid(Rig rig, String user) throws Exception {
    return rig.devnet().payments().nonce(rig.user(user).address());
  }
}
