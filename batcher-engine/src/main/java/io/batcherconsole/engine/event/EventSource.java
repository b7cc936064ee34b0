package io.batcherconsole.engine.event;

import java.util.function.Consumer;

/** Where event records can be followed. */
public interface EventSource {
  /**
   * Calls {@code reader} with every record from now on, in order, on the collector's thread. A slow
   * reader delays the screen, never the engine; records are dropped and counted when the ring is
   * full.
   */
  Subscription subscribe(Consumer<EngineEvent> reader);

  /** Ends a subscription. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
