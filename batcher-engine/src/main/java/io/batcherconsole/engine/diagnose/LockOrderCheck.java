package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.LockId;
import io.batcherconsole.engine.lock.NestedAsk;
import io.batcherconsole.engine.lock.OrderBreach;
import java.util.List;
import java.util.stream.Stream;

/**
 * Locks that were nested in an order that can block, whether or not it did. It lasts for as long as
 * the engine runs: the steps are there to be taken again.
 */
final class LockOrderCheck implements Check {
  @Override
  public String id() {
    return "lock-order";
  }

  @Override
  public String invariant() {
    return "locks in order";
  }

  @Override
  public List<Finding> look(Observation now) {
    return now.breaches().stream().map(breach -> finding(now, breach)).toList();
  }

  private static Finding finding(Observation now, OrderBreach breach) {
    NestedAsk first = breach.first();
    return Finding.of(
            first.outer().kind() + " " + first.inner().kind(),
            Severity.WARNING,
            first.at(),
            now.at(),
            "The order of locks was broken: "
                + first.actor().label()
                + " asked for "
                + first.inner().inWords()
                + " while it held "
                + first.outer().inWords()
                + ".")
        .detail(breach.sentence())
        .advice("Nobody need have been blocked by it; the same steps at another moment may be.")
        .who(breach.asks().stream().map(NestedAsk::actor).distinct().toList())
        .where(breach.asks().stream().flatMap(LockOrderCheck::locks).distinct().toList());
  }

  private static Stream<LockId> locks(NestedAsk ask) {
    return Stream.of(ask.outer(), ask.inner());
  }
}
