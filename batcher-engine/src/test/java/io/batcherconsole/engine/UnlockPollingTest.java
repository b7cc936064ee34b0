package io.batcherconsole.engine;

import static io.batcherconsole.engine.Rig.FEE;
import static io.batcherconsole.engine.Rig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users who unlock their funds while proofs of theirs wait. */
@Timeout(120)
class UnlockPollingTest {
  /** Admitted, and too little to be in a batch alone, wei. */
  private static final BigInteger LOW = BigInteger.valueOf(10_000_000_000_000L);

  @TempDir private Path batches;
  private Rig rig;

  @SuppressWarnings("NullAway.Init") // opened before each test
  UnlockPollingTest() {}

  @BeforeEach
  void open() throws Exception {
    rig = new Rig(batches, config -> config.unlockPolling(Duration.ofMillis(10)));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void whoUnlocksIsAnsweredAndOthersStay() throws Exception {
    try (Submission a = rig.client().open();
        Submission b = rig.client().open()) {
      rig.queue(a, rig.submission("A", 0, LOW));
      rig.queue(a, rig.submission("A", 1, LOW));
      rig.queue(b, rig.submission("B", 0, LOW));

      unlock("A");

      assertThat(reply(a)).isEqualTo(new ServerMessage.UserFundsUnlocked());
      assertThat(reply(a)).isEqualTo(new ServerMessage.UserFundsUnlocked());
      assertThat(rig.core().state().size()).isEqualTo(1);
      CounterView counters = rig.core().journal().counters();
      assertThat(counters.lost()).isEqualTo(Map.of(Stage.FLUSHED, 2L));
      assertThat(counters.queued()).isEqualTo(1);
      assertThat(rig.refusedReply(rig.submission("A", 0, LOW)))
          .isEqualTo(new ServerMessage.InsufficientBalance(rig.user("A").address()));

      Wallet user = rig.user("A");
      rig.devnet().payments().lock(user, rig.transactionNonce(user), rig.chain().gasPrice());
      rig.mine();

      assertThat(rig.client().nonce(user.address())).isZero();
      rig.queue(a, rig.submission("A", 0, LOW));
    }
  }

  @Test
  void whatIsInFlightIsPostedAndTheNonceFollowsIt() throws Exception {
    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, FEE));
      rig.queue(connection, rig.submission("A", 1, LOW));
      rig.mine();
      rig.await("the first is in flight", () -> rig.chain().pending() > 0);
      BigInteger price = rig.chain().gasPrice();
      rig.chain().setGasPrice(price.multiply(BigInteger.TEN)); // the batch waits, the unlock not

      unlock("A");

      assertThat(reply(connection)).isEqualTo(new ServerMessage.UserFundsUnlocked());
      assertThat(rig.chain().pending()).isEqualTo(1);
      assertThat(rig.client().nonce(rig.user("A").address())).isEqualTo(BigInteger.ONE);

      rig.chain().setGasPrice(price);
      rig.mine();

      assertThat(reply(connection)).isInstanceOf(BatchInclusionData.class);
      assertThat(rig.devnet().payments().nonce(rig.user("A").address())).isEqualTo(BigInteger.ONE);
    }
  }

  private void unlock(String name) throws Exception {
    Wallet user = rig.user(name);
    rig.devnet().payments().unlock(user, rig.transactionNonce(user), rig.chain().gasPrice());
    rig.mine();
  }

  private static SubmitProofResponse reply(Submission connection) throws Exception {
    return connection.next(PATIENCE).orElseThrow(() -> new AssertionError("no reply"));
  }
}
