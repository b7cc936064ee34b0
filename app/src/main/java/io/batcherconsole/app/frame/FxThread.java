package io.batcherconsole.app.frame;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;

/** Does something on the JavaFX thread for a thread that is not it. */
public final class FxThread {
  private static final long SECONDS = 30;

  private FxThread() {}

  /**
   * Calls {@code task} on the JavaFX thread and waits for its result, 30 s at most.
   *
   * @throws IllegalStateException when it fails or does not end in time
   */
  public static <T> T call(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Platform.runLater(future);
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the window", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the window failed: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the window did not answer within " + SECONDS + " s", e);
    }
  }
}
