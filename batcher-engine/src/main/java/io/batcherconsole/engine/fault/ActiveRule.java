package io.batcherconsole.engine.fault;

import java.util.random.RandomGenerator;

/**
 * A rule on the desk. A rule that is changed is another one with the same id and counts.
 *
 * @param enabled whether it acts
 */
record ActiveRule(long id, FaultRule rule, boolean enabled, RuleCounts counts) {

  boolean actsAt(FaultPoint point) {
    return enabled && rule.point() == point;
  }

  /** Whether it hits {@code subject}, which has come to its point; counts it. */
  boolean hits(FaultSubject subject, RandomGenerator random) {
    FaultScope scope = rule.scope();
    return scope.means(subject)
        && counts.nextIs(scope.nth())
        && (scope.percent() >= 100 || random.nextDouble() * 100 < scope.percent())
        && counts.hit(scope.most());
  }
}
