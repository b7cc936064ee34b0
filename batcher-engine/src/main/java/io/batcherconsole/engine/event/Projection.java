package io.batcherconsole.engine.event;

/**
 * Makes a view out of event records. Both methods are called on the collector's thread only; what
 * other threads read is published by {@link #publish} as immutable values, so that no reader makes
 * the collector wait.
 */
public interface Projection {
  /** Takes the next record. Does not throw. */
  void accept(EngineEvent event);

  /**
   * Shows readers what was taken so far; called a few hundred times a second, also when nothing was
   * taken.
   *
   * @param now ns
   */
  void publish(long now);
}
