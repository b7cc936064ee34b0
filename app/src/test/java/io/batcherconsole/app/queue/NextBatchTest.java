package io.batcherconsole.app.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.story.Cast;
import io.batcherconsole.engine.event.BatchView.BatchCut;
import io.batcherconsole.engine.event.QueueView;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NextBatchTest {
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000L);

  @Test
  void everyoneGoes() {
    NextBatch next = NextBatch.of(queue(2, BatchCut.NONE, 2, 1));

    assertThat(next.headline()).isEqualTo("next batch: all 2 proofs");
    assertThat(next.reason()).isEqualTo("each pays 0.271 mETH");
  }

  @Test
  void cutByFeeTellsWhatTheNextOneOffersAndWhatItWouldCost() {
    NextBatch next = NextBatch.of(queue(1, BatchCut.FEE, 0.6, 0.1));

    assertThat(next.headline()).isEqualTo("next batch: 1 proof, cut by fee");
    assertThat(next.reason())
        .isEqualTo("the next one offers 0.1 mETH, a batch with it costs 0.271 mETH");
  }

  @Test
  void nobodyCanPayYet() {
    NextBatch next = NextBatch.of(queue(0, BatchCut.FEE, 0.2, 0.1));

    assertThat(next.headline()).isEqualTo("no batch yet");
    assertThat(next.reason())
        .isEqualTo("a batch of all 2 costs each 0.271 mETH, the lowest offers 0.1 mETH");
  }

  private static QueueView queue(int in, BatchCut cut, double... milliEther) {
    List<QueueView.Entry> entries =
        IntStream.range(0, milliEther.length)
            .mapToObj(
                i ->
                    new QueueView.Entry(
                        Cast.proof(Cast.A, i, 1),
                        BigInteger.valueOf(Math.round(milliEther[i] * 1e15)),
                        1000,
                        0,
                        new QueueView.Outlook.InNextBatch(),
                        false))
            .toList();
    return new QueueView(
        0, entries, entries.size(), 2000, 100, in, cut, GWEI, 537_500, 2_000, BigInteger.ONE);
  }
}
