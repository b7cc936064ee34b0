package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.diagnose.Incident.UnfairEviction;
import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.locking.Hazard;
import java.util.List;
import java.util.stream.Stream;

/** A full queue gave up another proof than the one that was first to leave. */
final class EvictionCheck implements Check {
  private final Thresholds thresholds;

  EvictionCheck(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public String id() {
    return "arbitrary-eviction";
  }

  @Override
  public List<Finding> look(Observation now) {
    List<EngineEvent.UnfairEviction> unfair =
        now.incidents(UnfairEviction.class, thresholds.shown()).stream()
            .map(UnfairEviction::event)
            .toList();
    if (unfair.isEmpty()) {
      return List.of();
    }
    EngineEvent.UnfairEviction last = unfair.getLast();
    return List.of(
        Finding.of(
                "queue",
                Severity.PROBLEM,
                unfair.getFirst().at(),
                last.at(),
                last.victim().label()
                    + " had to leave the full queue for "
                    + last.by().label()
                    + ", although "
                    + last.cheapest().label()
                    + " was first to leave.")
            .detail(
                "It offered "
                    + last.maxFee()
                    + " wei, "
                    + last.cheapest().label()
                    + " "
                    + last.cheapestFee()
                    + " wei."
                    + (unfair.size() == 1
                        ? ""
                        : " It happened " + unfair.size() + " times within a minute."))
            .advice(
                "The cheapest proof leaves first, and of one user the one with the highest nonce;"
                    + " otherwise there is a hole among that user's nonces.")
            .hazard(now.hazard(Hazard.ARBITRARY_EVICTION))
            .who(
                unfair.reversed().stream()
                    .flatMap(one -> Stream.of(one.victim(), one.cheapest()))
                    .distinct()
                    .toList()));
  }
}
