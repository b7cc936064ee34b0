package io.batcherconsole.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.batcherconsole.engine.scenario.RunReport;
import io.batcherconsole.engine.scenario.RunReport.FindingReport;
import io.batcherconsole.engine.scenario.Scenario;
import io.batcherconsole.engine.scenario.ScenarioLibrary;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a scenario demands of the findings decides how its run ends. */
@Timeout(120)
class FindingDemandRunTest {
  private static final EngineConfig CONFIG =
      EngineConfig.devnet(Path.of(System.getProperty("assets.dir"))).toBuilder()
          .chain(ChainChoice.parse("simulated", Optional.empty()))
          .port(0)
          .blockTime(Duration.ofMillis(250))
          .build();

  @TempDir private Path folder;

  /** A's balance takes 3 s under A's lock, which is found; the chain is quick for B. */
  private Scenario slowBalance(String findings) throws Exception {
    Files.writeString(
        folder.resolve("mine.json"),
        """
        {
          "order": 1, "title": "T", "summary": "S", "seed": 7, "maxFee": "2000000000000000",
          "faults": ["balance=1*delay(3s)@A"],
          "steps": [{ "send": "A" }, { "send": "B" }],
          "expectations": ["all-on-chain"],
          "findings": %s
        }
        """
            .formatted(findings));
    return ScenarioLibrary.of(folder).named("mine");
  }

  @Test
  void aRunFailsByWhatIsFoundUnwantedAndByWhatIsWantedAndNotFound() throws Exception {
    try (Engine engine = Engine.open(CONFIG)) {
      engine.awaitRunning();
      RunReport wanted = engine.play(slowBalance("{ \"with\": [\"long-hold\"] }"));
      assertThat(wanted.passed()).as("%s", wanted.expectations()).isTrue();
      assertThat(wanted.findings())
          .extracting(FindingReport::id, FindingReport::severity)
          .contains(tuple("long-hold/user A", "warning"));

      RunReport unwanted = engine.play(slowBalance("{ \"without\": [\"long-hold\"] }"));
      assertThat(unwanted.passed()).isFalse();
      assertThat(unwanted.expectations())
          .extracting(ExpectationView::outcome)
          .containsExactly(Outcome.HOLDS, Outcome.BROKEN);

      RunReport notClean = engine.play(slowBalance("{ \"none\": true }"));
      assertThat(notClean.passed()).isFalse();
      assertThat(notClean.expectations().getLast().detail()).contains("User A's lock");

      RunReport absent = engine.play(slowBalance("{ \"with\": [\"nonce-gap\"] }"));
      assertThat(absent.passed()).isFalse();
      assertThat(absent.expectations().getLast())
          .returns(Outcome.BROKEN, ExpectationView::outcome)
          .returns("a finding names nonce-gap", ExpectationView::sentence);
    }
  }
}
