package io.batcherconsole.app.batches;

import io.batcherconsole.app.text.Figures;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchStep;
import io.batcherconsole.engine.event.BatchView.StepView;
import java.util.ArrayList;
import java.util.List;

/**
 * What a row says of a batch.
 *
 * @param name "#7"
 * @param members "24 proofs"
 * @param blocks its steps as blocks, in order; the wait for verification is none
 * @param outcome in words
 * @param state decides the colour of the outcome and the mark at the end
 */
record BatchRow(String name, String members, List<Block> blocks, String outcome, State state) {
  BatchRow {
    blocks = List.copyOf(blocks);
  }

  /** How a batch stands. */
  enum State {
    ON_ITS_WAY,
    POSTED,
    VERIFIED,
    FAILED
  }

  /**
   * One step.
   *
   * @param label written into it where there is room
   * @param end ns, {@link Long#MAX_VALUE} while it runs
   */
  record Block(BatchStep step, String label, long start, long end, boolean failed) {
    long endOr(long now) {
      return Math.min(end, now);
    }
  }

  static BatchRow of(BatchView batch) {
    int count = batch.proofs().size();
    return new BatchRow(
        "#" + batch.number(),
        count == 1 ? "1 proof" : Figures.count(count) + " proofs",
        blocks(batch),
        outcome(batch),
        state(batch));
  }

  private static List<Block> blocks(BatchView batch) {
    List<Block> blocks = new ArrayList<>();
    int sent = 0;
    for (StepView step : batch.steps()) {
      if (step.step() == BatchStep.VERIFY) {
        continue;
      }
      String label = step.step().words();
      if (step.step() == BatchStep.SEND) {
        sent++;
        label = step.note().isEmpty() || step.failed() ? "tx " + sent : step.note();
      }
      blocks.add(new Block(step.step(), label, step.start(), step.end(), step.failed()));
    }
    return blocks;
  }

  private static State state(BatchView batch) {
    if (batch.failure() != null) {
      return State.FAILED;
    }
    return switch (batch.status()) {
      case POSTING -> State.ON_ITS_WAY;
      case POSTED -> State.POSTED;
      case VERIFIED -> State.VERIFIED;
      case FAILED -> State.FAILED;
    };
  }

  private static String outcome(BatchView batch) {
    if (batch.failure() != null) {
      return batch.failure();
    }
    String block = batch.block() == null ? "" : "block " + Figures.count(batch.block()) + " · ";
    String operators =
        batch.operators() == 0
            ? ""
            : batch.operatorsSigned() + " of " + batch.operators() + " operators";
    return switch (batch.status()) {
      case POSTING -> posting(batch);
      case POSTED ->
          block + (operators.isEmpty() ? "waits for its verification" : operators + " signed");
      case VERIFIED ->
          block
              + "verified"
              + (operators.isEmpty() ? "" : " by " + operators)
              + verificationTime(batch);
      case FAILED -> "not on chain";
    };
  }

  private static String posting(BatchView batch) {
    if (batch.steps().isEmpty()) {
      return "";
    }
    StepView current = batch.steps().getLast();
    String before =
        batch.steps().size() > 1 && batch.steps().get(batch.steps().size() - 2).failed()
            ? batch.steps().get(batch.steps().size() - 2).note() + " · "
            : "";
    return before + (current.step() == BatchStep.SEND ? "waits for its receipt" : "");
  }

  private static String verificationTime(BatchView batch) {
    return batch.steps().stream()
        .filter(step -> step.step() == BatchStep.VERIFY && !step.open())
        .findFirst()
        .map(step -> " in " + Figures.duration(step.end() - step.start()).text())
        .orElse("");
  }
}
