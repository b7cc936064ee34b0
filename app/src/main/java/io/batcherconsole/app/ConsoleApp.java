package io.batcherconsole.app;

import io.batcherconsole.app.theme.Fonts;
import io.batcherconsole.app.theme.Look;
import io.batcherconsole.app.theme.Theme;
import io.batcherconsole.app.window.ConsoleWindow;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Opens the console's window on a display. Not an {@code Application}: it is handed its parts. */
public final class ConsoleApp {
  static final double WIDTH = 1440;
  static final double HEIGHT = 900;

  private ConsoleApp() {}

  /**
   * Opens a window over {@code parts} and returns when the person has closed it. Can be called once
   * in a process: JavaFX does not start twice.
   *
   * @param assets the assets folder, with the typefaces; null when there is none
   * @throws IllegalStateException when no window can be opened; the message says why
   */
  public static void open(ConsoleWindow.Parts parts, @Nullable Path assets, Theme theme)
      throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    try {
      Platform.startup(
          () -> {
            try {
              show(parts, new Look(Fonts.load(assets), theme), closed);
            } catch (RuntimeException e) {
              failure.set(e);
              closed.countDown();
            }
          });
    } catch (UnsupportedOperationException noDisplay) {
      throw new IllegalStateException("No window: " + noDisplay.getMessage(), noDisplay);
    }
    closed.await();
    Platform.exit();
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("The window failed: " + failed.getMessage(), failed);
    }
  }

  private static void show(ConsoleWindow.Parts parts, Look look, CountDownLatch closed) {
    ConsoleWindow window = new ConsoleWindow(parts, look, WIDTH, HEIGHT);
    Stage stage = new Stage();
    stage.setTitle("Batcher Console");
    stage.setMinWidth(ConsoleWindow.LEAST_WIDTH);
    stage.setMinHeight(ConsoleWindow.LEAST_HEIGHT);
    stage.setScene(window.scene());
    stage.setOnHidden(
        event -> {
          window.stop();
          closed.countDown();
        });
    stage.show();
    window.start();
  }
}
