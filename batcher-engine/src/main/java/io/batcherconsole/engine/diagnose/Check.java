package io.batcherconsole.engine.diagnose;

import java.util.List;

/** Looks for one kind of trouble. Used by one thread; does no I/O and never waits. */
interface Check {
  /** Its name in findings, scenarios and on screen: "deadlock". */
  String id();

  /** The causes that are there now, each once. A cause that is not reported any more has ended. */
  List<Finding> look(Observation now);
}
