package io.batcherconsole.app.window;

import io.batcherconsole.app.scenarios.EngineFitting;
import io.batcherconsole.engine.LockingInfo;
import java.util.List;

/** What the window asks of the program around it. */
public interface ConsoleActions extends EngineFitting {
  /** Stops the engine; the window stays and shows what happened. Returns at once. */
  void stopEngine();

  /** The locking designs that the engine can be started with. */
  List<LockingInfo> lockings();

  /**
   * Ends the engine and opens one with another locking design, over which a new window comes in the
   * place of this one. Returns at once.
   *
   * @param name one of {@link #lockings()}
   */
  void switchLocking(String name);
}
