package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchStatus;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.ProofOnItsWay;
import io.batcherconsole.engine.locking.Hazard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A batch on chain whose proofs are on their way once more, or on chain in another batch too. The
 * latter does not change any more: it is told for a while.
 */
final class PostedTwiceCheck implements Check {
  private final Thresholds thresholds;

  PostedTwiceCheck(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public String id() {
    return "posted-twice";
  }

  @Override
  public List<Finding> look(Observation now) {
    Set<Actor.Proof> onTheirWay = new HashSet<>();
    now.onTheirWay().stream().map(ProofOnItsWay::proof).forEach(onTheirWay::add);
    List<Finding> found = new ArrayList<>();
    for (BatchView batch : now.batches()) {
      // Of a batch that never counted as failed, proofs leave "in a batch" as it is settled.
      if (onChain(batch) && batch.failure() != null) {
        finding(now, batch, onTheirWay).ifPresent(found::add);
      }
    }
    return found;
  }

  private static boolean onChain(BatchView batch) {
    return batch.status() == BatchStatus.POSTED || batch.status() == BatchStatus.VERIFIED;
  }

  private Optional<Finding> finding(Observation now, BatchView batch, Set<Actor.Proof> onTheirWay) {
    List<Actor.Proof> again = batch.proofs().stream().filter(onTheirWay::contains).toList();
    List<Actor.Proof> twice =
        batch.proofs().stream().filter(proof -> inAnother(now, batch, proof)).toList();
    if (again.isEmpty() && twice.isEmpty()) {
      return Optional.empty();
    }
    String name = "Batch #" + batch.number();
    return Optional.of(
        Finding.of(
                "batch #" + batch.number(),
                Severity.PROBLEM,
                now.at(),
                now.at(),
                name
                    + " counted as failed and is on chain in block "
                    + batch.block()
                    + (twice.isEmpty()
                        ? "; its proofs are on their way once more."
                        : "; " + Words.names(twice) + " went on chain twice."))
            .detail(
                twice.isEmpty()
                    ? Words.names(again)
                        + " will be paid for twice, or the same batch reverts each time."
                    : Words.count(twice.size(), "proof") + " were paid for twice.")
            .advice("Ask the chain for a batch before its proofs are restored.")
            .hazard(now.hazard(Hazard.CANCEL_RACE))
            .who(twice.isEmpty() ? again : twice));
  }

  private boolean inAnother(Observation now, BatchView batch, Actor.Proof proof) {
    return now.batches().stream()
        .anyMatch(
            other ->
                other.number() != batch.number()
                    && onChain(other)
                    && now.at() - Math.max(changed(batch), changed(other))
                        <= thresholds.shown().toNanos()
                    && other.proofs().contains(proof));
  }

  /** When something last became of the batch, ns. */
  private static long changed(BatchView batch) {
    if (batch.steps().isEmpty()) {
      return 0;
    }
    BatchView.StepView last = batch.steps().getLast();
    return last.open() ? last.start() : last.end();
  }
}
