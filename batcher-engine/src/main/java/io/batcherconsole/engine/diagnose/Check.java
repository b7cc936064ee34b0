package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.FindingView.Severity;
import java.util.List;

/** Looks for one kind of trouble. Used by one thread; does no I/O and never waits. */
interface Check {
  /** Its name in findings, scenarios and on screen: "deadlock". */
  String id();

  /** The causes that are there now, each once. A cause that is not reported any more has ended. */
  List<Finding> look(Observation now);

  /**
   * The invariant that this check watches: "queue within its limit". It is broken while something
   * is found that {@link #breaks} it. Empty when it watches none.
   */
  default String invariant() {
    return "";
  }

  /** Whether a finding of that severity breaks the invariant. */
  default boolean breaks(Severity severity) {
    return true;
  }

  /** Whether the observation shows enough to tell. */
  default boolean looked(Observation now) {
    return true;
  }
}
