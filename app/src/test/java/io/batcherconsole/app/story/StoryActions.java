package io.batcherconsole.app.story;

import io.batcherconsole.app.window.ConsoleActions;
import io.batcherconsole.engine.LockingInfo;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a window asked for. */
public final class StoryActions implements ConsoleActions {
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** What was asked for, in order: "stop", "switch to per-user". */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void stopEngine() {
    asked.add("stop");
  }

  @Override
  public List<LockingInfo> lockings() {
    return LockingInfo.all();
  }

  @Override
  public void switchLocking(String name) {
    asked.add("switch to " + name);
  }
}
