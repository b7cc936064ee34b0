package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.locking.Hazard;
import java.util.List;

/** More proofs in the queue than it takes. */
final class QueueLimitCheck implements Check {
  @Override
  public String id() {
    return "queue-over-limit";
  }

  @Override
  public String invariant() {
    return "queue within its limit";
  }

  @Override
  public List<Finding> look(Observation now) {
    if (now.queued() <= now.limit()) {
      return List.of();
    }
    return List.of(
        Finding.of(
                "queue",
                Severity.VIOLATION,
                now.at(),
                now.at(),
                "The queue holds "
                    + Words.count(now.queued(), "proof")
                    + ", "
                    + (now.queued() - now.limit())
                    + " more than its limit of "
                    + now.limit()
                    + ".")
            .detail("Room was found for more proofs than there was room.")
            .advice("Look for room and push in one hold of the batch lock.")
            .hazard(now.hazard(Hazard.QUEUE_OVERFLOW)));
  }
}
