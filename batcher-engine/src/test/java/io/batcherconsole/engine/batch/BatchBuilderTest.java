package io.batcherconsole.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.event.BatchView.BatchCut;
import io.batcherconsole.engine.state.Entries;
import io.batcherconsole.engine.state.QueueEntry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchBuilderTest {
  private static final long ENTRY_BYTES = 100 + 1024;

  private final Entries entries = new Entries();
  private final FeeModel fees = FeeRules.DEFAULT.at(BigInteger.TEN);

  @Test
  void takesTheWholeQueueWhenEveryoneCanPay() {
    List<QueueEntry> queue = queue(new long[] {10_000_000, 9_000_000, 8_000_000});

    BatchBuilder.Plan plan = new BatchBuilder(1 << 20, 100).plan(queue, fees);

    assertThat(plan.proofs()).containsExactlyElementsOf(queue.reversed());
    assertThat(plan.cut()).isEqualTo(BatchCut.NONE);
    assertThat(plan.bytes()).isEqualTo(9 + 3 * ENTRY_BYTES);
  }

  @Test
  void leavesOutWhoCannotPayTheirShare() {
    // In a batch of 2 each pays 270750 * 11 = 2978250 wei, in one of 3 each pays 1991000 wei.
    List<QueueEntry> queue = queue(new long[] {3_000_000, 2_978_250, 100});

    BatchBuilder.Plan plan = new BatchBuilder(1 << 20, 100).plan(queue, fees);

    assertThat(plan.proofs()).containsExactly(queue.get(1), queue.get(0));
    assertThat(plan.cut()).isEqualTo(BatchCut.FEE);
  }

  @Test
  void aBiggerBatchMayBeAffordableWhereASmallerOneIsNot() {
    // Alone the first would pay 5934500 wei; only together can both pay.
    List<QueueEntry> queue = queue(new long[] {3_000_000, 3_000_000});

    assertThat(new BatchBuilder(1 << 20, 100).plan(queue, fees).proofs()).hasSize(2);
  }

  @Test
  void nobodyCanPay() {
    BatchBuilder.Plan plan = new BatchBuilder(1 << 20, 100).plan(queue(new long[] {5, 4}), fees);

    assertThat(plan.proofs()).isEmpty();
    assertThat(plan.cut()).isEqualTo(BatchCut.FEE);
  }

  @Test
  void countAndBytesCutToo() {
    List<QueueEntry> queue = queue(new long[] {10_000_000, 10_000_000, 10_000_000});

    BatchBuilder.Plan byCount = new BatchBuilder(1 << 20, 2).plan(queue, fees);
    BatchBuilder.Plan byBytes = new BatchBuilder(9 + 2 * ENTRY_BYTES, 100).plan(queue, fees);

    assertThat(byCount.proofs()).hasSize(2);
    assertThat(byCount.cut()).isEqualTo(BatchCut.COUNT);
    assertThat(byBytes.proofs()).hasSize(2);
    assertThat(byBytes.cut()).isEqualTo(BatchCut.BYTES);
  }

  /** The original pops the lowest until the rest can pay; we find the same batch in one pass. */
  @Test
  void findsWhatPoppingTheLowestFinds() {
    long seed = 20_251_124;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      long[] offers = random.longs(random.nextInt(1, 40), 100_000, 4_000_000).toArray();
      List<QueueEntry> queue = queue(offers);
      queue.sort(QueueEntry.LEAVES_FIRST.reversed());
      int most = random.nextInt(1, 45);
      long mostBytes = 9 + ENTRY_BYTES * random.nextInt(1, 45);

      List<QueueEntry> popped = new ArrayList<>(queue);
      while (!popped.isEmpty()
          && (9 + ENTRY_BYTES * popped.size() > mostBytes
              || popped.size() > most
              || fees.feePerProof(popped.size()).compareTo(popped.getLast().maxFee()) > 0)) {
        popped.removeLast();
      }

      assertThat(new BatchBuilder(mostBytes, most).plan(queue, fees).proofs())
          .as("seed %d, round %d", seed, round)
          .containsExactlyElementsOf(popped.reversed());
    }
  }

  private List<QueueEntry> queue(long[] offers) {
    List<QueueEntry> queue = new ArrayList<>();
    for (int i = 0; i < offers.length; i++) {
      queue.add(entries.entry((char) ('A' + i % 26), i, offers[i]));
    }
    return queue;
  }
}
