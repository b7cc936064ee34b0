package io.batcherconsole.app.story;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchCut;
import io.batcherconsole.engine.event.BatchView.BatchStatus;
import io.batcherconsole.engine.event.BatchView.BatchStep;
import io.batcherconsole.engine.event.BatchView.StepView;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/** The story's batches: #6 is verified, #7 was sent twice. */
final class Batches {
  private final long now;

  private Batches(long now) {
    this.now = now;
  }

  static List<BatchView> upTo(long now) {
    return new Batches(now).tell();
  }

  private List<BatchView> tell() {
    BatchView six =
        new BatchView(
            6,
            BatchStatus.VERIFIED,
            "0x" + "6a".repeat(32),
            members(31),
            612_000,
            BigInteger.valueOf(21_200_000_000_000L),
            BatchCut.FEE,
            List.of(
                step(BatchStep.EXTRACT, -17.30, -17.05, false, ""),
                step(BatchStep.MERKLE, -17.05, -16.75, false, ""),
                step(BatchStep.STORE, -16.75, -16.10, false, ""),
                step(BatchStep.SIMULATE, -16.10, -15.70, false, ""),
                step(BatchStep.SEND, -15.70, -14.60, false, ""),
                step(BatchStep.VERIFY, -14.60, -12.50, false, "3 of 4 operators")),
            "0x" + "b6".repeat(32),
            1036L,
            3,
            4,
            null);
    BatchView seven =
        new BatchView(
            7,
            BatchStatus.POSTING,
            "0x" + "7b".repeat(32),
            members(24),
            471_000,
            BigInteger.valueOf(26_800_000_000_000L),
            BatchCut.FEE,
            List.of(
                step(BatchStep.EXTRACT, -7.15, -6.85, false, ""),
                step(BatchStep.MERKLE, -6.85, -6.50, false, ""),
                step(BatchStep.STORE, -6.50, -5.80, false, ""),
                step(BatchStep.SIMULATE, -5.80, -5.10, false, ""),
                step(BatchStep.SEND, -5.10, -3.10, true, "no receipt after 2.0 s"),
                new StepView(BatchStep.SEND, at(-3.10), Long.MAX_VALUE, false, "+20 %")),
            "0x" + "b7".repeat(32),
            null,
            0,
            4,
            null);
    return List.of(six, seven);
  }

  private static List<Actor.Proof> members(int count) {
    return IntStream.range(0, count).mapToObj(i -> Cast.proof(Cast.C, 500 + i, 1)).toList();
  }

  private StepView step(BatchStep step, double start, double end, boolean failed, String note) {
    return new StepView(step, at(start), at(end), failed, note);
  }

  private long at(double seconds) {
    return now + Math.round(seconds * 1e9);
  }
}
