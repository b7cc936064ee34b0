package io.batcherconsole.app.story;

import io.batcherconsole.app.ConsoleApp;
import io.batcherconsole.app.theme.Theme;
import io.batcherconsole.app.window.ConsoleWindow;
import java.nio.file.Path;

/** Opens the real window over the story, for people who work on the window. */
public final class StoryConsole {
  private StoryConsole() {}

  public static void main(String[] args) throws InterruptedException {
    StoryFaultDesk faults = StoryFaultDesk.withVerifyDelay();
    StoryEngineView story = new StoryEngineView(faults);
    new ConsoleApp(Path.of(System.getProperty("assets.dir")), Theme.DARK)
        .open(
            new ConsoleWindow.Parts(
                story, faults, story.findingDesk(), new StoryScenarioDesk(), new StoryActions()));
  }
}
