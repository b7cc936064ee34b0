package io.batcherconsole.app.faults;

import io.batcherconsole.engine.event.FaultView;
import io.batcherconsole.engine.fault.FaultRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The verify delay as the panel shows it.
 *
 * @param rule id of the rule, -1 when there is none
 * @param on whether it acts
 * @param delay what it injects
 * @param users at whom it is aimed; empty means all
 * @param scope in words
 * @param hits "7 hits · 2 proofs held here now"
 */
record VerifyFault(
    long rule, boolean on, Duration delay, Set<String> users, String scope, String hits) {
  /** When there is no such rule. */
  static final VerifyFault NONE =
      new VerifyFault(-1, false, Duration.ZERO, Set.of(), "", "proofs pass undelayed");

  VerifyFault {
    users = Set.copyOf(users);
  }

  /** The verify delay among {@code rules}. */
  static VerifyFault among(List<FaultView> rules) {
    Optional<FaultView> rule =
        rules.stream()
            .filter(r -> FaultRule.parse(r.text()).isVerifyDelay())
            .reduce((earlier, later) -> later);
    return rule.map(VerifyFault::of).orElse(NONE);
  }

  private static VerifyFault of(FaultView rule) {
    return new VerifyFault(
        rule.id(),
        rule.enabled(),
        Duration.ofNanos(rule.delayNanos()),
        Set.copyOf(rule.scopeUsers()),
        rule.scope(),
        RuleWords.hits(rule));
  }
}
