package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.FindingsView;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  /** Checks that failed and were told of in the log. Used by the looking thread. */
  private final Set<String> failed = new HashSet<>();

  private volatile long lookedAt = Long.MIN_VALUE;

  public Diagnosis(Sources sources, Thresholds thresholds) {
    this.sources = sources;
    this.findings = new FindingLog(thresholds.linger());
    this.checks =
        List.of(
            new DeadlockCheck(),
            new LockOrderCheck(),
            new ExclusionCheck(),
            new LongHoldCheck(thresholds),
            new QueueLimitCheck());
  }

  /** Looks once. A check that fails is logged once and keeps none of the others from looking. */
  public synchronized void look() {
    Observation now = sources.observe();
    for (Check check : checks) {
      try {
        findings.update(check.id(), now.at(), check.look(now));
      } catch (RuntimeException bug) {
        if (failed.add(check.id())) {
          log.error("the check {} failed and finds nothing", check.id(), bug);
        }
      }
    }
    lookedAt = now.at();
  }

  @Override
  public FindingsView view() {
    return new FindingsView(lookedAt, findings.findings(), List.of(), findings.silencedChecks());
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
