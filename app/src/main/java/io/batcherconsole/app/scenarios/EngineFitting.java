package io.batcherconsole.app.scenarios;

import io.batcherconsole.engine.scenario.ScenarioInfo;
import java.util.List;
import java.util.Optional;

/** Sets the engine up for scenarios that need another one than that of the moment. */
public interface EngineFitting {
  /** How the engine has to be for that scenario; empty when it can be started as it is. */
  Optional<Refit> refit(ScenarioInfo scenario);

  /**
   * Ends the engine, opens one as the scenario needs it, over which a new window comes in the place
   * of this one, and starts the scenario there. Returns at once.
   *
   * @param locking one of {@link Refit#lockings()}
   */
  void play(ScenarioInfo scenario, String locking);

  /**
   * What would be done.
   *
   * @param sentence why, and what it costs
   * @param lockings the designs under which it can be played, what it is for first
   */
  record Refit(String sentence, List<String> lockings) {
    public Refit {
      lockings = List.copyOf(lockings);
    }
  }
}
