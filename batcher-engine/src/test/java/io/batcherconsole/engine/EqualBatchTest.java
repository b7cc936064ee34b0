package io.batcherconsole.engine;

import static io.batcherconsole.engine.Rig.FEE;
import static io.batcherconsole.engine.Rig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.PaymentService.NewTask;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchStatus;
import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.fault.FaultRule;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.MerkleTree;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.VerificationCommitment;
import io.batcherconsole.engine.protocol.VerificationData;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch that is on chain already, because the same proofs were posted before (#1742). */
@Timeout(120)
class EqualBatchTest {
  /** More than the least fee of a new devnet, and too little for a batch of three, wei. */
  private static final BigInteger LOW = BigInteger.valueOf(50_000_000_000_000L);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"simulated", "anvil"})
  void itsProofsAreAnsweredWithTheBatchThatIsThereAndNobodyPaysAgain(String chain)
      throws Exception {
    if (chain.equals("simulated")) {
      play(TestChain.SIMULATED);
    } else {
      try (TestNode node = TestNode.on(TestNode.prepare(folder))) {
        play(node);
      }
    }
  }

  private void play(TestChain chain) throws Exception {
    try (Rig rig = new Rig(chain, folder.resolve("batches"), config -> config);
        Submission a = rig.client().open();
        Submission b = rig.client().open()) {
      SubmitProof first = rig.submission("A", 0, FEE);
      SubmitProof second = rig.submission("B", 0, FEE.subtract(BigInteger.ONE));
      MerkleTree tree = MerkleTree.of(List.of(leaf(second), leaf(first))); // cheapest first
      // The earlier batch's block must not come between the two proofs of the later one.
      rig.core().faults().add(FaultRule.parse("block=drop"));
      postedBefore(rig, tree.root());
      Wallet user = rig.user("A");
      BigInteger deposit = rig.devnet().payments().balance(user.address());

      rig.queue(a, first);
      rig.queue(a, rig.submission("A", 1, LOW));
      rig.queue(b, second);
      rig.core().faults().clearAll();
      rig.mine();

      assertThat(a.next(PATIENCE))
          .contains(new BatchInclusionData(tree.root(), tree.path(1), 1, BigInteger.ZERO));
      assertThat(b.next(PATIENCE))
          .contains(new BatchInclusionData(tree.root(), tree.path(0), 0, BigInteger.ZERO));
      CounterView counters = rig.core().journal().counters();
      assertThat(counters.posted()).isEqualTo(2);
      assertThat(counters.queued()).as("A's cheap proof goes on waiting").isEqualTo(1);
      assertThat(counters.batchesFailed()).isZero();
      assertThat(rig.devnet().payments().balance(user.address())).isEqualTo(deposit);
      assertThat(rig.client().nonce(user.address())).isEqualTo(BigInteger.TWO);
      assertThat(rig.client().nonce(rig.user("B").address())).as("the chain's").isZero();
      rig.await("the story is told", () -> !rig.batches().isEmpty() && told(rig).block() != null);
      assertThat(told(rig).status()).isEqualTo(BatchStatus.POSTED);
      assertThat(told(rig).steps()).anyMatch(step -> step.note().contains("nobody is charged"));

      // Both go on as if nothing had happened: B with the nonce that was not used.
      rig.queue(b, rig.submission("B", 0, FEE));
      rig.mineUntil("B's next proof is answered", () -> b.next(Duration.ofMillis(20)).isPresent());
      assertThat(rig.devnet().payments().nonce(rig.user("B").address())).isEqualTo(BigInteger.ONE);
    }
  }

  @Test
  void aVerifiedBatchThatIsSentOnceMoreIsVerifiedAtOnce() throws Exception {
    try (Rig rig = new Rig(folder.resolve("batches"), config -> config);
        Submission a = rig.client().open()) {
      VerificationData proof = rig.proof();
      rig.queue(a, rig.sign("A", proof, 0, FEE));
      rig.mineUntil("it is verified", () -> verifiedInAll(rig) == 1);
      BatchInclusionData before = (BatchInclusionData) a.next(PATIENCE).orElseThrow();

      rig.queue(a, rig.sign("A", proof, 1, FEE));
      rig.mineUntil("so is the same once more", () -> verifiedInAll(rig) == 2);

      assertThat(a.next(PATIENCE))
          .contains(new BatchInclusionData(before.root(), before.path(), 0, BigInteger.ONE));
      Wallet user = rig.user("A");
      assertThat(rig.devnet().payments().nonce(user.address())).isEqualTo(BigInteger.ONE);
      assertThat(rig.client().nonce(user.address())).isEqualTo(BigInteger.ONE);
    }
  }

  private static long verifiedInAll(Rig rig) {
    return rig.core().journal().counters().verified();
  }

  private static BatchView told(Rig rig) {
    return rig.batches().getLast();
  }

  /** Somebody else's batch, that user C paid for. */
  private static void postedBefore(Rig rig, Hash root) throws Exception {
    Wallet batcher = rig.devnet().batcher();
    BigInteger price = rig.devnet().chain().gasPrice().multiply(BigInteger.TWO);
    NewTask task =
        new NewTask(
            root,
            "http://localhost/earlier.json",
            List.of(rig.user("C").address()),
            BigInteger.ONE,
            BigInteger.TEN.pow(15),
            BigInteger.TEN);
    rig.devnet().payments().send(batcher, rig.transactionNonce(batcher), price, task);
    rig.mine();
    rig.await(
        "the earlier batch is on chain",
        () -> rig.devnet().payments().nonce(rig.user("C").address()).signum() > 0);
  }

  private static Hash leaf(SubmitProof submission) {
    return VerificationCommitment.of(submission.data().data()).leaf();
  }
}
