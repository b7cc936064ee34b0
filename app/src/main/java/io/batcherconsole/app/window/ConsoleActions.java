package io.batcherconsole.app.window;

/** What the window asks of the program around it. */
public interface ConsoleActions {
  /** Stops the engine; the window stays and shows what happened. Returns at once. */
  void stopEngine();
}
