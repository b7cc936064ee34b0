package io.batcherconsole.app.story;

import io.batcherconsole.engine.scenario.ScenarioDesk;
import io.batcherconsole.engine.scenario.ScenarioInfo;
import io.batcherconsole.engine.scenario.ScenarioRunView;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView.Outcome;
import io.batcherconsole.engine.scenario.ScenarioRunView.State;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Seven scenarios, the first of which runs. */
public final class StoryScenarioDesk implements ScenarioDesk {
  private static final List<ScenarioInfo> SCENARIOS =
      List.of(
          new ScenarioInfo(
              "few-proofs",
              "Few proofs",
              "User A on two connections and user B, ten proofs each. Watch A's second connection"
                  + " wait for user A while B passes."),
          new ScenarioInfo("big-load", "Big load", "Fifty users, as fast as they can."),
          new ScenarioInfo("replacement-stall", "Replacement stalls all", "One slow replacement."),
          new ScenarioInfo("restore-deadlock", "Restore deadlock", "A failed batch comes back."),
          new ScenarioInfo("double-mutex", "Double mutex, new user", "Two locks for one user."),
          new ScenarioInfo("arbitrary-eviction", "Arbitrary eviction", "The queue is full."),
          new ScenarioInfo(
              "slow-reader",
              "Slow reader",
              "A client that does not read.",
              "slow-reader-holds-posting",
              List.of("split-state")));

  private @Nullable ScenarioRunView latest;

  public StoryScenarioDesk() {
    latest = run(SCENARIOS.getFirst(), State.RUNNING, "17 of 30 proofs are queued or posted");
  }

  private static ScenarioRunView run(ScenarioInfo scenario, State state, String sentence) {
    return new ScenarioRunView(
        scenario,
        state,
        sentence,
        StoryEngineView.MOMENT - 34_000_000_000L,
        List.of(
            new ExpectationView("no two holders of one user's lock", Outcome.HOLDS, "22 holds"),
            new ExpectationView("the two users overlapped", Outcome.HOLDS, "for 20.1 s"),
            new ExpectationView("A's connections took turns", Outcome.HOLDS, "12 hand-offs"),
            new ExpectationView("nobody was refused", Outcome.HOLDS, "0 refused"),
            new ExpectationView("every proof is on chain", Outcome.PENDING, ""),
            new ExpectationView("every inclusion proof checks out", Outcome.PENDING, "")),
        null);
  }

  @Override
  public List<ScenarioInfo> scenarios() {
    return SCENARIOS;
  }

  @Override
  public synchronized void start(String name) {
    if (latest != null && latest.state() == State.RUNNING) {
      throw new IllegalStateException(
          latest.scenario().title() + " is still running; cancel it first");
    }
    ScenarioInfo scenario =
        SCENARIOS.stream()
            .filter(s -> s.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("there is no scenario " + name));
    latest = run(scenario, State.RUNNING, "connecting");
  }

  @Override
  public synchronized void cancel() {
    if (latest != null && latest.state() == State.RUNNING) {
      latest = run(latest.scenario(), State.CANCELLED, "cancelled after 17 of 30 proofs");
    }
  }

  @Override
  public synchronized Optional<ScenarioRunView> latest() {
    return Optional.ofNullable(latest);
  }
}
