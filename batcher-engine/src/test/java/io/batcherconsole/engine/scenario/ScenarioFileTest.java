package io.batcherconsole.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.scenario.RefusalDemand.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a scenario file is told with the field and what belongs there. */
class ScenarioFileTest {
  private static final String GOOD =
      """
      {
        "order": 1, "title": "T", "summary": "S", "seed": 7, "verifyDelay": "5s",
        "maxFee": "1300000000000000",
        "users": [
          { "user": "A", "connections": 2, "proofsPerConnection": 3, "pacing": "burst" }
        ],
        "expectations": ["all-on-chain"]
      }
      """;

  @TempDir private Path folder;

  @Test
  void everyScenarioOfOursIsGood() throws Exception {
    ScenarioLibrary library =
        ScenarioLibrary.of(Path.of(System.getProperty("assets.dir"), "scenarios"));

    assertThat(library.all())
        .extracting(scenario -> scenario.info().name())
        .startsWith("few-proofs", "big-load", "few-proofs-colliding", "steady-load");
  }

  /** What is played without a hazard must be clean, and says so itself. */
  @Test
  void whateverProvokesNoHazardDemandsThatNothingIsFound() throws Exception {
    ScenarioLibrary library =
        ScenarioLibrary.of(Path.of(System.getProperty("assets.dir"), "scenarios"));

    assertThat(library.all())
        .filteredOn(scenario -> scenario.hazard() == null)
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(scenario -> scenario.demands().findings().none());
  }

  @Test
  void aGoodFileIsReadAsItSays() throws Exception {
    Scenario scenario = ScenarioFile.read(write(GOOD));

    assertThat(scenario.info().name()).isEqualTo("mine");
    assertThat(scenario.verifyDelay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(scenario.proofs()).isEqualTo(6);
    assertThat(scenario.demands().expectations()).containsExactly(Expectation.ALL_ON_CHAIN);
  }

  @Test
  void aClockAndRefusalsAreReadAsTheyAreWritten() throws Exception {
    Scenario scenario =
        ScenarioFile.read(
            write(
                GOOD.replace(
                        "\"burst\"", "\"interval\", \"every\": \"200ms\", \"jitter\": \"50ms\"")
                    .replace(
                        "\"seed\": 7",
                        "\"seed\": 7, \"refusals\": {\"InvalidNonce\": 2, \"ServerBusy\":"
                            + " {\"most\": 3}}")));

    assertThat(scenario.users().getFirst().pacing())
        .isEqualTo(new Pacing.Interval(Duration.ofMillis(200), Duration.ofMillis(50)));
    assertThat(scenario.demands().refusals())
        .isEqualTo(
            new RefusalDemand(
                Map.of("InvalidNonce", new Count(2, 2), "ServerBusy", new Count(0, 3))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"order\": 1 | \"order\": \"first\" | order must be a whole number",
        "\"seed\": 7 | \"sede\": 7 | sede is unknown",
        "\"5s\" | \"soon\" | write it as 300ms, 5s or 2min",
        "\"5s\" | \"5min\" | verifyDelay must be at most 60s",
        "\"1300000000000000\" | 1300000000000000 | maxFee must be a text",
        "\"connections\": 2 | \"connections\": 0 | users[0].connections must be a whole number",
        "\"burst\" | \"slow\" | users[0].pacing must be one of burst",
        "\"all-on-chain\" | \"luck\" | expectations[0] must be one of one-holder-per-user",
        "\"title\": \"T\", | | title must be a text",
        "\"seed\": 7 | \"seed\": 7, \"hazard\": \"luck\" | line 2: hazard must be one of",
        "\"seed\": 7 | \"seed\": 7, \"lockings\": [\"x\"] | lockings[0] must be one of global",
        "\"seed\": 7 | \"seed\": 7, \"faults\": [\"verify\"] | faults[0] \"verify\" is no fault"
            + " rule",
        "\"seed\": 7 | \"seed\": 7, \"engine\": {\"queueLimit\": 0} | engine.queueLimit must be",
        "\"seed\": 7 | \"seed\": 7, \"engine\": {\"blockTime\": \"0s\"} | engine.blockTime must be"
            + " a time above 0",
        "\"seed\": 7 | \"seed\": 7, \"steps\": [{\"jump\": 1}] | steps[0] must be a step with one"
            + " of",
        "\"seed\": 7 | \"seed\": 7, \"steps\": [{\"pause\": \"1s\", \"x\": 1}] | steps[0].x is"
            + " unknown",
        "\"seed\": 7 | \"seed\": 7, \"findings\": {\"none\": 1} | line 2: findings.none must be"
            + " true or false",
        "\"seed\": 7 | \"seed\": 7, \"findings\": {\"with\": [\"luck\"]} | findings.with[0] must be"
            + " one of deadlock",
        "\"seed\": 7 | \"seed\": 7, \"findings\": {\"some\": true} | findings.some is unknown",
        "\"burst\" | \"interval\" | users[0].every must be a time above 0",
        "\"burst\" | \"interval\", \"every\": \"0ms\" | users[0].every must be a time above 0",
        "\"burst\" | \"burst\", \"every\": \"1s\" | users[0].every is for the pacing \"interval\"",
        "\"burst\" | \"interval\", \"every\": \"1s\", \"jitter\": \"2s\" | users[0].jitter must be"
            + " at most as long",
        "\"seed\": 7 | \"seed\": 7, \"refusals\": {\"Luck\": 1} | refusals.Luck is unknown",
        "\"seed\": 7 | \"seed\": 7, \"refusals\": {\"InvalidNonce\": -1} |"
            + " refusals.InvalidNonce must be a whole number",
        "\"seed\": 7 | \"seed\": 7, \"refusals\": {\"InvalidNonce\": {\"least\": 3, \"most\": 2}} |"
            + " refusals.InvalidNonce.most must be a whole number from 3",
        "\"connections\": 2 | \"connections\": 0 | line 5: users[0].connections must be",
        "\"user\": \"A\" | \"user\": \"Z\" | line 5: users[0].user must be a development wallet",
        "\"seed\": 7 | \"seed\": 7, \"steps\": [{\"send\": \"me\"}] | line 2: steps[0].send must be"
            + " a development wallet, A to I",
        "\"seed\": 7 | \"seed\": 7, \"steps\": [{\"await\": \"B\", \"stage\": \"queued\"}] |"
            + " steps[0].await waits for B, who sends in no step before it",
      })
  void whatIsWrongIsNamed(String good, String bad, String sentence) {
    String text = GOOD.replace(good, bad == null ? "" : bad);

    assertThatThrownBy(() -> ScenarioFile.read(write(text)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("mine.json")
        .hasMessageContaining(sentence);
  }

  @Test
  void whatIsNoJsonIsNamedWithTheLine() {
    assertThatThrownBy(() -> ScenarioFile.read(write("{\n \"order\": 1,\n oops }")))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("line 3");
  }

  @Test
  void whatIsToldOfNoJsonIsForWhoWroteTheFile() {
    assertThatThrownBy(() -> ScenarioFile.read(write("{ \"order\": NaN }")))
        .hasMessageEndingWith("mine.json, line 1: Non-standard token 'NaN'");
    assertThatThrownBy(() -> ScenarioFile.read(write(GOOD.replace("5s", "5"))))
        .hasMessageEndingWith("write it as 300ms, 5s or 2min.")
        .hasMessageNotContaining("..");
  }

  @Test
  void aFileThatEndsTooSoonIsToldInPlainWords() {
    assertThatThrownBy(() -> ScenarioFile.read(write("{")))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("expected close marker for Object")
        .hasMessageNotContaining("REDACTED");
  }

  @Test
  void aFileThatIsWrongIsLeftOutAndTheOthersStay() throws Exception {
    write(GOOD);
    Files.writeString(folder.resolve("broken.json"), "{");

    ScenarioLibrary library = ScenarioLibrary.of(folder);
    assertThat(library.all()).hasSize(1);
    assertThatThrownBy(() -> library.named("broken"))
        .as("who asks for it hears what is wrong with it")
        .hasMessageContaining("broken.json, line 1");
  }

  @Test
  void aFileAnywhereCanBePlayed() throws Exception {
    Path mine = write(GOOD);
    ScenarioLibrary library = ScenarioLibrary.of(Files.createDirectory(folder.resolve("empty")));

    assertThat(library.find(mine.toString()).info().name()).isEqualTo("mine");
    assertThatThrownBy(() -> library.find("no/such.json"))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("There is no scenario file no/such.json.");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("mine.json"), text);
  }
}
