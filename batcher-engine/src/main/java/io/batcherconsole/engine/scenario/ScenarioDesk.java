package io.batcherconsole.engine.scenario;

import java.util.List;
import java.util.Optional;

/** Starts scenarios against the running engine and tells how they go. Safe from any thread. */
public interface ScenarioDesk {
  /** All scenarios that can be started, in the order in which a list shows them. */
  List<ScenarioInfo> scenarios();

  /**
   * Starts a scenario in the background.
   *
   * @throws IllegalStateException when one is running already, or there is none of that name; the
   *     message says what to do
   */
  void start(String name);

  /** Stops the running scenario; does nothing when none runs. Its clients disconnect. */
  void cancel();

  /** The running scenario, or else the last one that ran. */
  Optional<ScenarioRunView> latest();
}
