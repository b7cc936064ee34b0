package io.batcherconsole.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.event.BatchView.BatchCut;
import io.batcherconsole.engine.event.QueueView.Outlook;
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

  @Test
  void whoIsLeftOutIsToldAtWhichPriceAndInWhichBatchItWouldFit() {
    List<QueueEntry> queue = queue(new long[] {5_000_000, 4_000_000, 1_000_000, 20_000});

    assertThat(new BatchBuilder(1 << 20, 100).outlooks(queue, fees))
        .containsExactly(
            new Outlook.InNextBatch(),
            new Outlook.InNextBatch(),
            // In a batch of 3 each uses 181166 gas: 5 wei each. Today's 11 wei buy 90909 gas.
            new Outlook.TooCheap(BigInteger.valueOf(5), 7),
            // Less than 1 wei for each gas, and less than what each proof adds today.
            new Outlook.TooCheap(BigInteger.ZERO, 0));
    assertThat(new BatchBuilder(1 << 20, 1).outlooks(queue, fees).getLast())
        .isEqualTo(new Outlook.NoRoom(BatchCut.COUNT));
    assertThat(new BatchBuilder(9 + 3 * ENTRY_BYTES, 100).outlooks(queue, fees).getLast())
        .isEqualTo(new Outlook.NoRoom(BatchCut.BYTES));
  }

  @Test
  void theOutlookIsExact() {
    long seed = 20_261_128;
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      FeeModel now = FeeRules.DEFAULT.at(BigInteger.valueOf(random.nextLong(1, 200)));
      List<QueueEntry> queue =
          queue(random.longs(random.nextInt(1, 30), 100_000, 40_000_000).toArray());
      queue.sort(QueueEntry.LEAVES_FIRST.reversed());
      BatchBuilder builder =
          new BatchBuilder(9 + ENTRY_BYTES * random.nextInt(1, 45), random.nextInt(1, 45));
      List<Outlook> outlooks = builder.outlooks(queue, now);
      for (int i = 0; i < queue.size(); i++) {
        String what = "seed %d, round %d, proof %d".formatted(seed, round, i);
        boolean in = goesIn(builder, queue, i, now);
        switch (outlooks.get(i)) {
          case Outlook.InNextBatch() -> assertThat(in).as(what).isTrue();
          case Outlook.NotPriced() -> throw new AssertionError(what);
          case Outlook.NoRoom(BatchCut cut) ->
              assertThat(goesIn(builder, queue, i, FeeRules.DEFAULT.at(BigInteger.ZERO)))
                  .as(what)
                  .isFalse();
          case Outlook.TooCheap(BigInteger price, long proofs) -> {
            assertThat(in).as(what).isFalse();
            assertThat(goesIn(builder, queue, i, FeeRules.DEFAULT.at(price))).as(what).isTrue();
            FeeModel above = FeeRules.DEFAULT.at(price.add(BigInteger.ONE));
            assertThat(goesIn(builder, queue, i, above)).as(what).isFalse();
            assertThat(price).as(what).isLessThan(now.nodeGasPrice());
            if (proofs > 0) {
              BigInteger maxFee = queue.get(i).maxFee();
              assertThat(now.feePerProof((int) proofs)).as(what).isLessThanOrEqualTo(maxFee);
              assertThat(proofs).as(what).isGreaterThan(1);
              assertThat(now.feePerProof((int) proofs - 1)).as(what).isGreaterThan(maxFee);
            }
          }
        }
      }
    }
  }

  private static boolean goesIn(
      BatchBuilder builder, List<QueueEntry> queue, int index, FeeModel fees) {
    return builder.plan(queue, fees).proofs().contains(queue.get(index));
  }

  private List<QueueEntry> queue(long[] offers) {
    List<QueueEntry> queue = new ArrayList<>();
    for (int i = 0; i < offers.length; i++) {
      queue.add(entries.entry((char) ('A' + i % 26), i, offers[i]));
    }
    return queue;
  }
}
