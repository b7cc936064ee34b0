package io.batcherconsole.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.picture.Picture;
import io.batcherconsole.app.story.StoryEngineView;
import io.batcherconsole.app.story.StoryFaultDesk;
import io.batcherconsole.app.story.StoryScenarioDesk;
import io.batcherconsole.app.theme.Fonts;
import io.batcherconsole.app.theme.Look;
import io.batcherconsole.app.theme.Theme;
import io.batcherconsole.app.window.ConsoleWindow;
import java.nio.file.Path;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ConsoleWindowTest {
  @BeforeAll
  static void screen() throws Exception {
    HeadlessScreen.resize(1920, 1080);
  }

  @ParameterizedTest
  @CsvSource({
    "DARK, 1440, 900",
    "LIGHT, 1440, 900",
    "DARK, 1920, 1080",
    "DARK, 1100, 700",
    "LIGHT, 1100, 700"
  })
  void pictures(Theme theme, int width, int height) throws Exception {
    Stage stage = FxToolkit.registerStage(Stage::new);
    Picture picture =
        WaitForAsyncUtils.asyncFx(
                () -> {
                  StoryFaultDesk faults = StoryFaultDesk.withVerifyDelay();
                  Look look =
                      new Look(Fonts.load(Path.of(System.getProperty("assets.dir"))), theme);
                  ConsoleWindow window =
                      new ConsoleWindow(
                          new ConsoleWindow.Parts(
                              new StoryEngineView(faults),
                              faults,
                              new StoryScenarioDesk(),
                              () -> {}),
                          look,
                          width,
                          height);
                  stage.setScene(window.scene());
                  stage.show();
                  window.showNow();
                  return Picture.of(window.scene());
                })
            .get();
    picture.write(
        Path.of(System.getProperty("build.dir"), "pictures", theme + "-" + width + ".png"));
    assertThat(picture.width()).isEqualTo(width);
    assertThat(picture.height()).isEqualTo(height);
  }
}
