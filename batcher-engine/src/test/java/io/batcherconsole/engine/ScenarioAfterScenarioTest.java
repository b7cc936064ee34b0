package io.batcherconsole.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.scenario.Scenario;
import io.batcherconsole.engine.scenario.ScenarioLibrary;
import io.batcherconsole.engine.scenario.ScenarioRunView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A scenario leaves nothing behind for the one that is played after it on the same engine. */
@Timeout(60)
class ScenarioAfterScenarioTest {
  private static final EngineConfig CONFIG =
      EngineConfig.devnet(Path.of(System.getProperty("assets.dir"))).toBuilder()
          .chain(ChainChoice.parse("simulated", Optional.empty()))
          .port(0)
          .blockTime(Duration.ofMillis(250))
          .build();

  @TempDir private Path folder;

  private Scenario scenario(String name, String steps, String expectations) throws Exception {
    Path file = folder.resolve(name + ".json");
    Files.writeString(
        file,
        """
        {
          "order": 1, "title": "T", "summary": "S", "seed": 7, "maxFee": "2000000000000000",
          "steps": %s, "expectations": %s
        }
        """
            .formatted(steps, expectations));
    return ScenarioLibrary.of(folder).find(file.toString());
  }

  /** The thread that tells how the first one goes may still sleep when the second one begins. */
  @Test
  void whatIsToldOfARunIsToldOfTheLatest() throws Exception {
    try (Engine engine = Engine.open(CONFIG)) {
      engine.awaitRunning();
      engine.play(scenario("one", "[{ \"pause\": \"1ms\" }]", "[]"));
      Scenario second = scenario("two", "[{ \"pause\": \"2s\" }]", "[]");
      Set<String> told = new HashSet<>();
      Thread player = Thread.ofVirtual().start(() -> play(engine, second));
      while (player.isAlive()) {
        engine
            .scenarios()
            .latest()
            .filter(run -> run.state() == ScenarioRunView.State.RUNNING)
            .ifPresent(run -> told.add(run.scenario().name()));
        Thread.onSpinWait();
      }

      assertThat(told).containsExactly("two");
    }
  }

  private static void play(Engine engine, Scenario scenario) {
    try {
      engine.play(scenario);
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void aVerifierThatIsDisabledAtTheEndIsEnabledAgain() throws Exception {
    try (Engine engine = Engine.open(CONFIG)) {
      engine.awaitRunning();
      engine.play(scenario("disables", "[{ \"disable\": \"GnarkGroth16Bn254\" }]", "[]"));
      Scenario sends = scenario("sends", "[{ \"send\": \"A\" }]", "[\"all-on-chain\"]");

      // The batcher learns with the next block that it is enabled again.
      while (!engine.play(sends).passed()) {
        Thread.onSpinWait();
      }
    }
  }
}
