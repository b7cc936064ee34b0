package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.runtime.EngineRuntime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets a {@link Diagnosis} look a few times a second, on a thread of its own. */
public final class Watchdog implements AutoCloseable {
  private final EngineRuntime runtime;
  private final Diagnosis diagnosis;
  private final Duration interval;
  private volatile boolean stopped;
  private @Nullable Thread thread;

  public Watchdog(EngineRuntime runtime, Diagnosis diagnosis, Thresholds thresholds) {
    this.runtime = runtime;
    this.diagnosis = diagnosis;
    this.interval = thresholds.interval();
  }

  /** Starts looking; called once. */
  public synchronized void start() {
    thread = runtime.spawn("watchdog", this::run);
  }

  private void run() {
    try {
      while (!stopped) {
        diagnosis.look();
        runtime.sleep(interval);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the looking; what was found stays. Harmless the second time. */
  @Override
  public synchronized void close() {
    stopped = true;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
