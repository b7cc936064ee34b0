package io.batcherconsole.app.story;

import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.FrameReader;
import io.batcherconsole.app.frame.Selection;
import io.batcherconsole.app.paint.TimeWindow;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.EngineStatus;
import io.batcherconsole.engine.event.EngineStatus.ChainStatus;
import io.batcherconsole.engine.event.EngineStatus.Phase;
import io.batcherconsole.engine.event.EngineView;
import org.jspecify.annotations.Nullable;

/** Frames of the story and of quiet engines, for tests of what panels make of them. */
public final class Frames {
  private Frames() {}

  /** The story with that proof selected. */
  public static ConsoleFrame storyWith(Actor.Proof selected) {
    return read(new StoryEngineView(), selected.serial());
  }

  /** The story with nothing selected. */
  public static ConsoleFrame story() {
    return read(new StoryEngineView(), Selection.NONE);
  }

  /** An engine that nobody has sent anything to. */
  public static ConsoleFrame quiet(EngineStatus status) {
    return read(new QuietEngineView(status), Selection.NONE);
  }

  public static EngineStatus status(Phase phase, String sentence, @Nullable ChainStatus chain) {
    return new EngineStatus(
        phase, sentence, StoryEngineView.MOMENT - 5_000_000_000L, null, "ordered", chain);
  }

  private static ConsoleFrame read(EngineView engine, long selected) {
    Selection selection = new Selection();
    selection.select(selected);
    return new FrameReader(engine, new StoryScenarioDesk(), selection, new TimeWindow()).read();
  }
}
