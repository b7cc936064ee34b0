package io.batcherconsole.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.event.BatchProjection;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchCut;
import io.batcherconsole.engine.event.BatchView.BatchStep;
import io.batcherconsole.engine.event.BatchView.StepView;
import io.batcherconsole.engine.event.EventCollector;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A batch's story stays as long as it can be told. */
class BatchRecordTest {
  @Test
  void aBatchThatIsRefusedForEverKeepsItsFirstStepsAndTheLatest() throws Exception {
    LiveRuntime runtime = new LiveRuntime(1);
    Journal journal = new Journal(runtime, 1 << 12);
    BatchProjection batches = new BatchProjection();
    EventCollector collector = new EventCollector(runtime, journal, List.of(batches));
    BatchRecord record =
        new BatchRecord(
            journal, 1, new BatchBuilder.Plan(List.of(), 0, BatchCut.NONE), BigInteger.ONE, 0);
    record.begin(BatchStep.MERKLE, "");
    for (int block = 0; block < 500; block++) {
      record.begin(BatchStep.SIMULATE, "");
      record.stepFailed("refused with block " + block);
    }
    collector.start();
    try {
      assertThat(collector.awaitCaughtUp(Duration.ofSeconds(20))).isTrue();
    } finally {
      collector.stop();
    }

    BatchView seen = batches.batches().getLast();
    assertThat(seen.steps()).hasSize(BatchRecord.MOST_STEPS);
    assertThat(seen.steps().getFirst().step()).isEqualTo(BatchStep.MERKLE);
    assertThat(seen.steps().get(1).note()).isEqualTo("refused with block 0");
    assertThat(seen.steps().getLast())
        .extracting(StepView::note, StepView::failed)
        .containsExactly("refused with block 499", true);
  }
}
