package io.batcherconsole.app.batches;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.story.Cast;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchCut;
import io.batcherconsole.engine.event.BatchView.BatchStatus;
import io.batcherconsole.engine.event.BatchView.BatchStep;
import io.batcherconsole.engine.event.BatchView.StepView;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchRowTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aVerifiedBatchTellsItsBlockItsOperatorsAndTheTime() {
    BatchRow row =
        BatchRow.of(
            batch(
                BatchStatus.VERIFIED,
                1036L,
                null,
                step(BatchStep.EXTRACT, 0, 1, false, ""),
                step(BatchStep.SEND, 1, 2, false, "tx 1"),
                step(BatchStep.VERIFY, 2, 4, false, "")));

    assertThat(row.name()).isEqualTo("#7");
    assertThat(row.members()).isEqualTo("1 proof");
    assertThat(row.outcome()).isEqualTo("block 1,036 · verified by 3 of 4 operators in 2.0 s");
    assertThat(row.state()).isEqualTo(BatchRow.State.VERIFIED);
    assertThat(row.blocks()).as("the wait for verification is no block").hasSize(2);
  }

  @Test
  void aSecondTryTellsWhatBecameOfTheFirst() {
    BatchRow row =
        BatchRow.of(
            batch(
                BatchStatus.POSTING,
                null,
                null,
                step(BatchStep.SEND, 0, 2, true, "no receipt within 2.0 s"),
                new StepView(BatchStep.SEND, 2 * SECOND, Long.MAX_VALUE, false, "+20 %")));

    assertThat(row.outcome()).isEqualTo("no receipt within 2.0 s · waits for its receipt");
    assertThat(row.blocks()).extracting(BatchRow.Block::label).containsExactly("tx 1", "+20 %");
    assertThat(row.blocks().getFirst().failed()).isTrue();
  }

  @Test
  void aFailedBatchSaysWhy() {
    BatchRow row =
        BatchRow.of(
            batch(
                BatchStatus.FAILED,
                null,
                "the contract takes batches from another batcher only",
                step(BatchStep.SIMULATE, 0, 1, true, "")));

    assertThat(row.outcome()).isEqualTo("the contract takes batches from another batcher only");
    assertThat(row.state()).isEqualTo(BatchRow.State.FAILED);
  }

  private static BatchView batch(
      BatchStatus status, @Nullable Long block, @Nullable String failure, StepView... steps) {
    return new BatchView(
        7,
        status,
        "0x" + "7b".repeat(32),
        List.of(Cast.proof(Cast.A, 1, 1)),
        1000,
        BigInteger.ONE,
        BatchCut.NONE,
        List.of(steps),
        null,
        block,
        3,
        4,
        failure);
  }

  private static StepView step(BatchStep step, long from, long to, boolean failed, String note) {
    return new StepView(step, from * SECOND, to * SECOND, failed, note);
  }
}
