package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.runtime.EngineRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one run: they are waited for together, and the first that fails stops the others.
 * Used by one thread, which closes it.
 */
final class Crew implements AutoCloseable {
  private final EngineRuntime runtime;
  private final Object guard = new Object();

  /** Guarded by {@link #guard}, as everything below. */
  private final List<Thread> members = new ArrayList<>();

  private int working;
  private @Nullable Throwable failure;
  private @Nullable Thread foreman;

  Crew(EngineRuntime runtime) {
    this.runtime = runtime;
  }

  /** Work that may wait and fail. */
  @FunctionalInterface
  interface Task {
    void run() throws Exception;
  }

  /** Starts a thread for {@code task}. */
  void start(String name, Task task) {
    synchronized (guard) {
      working++;
      members.add(runtime.spawn(name, () -> work(task)));
    }
  }

  private void work(Task task) {
    Throwable thrown = null;
    try {
      task.run();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (Exception | AssertionError failed) {
      thrown = failed;
    }
    synchronized (guard) {
      working--;
      if (thrown != null && failure == null) {
        failure = thrown;
      }
      if (foreman != null) {
        runtime.unpark(foreman);
      }
    }
  }

  /**
   * Waits until all are done.
   *
   * @return false when they were not within {@code timeout}
   * @throws ScenarioException when one failed
   */
  boolean join(Duration timeout) throws InterruptedException, ScenarioException {
    long deadline = runtime.nanoTime() + timeout.toNanos();
    synchronized (guard) {
      foreman = Thread.currentThread();
    }
    while (true) {
      synchronized (guard) {
        if (failure != null) {
          throw new ScenarioException(String.valueOf(failure.getMessage()), failure);
        }
        if (working == 0) {
          return true;
        }
      }
      long left = deadline - runtime.nanoTime();
      if (left <= 0) {
        return false;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      runtime.parkNanos(this, left);
    }
  }

  /** Interrupts those that still work. */
  @Override
  public void close() {
    synchronized (guard) {
      members.forEach(Thread::interrupt);
    }
  }
}
