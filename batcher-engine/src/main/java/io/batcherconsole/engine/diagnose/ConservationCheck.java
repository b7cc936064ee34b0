package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.state.StateAudit;
import java.util.ArrayList;
import java.util.List;

/**
 * Every received proof stands in exactly one place.
 *
 * <p>Counters are read while proofs move, so a sum may be off for a moment by those in motion; it
 * is told when it stays off in one direction over many looks. The queue and the users' books are
 * read in one hold of the batch lock and must agree each time.
 */
final class ConservationCheck implements Check {
  private final Thresholds thresholds;

  /** The direction in which the sum is off, and since when, ns. */
  private int off;

  private long offSince;

  ConservationCheck(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public String id() {
    return "conservation";
  }

  @Override
  public String invariant() {
    return "every proof accounted for";
  }

  @Override
  public List<Finding> look(Observation now) {
    List<Finding> found = new ArrayList<>();
    CounterView counters = now.counters();
    long accounted =
        counters.inAdmission()
            + counters.queued()
            + counters.inFlight()
            + counters.posted()
            + counters.refusedInAll()
            + counters.lost().values().stream().mapToLong(Long::longValue).sum();
    int direction = Long.signum(accounted - counters.received());
    if (direction != off) {
      off = direction;
      offSince = now.at();
    }
    if (off != 0 && now.at() - offSince >= thresholds.unbalanced().toNanos()) {
      found.add(
          Finding.of(
                  "counters",
                  Severity.VIOLATION,
                  offSince,
                  now.at(),
                  Words.count(counters.received(), "proof")
                      + " came in and "
                      + accounted
                      + " are accounted for.")
              .detail(
                  counters.inAdmission()
                      + " in admission, "
                      + counters.queued()
                      + " queued, "
                      + counters.inFlight()
                      + " in flight, "
                      + counters.posted()
                      + " posted, "
                      + counters.refusedInAll()
                      + " refused, the rest replaced, evicted, flushed or abandoned.")
              .advice("A proof got lost or was counted twice: the log tells its last stage."));
    }
    StateAudit audit = now.audit();
    if (audit != null && audit.queuedByUsers() != audit.queued()) {
      found.add(
          Finding.of(
                  "queue",
                  Severity.VIOLATION,
                  audit.at(),
                  now.at(),
                  "The queue holds "
                      + Words.count(audit.queued(), "proof")
                      + ", and by their users' books there are "
                      + audit.queuedByUsers()
                      + ".")
              .detail("A proof is in the queue twice or belongs to nobody.")
              .advice("One nonce was admitted twice: two proofs of one user were inside at once."));
    }
    return found;
  }
}
