package io.batcherconsole.app.scenarios;

import io.batcherconsole.app.text.Tone;
import io.batcherconsole.engine.scenario.ScenarioInfo;
import io.batcherconsole.engine.scenario.ScenarioRunView;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView;
import io.batcherconsole.engine.scenario.ScenarioRunView.State;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One scenario in the list.
 *
 * @param key the digit that starts it, "" beyond the ninth and for hazards
 * @param progress "4 of 6 ✓" for the running or last one, "happened" for a hazard's, else ""
 * @param running whether it runs now
 * @param current whether it is the one that runs or ran last: its details are shown
 * @param sentence what it does now, or how it ended
 */
record ScenarioRow(
    String key,
    ScenarioInfo scenario,
    String progress,
    Tone tone,
    boolean running,
    boolean current,
    String sentence,
    List<ExpectationView> expectations) {

  /** The list's rows, of which {@code run} may be one's. */
  static List<ScenarioRow> of(List<ScenarioInfo> scenarios, @Nullable ScenarioRunView run) {
    return IntStream.range(0, scenarios.size())
        .mapToObj(i -> row(key(i, scenarios.get(i)), scenarios.get(i), run))
        .toList();
  }

  private static String key(int index, ScenarioInfo info) {
    return index < 9 && info.hazard() == null ? String.valueOf(index + 1) : "";
  }

  private static ScenarioRow row(String key, ScenarioInfo info, @Nullable ScenarioRunView run) {
    if (run == null || !run.scenario().name().equals(info.name())) {
      return new ScenarioRow(key, info, "", Tone.MUTED, false, false, "", List.of());
    }
    return new ScenarioRow(
        key,
        info,
        progress(run),
        tone(run),
        run.state() == State.RUNNING,
        true,
        run.sentence(),
        run.expectations());
  }

  private static String progress(ScenarioRunView run) {
    int all = run.expectations().size();
    if (run.state() == State.CANCELLED) {
      return "cancelled";
    }
    if (run.happened() != null && run.state() == State.PASSED) {
      return run.happened() ? "happened" : "did not happen";
    }
    return all == 0 ? "" : run.holding() + " of " + all + mark(run.state());
  }

  private static String mark(State state) {
    return state == State.FAILED ? " ✖" : " ✓";
  }

  private static Tone tone(ScenarioRunView run) {
    return switch (run.state()) {
      case PASSED -> Boolean.TRUE.equals(run.happened()) ? Tone.ATTENTION : Tone.WELL;
      case RUNNING -> Tone.WELL;
      case FAILED -> Tone.BROKEN;
      case CANCELLED -> Tone.MUTED;
    };
  }
}
