package io.batcherconsole.app;

import io.batcherconsole.app.frame.FxThread;
import io.batcherconsole.app.theme.Fonts;
import io.batcherconsole.app.theme.Look;
import io.batcherconsole.app.theme.Theme;
import io.batcherconsole.app.window.ConsoleWindow;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The console on a display: one stage, and in it the window over the engine of the moment. Not an
 * {@code Application}: it is handed its parts.
 */
public final class ConsoleApp {
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  /** What a window's frame and title may take of a small screen, layout pixels. */
  private static final double FRAME = 40;

  private final @Nullable Path assets;
  private final Theme theme;
  private final CountDownLatch closed = new CountDownLatch(1);

  // Used on the JavaFX thread only.
  private @Nullable Stage stage;
  private @Nullable Look look;
  private @Nullable ConsoleWindow window;

  /**
   * @param assets the assets folder, with the typefaces; null when there is none
   * @param theme to begin with
   */
  public ConsoleApp(@Nullable Path assets, Theme theme) {
    this.assets = assets;
    this.theme = theme;
  }

  /**
   * Opens a window over {@code parts} and returns when the person has closed it. Can be called once
   * in a process: JavaFX does not start twice.
   *
   * @throws IllegalStateException when no window can be opened; the message says why
   */
  public void open(ConsoleWindow.Parts parts) throws InterruptedException {
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    try {
      Platform.startup(
          () -> {
            try {
              openStage(parts);
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

  /**
   * Shows a window over other parts in the place of the one that is there; does nothing once the
   * person has closed it. From any thread but JavaFX' own.
   */
  public void replace(ConsoleWindow.Parts parts) {
    FxThread.call(
        () -> {
          Stage open = stage;
          if (open != null && open.isShowing() && look != null) {
            Scene before = open.getScene();
            show(open, new ConsoleWindow(parts, look, before.getWidth(), before.getHeight()));
          }
          return true;
        });
  }

  private void openStage(ConsoleWindow.Parts parts) {
    Stage opened = new Stage();
    Look dress = new Look(Fonts.load(assets), theme);
    stage = opened;
    look = dress;
    opened.setTitle("Batcher Console");
    opened.getIcons().addAll(AppIcon.sizes());
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    double width = Math.min(WIDTH, screen.getWidth());
    double height = Math.min(HEIGHT, screen.getHeight() - FRAME);
    opened.setMinWidth(Math.min(ConsoleWindow.LEAST_WIDTH, width));
    opened.setMinHeight(Math.min(ConsoleWindow.LEAST_HEIGHT, height));
    opened.setOnHidden(
        event -> {
          if (window != null) {
            window.stop();
          }
          closed.countDown();
        });
    show(opened, new ConsoleWindow(parts, dress, width, height));
    opened.show();
  }

  private void show(Stage on, ConsoleWindow next) {
    if (window != null) {
      window.stop();
    }
    window = next;
    on.setScene(next.scene());
    next.start();
  }
}
