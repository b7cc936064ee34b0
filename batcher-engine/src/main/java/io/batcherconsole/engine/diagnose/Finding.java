package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.LockId;
import io.batcherconsole.engine.locking.Hazard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check reports of one cause.
 *
 * @param cause tells this cause from the check's others and stays the same while it lasts: "user A"
 * @param hazard the hazard that it is, null when it is none
 * @param since when it began, ns, as far as can be told
 * @param seen when it was last there, ns
 */
record Finding(
    String cause,
    Severity severity,
    long since,
    long seen,
    String sentence,
    String detail,
    String advice,
    @Nullable Hazard hazard,
    List<Actor> actors,
    List<LockId> locks) {
  Finding {
    actors = List.copyOf(actors);
    locks = List.copyOf(locks);
  }

  static Finding of(String cause, Severity severity, long since, long seen, String sentence) {
    return new Finding(cause, severity, since, seen, sentence, "", "", null, List.of(), List.of());
  }

  Finding detail(String text) {
    return new Finding(cause, severity, since, seen, sentence, text, advice, hazard, actors, locks);
  }

  Finding advice(String text) {
    return new Finding(cause, severity, since, seen, sentence, detail, text, hazard, actors, locks);
  }

  Finding hazard(@Nullable Hazard known) {
    return new Finding(
        cause, severity, since, seen, sentence, detail, advice, known, actors, locks);
  }

  Finding who(List<? extends Actor> concerned) {
    return new Finding(
        cause,
        severity,
        since,
        seen,
        sentence,
        detail,
        advice,
        hazard,
        List.copyOf(concerned),
        locks);
  }

  Finding where(List<LockId> concerned) {
    return new Finding(
        cause, severity, since, seen, sentence, detail, advice, hazard, actors, concerned);
  }
}
