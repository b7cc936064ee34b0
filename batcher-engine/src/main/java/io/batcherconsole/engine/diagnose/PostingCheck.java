package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchStatus;
import io.batcherconsole.engine.event.BatchView.BatchStep;
import io.batcherconsole.engine.event.BatchView.StepView;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.LockId;
import io.batcherconsole.engine.lock.WaitForGraph.Wait;
import io.batcherconsole.engine.runtime.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A batch that does not get on: which step it is in, and why. */
final class PostingCheck implements Check {
  private final Thresholds thresholds;

  PostingCheck(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public String id() {
    return "posting-stalled";
  }

  @Override
  public List<Finding> look(Observation now) {
    List<Finding> found = new ArrayList<>();
    for (BatchView batch : now.batches()) {
      if (batch.status() == BatchStatus.POSTING && !batch.steps().isEmpty()) {
        ofBatch(now, batch).ifPresent(found::add);
      }
    }
    for (Wait wait : now.waits().waits()) {
      if (wait.waiter().actor() instanceof Actor.BatchBuilder builder
          && !now.deadlocked(builder)
          && now.at() - wait.waiter().since() >= thresholds.slow().toNanos()) {
        found.add(ofBuilder(now, builder, wait));
      }
    }
    return found;
  }

  private Optional<Finding> ofBatch(Observation now, BatchView batch) {
    StepView step = batch.steps().getLast();
    long since = step.open() ? step.start() : step.end();
    boolean cancels = step.step() == BatchStep.CANCEL;
    if (!cancels && now.at() - since < patience(step).toNanos()) {
      return Optional.empty();
    }
    long attempts = batch.steps().stream().filter(each -> each.step() == BatchStep.CANCEL).count();
    String name = "Batch #" + batch.number();
    String words = Durations.words(now.at() - since);
    String sentence;
    if (cancels) {
      sentence =
          name
              + " had no receipt in time and is being cancelled, attempt "
              + attempts
              + ", for "
              + words
              + ".";
    } else if (step.open()) {
      sentence = name + " has been in its step \"" + step.step().words() + "\" for " + words + ".";
    } else {
      sentence = name + " has not got on for " + words + ": " + step.note() + ".";
    }
    return Optional.of(
        Finding.of(
                "batch #" + batch.number(),
                cancels ? Severity.WARNING : Severity.PROBLEM,
                since,
                now.at(),
                sentence)
            .detail(
                Words.count(batch.proofs().size(), "proof")
                    + (batch.proofs().size() == 1 ? " is" : " are")
                    + " in flight. "
                    + why(now, step))
            .advice(
                now.nodeAnswers()
                    ? "Nothing is lost: what does not get on chain is restored and posted again."
                    : "Look at the node; the batch goes on by itself when it answers.")
            .who(batch.proofs()));
  }

  private Duration patience(StepView step) {
    return step.step() == BatchStep.SEND && step.open()
        ? thresholds.receipt()
        : thresholds.posting();
  }

  private static String why(Observation now, StepView step) {
    if (!now.nodeAnswers()) {
      return "The node does not answer.";
    }
    return switch (step.step()) {
      case SEND -> "The node answers, and the transaction is in no block yet.";
      case STORE -> "The store has not taken the file yet.";
      case SIMULATE -> "The node has not answered the simulation yet.";
      case CANCEL -> "Whichever of the two transactions is mined decides.";
      case RESTORE -> "Its proofs are being put back into the queue.";
      case EXTRACT, MERKLE, VERIFY -> "The machine may be very busy.";
    };
  }

  private static Finding ofBuilder(Observation now, Actor.BatchBuilder builder, Wait wait) {
    List<LockId> lock = List.of(wait.lock());
    return Finding.of(
            "builder",
            Severity.PROBLEM,
            wait.waiter().since(),
            now.at(),
            "Batch #"
                + builder.batch()
                + " has waited for "
                + wait.lock().inWords()
                + " for "
                + Durations.words(now.at() - wait.waiter().since())
                + ".")
        .detail(
            wait.holder().actor().label()
                + " holds it ("
                + Words.doing(wait.holder())
                + "). It wants it for "
                + wait.waiter().site().sentence()
                + ".")
        .advice("No batch is built or settled meanwhile.")
        .who(List.of(builder, wait.holder().actor()))
        .where(lock);
  }
}
