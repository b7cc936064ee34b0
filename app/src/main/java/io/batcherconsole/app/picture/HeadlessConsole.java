package io.batcherconsole.app.picture;

import io.batcherconsole.app.frame.FxThread;
import io.batcherconsole.app.theme.Fonts;
import io.batcherconsole.app.theme.Look;
import io.batcherconsole.app.theme.Theme;
import io.batcherconsole.app.window.ConsoleWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The same window without a display, on JavaFX' Headless platform: frames flow into it as on a
 * screen, and pictures can be taken of it. One in a process, because JavaFX does not start twice.
 */
public final class HeadlessConsole implements AutoCloseable {
  /** The platform's own screen ends soon after this height, px. */
  private static final int MOST_HEIGHT = 960;

  private final ConsoleWindow window;
  private final Stage stage;

  private HeadlessConsole(ConsoleWindow window, Stage stage) {
    this.window = window;
    this.stage = stage;
  }

  /**
   * Opens the window. Must come before anything else that uses JavaFX in this process.
   *
   * @param assets the assets folder, with the typefaces; null when there is none
   * @param width px
   * @param height px, at most 960: the Headless platform has no larger screen
   */
  public static HeadlessConsole open(
      ConsoleWindow.Parts parts, @Nullable Path assets, Theme theme, int width, int height)
      throws InterruptedException {
    if (height > MOST_HEIGHT) {
      throw new IllegalArgumentException(
          "a window without a display is at most " + MOST_HEIGHT + " px high, not " + height);
    }
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    CountDownLatch started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    Platform.setImplicitExit(false);
    return FxThread.call(
        () -> {
          Look look = new Look(Fonts.load(assets), theme);
          ConsoleWindow window = new ConsoleWindow(parts, look, width, height);
          Stage stage = new Stage();
          stage.setScene(window.scene());
          stage.show();
          window.start();
          return new HeadlessConsole(window, stage);
        });
  }

  /** Does something to the window on its thread, such as selecting a proof. */
  public void with(Consumer<ConsoleWindow> action) {
    FxThread.call(
        () -> {
          action.accept(window);
          return true;
        });
  }

  /** Writes a picture of the window as it is now, as PNG. */
  public void picture(Path file) throws IOException {
    Picture picture =
        FxThread.call(
            () -> {
              window.showNow();
              return Picture.of(window.scene());
            });
    picture.write(file);
  }

  /** Closes the window and ends JavaFX. */
  @Override
  public void close() {
    FxThread.call(
        () -> {
          window.stop();
          stage.hide();
          return true;
        });
    Platform.exit();
  }
}
