package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.event.FindingsView;
import io.batcherconsole.engine.event.FindingsView.InvariantView;
import io.batcherconsole.engine.state.StateAudit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at an engine and keeps what it found. {@link #look} is called by one thread at a time; the
 * rest is safe from any.
 */
public final class Diagnosis implements FindingDesk {
  private static final Logger log = LoggerFactory.getLogger(Diagnosis.class);

  private final Sources sources;
  private final List<Check> checks;
  private final FindingLog findings;

  /**
   * Checks that failed and were told of in the log, and "" for what comes before them. Used by the
   * looking thread.
   */
  private final Set<String> failed = new HashSet<>();

  /** Checks that saw enough to tell, at least once. */
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  private final long auditNanos;

  /** The latest reading of the books. Used by the looking thread. */
  private @Nullable StateAudit audit;

  private volatile long lookedAt = Long.MIN_VALUE;

  public Diagnosis(Sources sources, Thresholds thresholds) {
    this.sources = sources;
    this.auditNanos = thresholds.audit().toNanos();
    this.findings = new FindingLog(thresholds.linger());
    this.checks = checks(thresholds);
  }

  private static List<Check> checks(Thresholds thresholds) {
    return List.of(
        new DeadlockCheck(),
        new ExclusionCheck(thresholds),
        new NonceGapCheck(),
        new FeesCheck(),
        new QueueLimitCheck(),
        new ConservationCheck(thresholds),
        new LockOrderCheck(),
        new LongHoldCheck(thresholds),
        new TimeoutCheck(thresholds),
        new QueryWaitCheck(thresholds),
        new StarvationCheck(thresholds),
        new PostingCheck(thresholds),
        new PostedTwiceCheck(thresholds),
        new UnansweredCheck(thresholds),
        new SlowReaderCheck(thresholds),
        new JunkVerifiedCheck(thresholds),
        new EvictionCheck(thresholds),
        new HeadOfLineCheck(thresholds));
  }

  /** The ids of all checks. */
  public static List<String> checkIds() {
    return checks(Thresholds.defaults()).stream().map(Check::id).toList();
  }

  /**
   * Looks once. A check that fails is logged once and keeps none of the others from looking, and
   * what cannot be looked at now is looked at again the next time.
   */
  public synchronized void look() {
    Observation now;
    try {
      now = sources.observe(freshAudit());
    } catch (RuntimeException bug) {
      if (failed.add("")) {
        log.error("the engine could not be looked at", bug);
      }
      return;
    }
    for (Check check : checks) {
      try {
        if (check.looked(now)) {
          told.add(check.id());
        }
        findings.update(check.id(), now.at(), check.look(now));
      } catch (RuntimeException bug) {
        if (failed.add(check.id())) {
          log.error("the check {} failed and finds nothing", check.id(), bug);
        }
      }
    }
    lookedAt = now.at();
  }

  private @Nullable StateAudit freshAudit() {
    StateAudit latest = audit;
    if (latest == null || sources.journal().now() - latest.at() >= auditNanos) {
      audit = sources.audit().orElse(latest);
    }
    return audit;
  }

  @Override
  public FindingsView view() {
    List<FindingView> all = findings.findings();
    List<InvariantView> invariants =
        checks.stream()
            .filter(check -> !check.invariant().isEmpty())
            .map(check -> new InvariantView(check.id(), check.invariant(), state(check, all)))
            .toList();
    return new FindingsView(lookedAt, all, invariants, findings.silencedChecks());
  }

  private InvariantView.State state(Check check, List<FindingView> all) {
    if (!told.contains(check.id())) {
      return InvariantView.State.UNKNOWN;
    }
    boolean broken =
        all.stream()
            .filter(finding -> finding.open() && finding.check().equals(check.id()))
            .anyMatch(finding -> check.breaks(finding.severity()));
    return broken ? InvariantView.State.BROKEN : InvariantView.State.HOLDS;
  }

  @Override
  public void silence(String finding, boolean silent) {
    findings.silence(finding, silent);
  }

  @Override
  public void silenceCheck(String check, boolean silent) {
    findings.silenceCheck(check, silent);
  }
}
