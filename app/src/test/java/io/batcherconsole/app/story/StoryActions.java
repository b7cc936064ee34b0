package io.batcherconsole.app.story;

import io.batcherconsole.app.window.ConsoleActions;
import io.batcherconsole.engine.LockingInfo;
import io.batcherconsole.engine.scenario.ScenarioInfo;
import java.util.List;
import java.util.Optional;
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

  /** What provokes a hazard is for one design, and the story's engine has another. */
  @Override
  public Optional<Refit> refit(ScenarioInfo scenario) {
    return scenario.hazard() == null
        ? Optional.empty()
        : Optional.of(
            new Refit(
                "It happens under split-state. The engine starts anew.",
                List.of("split-state", "ordered")));
  }

  @Override
  public void play(ScenarioInfo scenario, String locking) {
    asked.add("play " + scenario.name() + " under " + locking);
  }

  @Override
  public void switchLocking(String name) {
    asked.add("switch to " + name);
  }
}
