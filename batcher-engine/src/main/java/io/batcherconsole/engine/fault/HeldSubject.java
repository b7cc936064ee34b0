package io.batcherconsole.engine.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Somebody who was hit on arrival at a fault point, and by what. Apart from the gates that were
 * opened for it it does not change; what the rules make of it is asked with the rules of the
 * moment.
 *
 * @param ticket ascending in order of arrival
 * @param thread parked while it is held
 * @param since arrival, ns
 * @param opened ids of the gates that let it go
 */
record HeldSubject(
    long ticket, FaultSubject who, List<Hit> hits, Thread thread, long since, Set<Long> opened) {

  HeldSubject(long ticket, FaultSubject who, List<Hit> hits, Thread thread, long since) {
    this(ticket, who, List.copyOf(hits), thread, since, ConcurrentHashMap.newKeySet());
  }

  /** Lets it go at a gate; whether that gate was what held it. */
  boolean openGate(long rule) {
    return hits.stream().anyMatch(hit -> hit.rule() == rule) && opened.add(rule);
  }

  /** How long it is still held, ns; not positive when it may go. */
  long left(List<ActiveRule> rules, long now) {
    long least = waitsAtGate(rules) ? FaultDesk.LONGEST_PAUSE.toNanos() : delay(rules);
    return since + least - now;
  }

  /** Whether a gate is closed for it. */
  boolean waitsAtGate(List<ActiveRule> rules) {
    return inForce(rules).stream().anyMatch(this::isClosedGate);
  }

  private boolean isClosedGate(ActiveRule rule) {
    return rule.rule().action() instanceof FaultAction.Pause && !opened.contains(rule.id());
  }

  /** All delays together, ns. */
  long delay(List<ActiveRule> rules) {
    long sum = 0;
    for (Hit hit : hits) {
      for (ActiveRule rule : inForce(rules)) {
        if (rule.id() == hit.rule() && rule.rule().action() instanceof FaultAction.Delay delay) {
          sum += delay.nanos(hit.chance());
        }
      }
    }
    return sum;
  }

  Passage.Then then(List<ActiveRule> rules) {
    for (ActiveRule rule : inForce(rules)) {
      switch (rule.rule().action().kind()) {
        case ERROR -> {
          return Passage.Then.FAIL;
        }
        case DROP -> {
          return Passage.Then.GET_LOST;
        }
        case DELAY, PAUSE -> {}
      }
    }
    return Passage.Then.GO_ON;
  }

  /** What holds it, for its lane: "+5.0 s", "gate". */
  String words(List<ActiveRule> rules) {
    return String.join(
        ", ",
        inForce(rules).stream()
            .filter(rule -> rule.rule().action().kind() != FaultAction.Kind.ERROR)
            .map(rule -> rule.rule().action().words())
            .toList());
  }

  /** Whether that rule has to do with its being held. */
  boolean heldBy(ActiveRule rule) {
    return inForce(List.of(rule)).stream()
        .anyMatch(one -> one.rule().action() instanceof FaultAction.Delay || isClosedGate(one));
  }

  /** The rules that hit it and still act, on it too: one may be aimed at somebody else by now. */
  private List<ActiveRule> inForce(List<ActiveRule> rules) {
    List<ActiveRule> found = new ArrayList<>();
    for (ActiveRule rule : rules) {
      if (rule.enabled()
          && rule.rule().scope().means(who)
          && hits.stream().anyMatch(hit -> hit.rule() == rule.id())) {
        found.add(rule);
      }
    }
    return found;
  }
}
