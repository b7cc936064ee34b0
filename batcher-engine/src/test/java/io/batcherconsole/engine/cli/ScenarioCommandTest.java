package io.batcherconsole.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked for wrongly is told in a sentence, before anything is started. */
@Timeout(60)
class ScenarioCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nope | There is no scenario \"nope\"; there is few-proofs",
        "no/such.json | There is no scenario file no/such.json.",
        "few-proofs --repeat 0 | --repeat takes a number from 1 on, not 0.",
        "few-proofs --repeat x | 'x' is not an int",
        "few-proofs --verify-delay 5 | write it as 300ms, 5s or 2min",
        "few-proofs --verify-delay 2min | An injected delay is at most 60s.",
        "few-proofs --fault verify | is no fault rule",
        "few-proofs --locking none | There is no locking \"none\"",
        "few-proofs --chain x | The chain is auto, anvil, simulated or an http(s) URL",
        "few-proofs --metrics-port 99999 | --metrics-port takes a port",
        "few-proofs --report /dev/null/x | --report: nothing can be written to /dev/null",
        "few-proofs --batch-folder /dev/null/x | --batch-folder /dev/null/x is no folder",
        "few-proofs --report / | it is a folder; name a file",
        "few-proofs --all | few-proofs provokes no hazard: play it without --all",
        "lost-exclusion --all --repeat 2 | leave --verify-delay, --repeat and --locking out",
        "lost-exclusion --all --locking ordered | leave --verify-delay, --repeat and --locking out",
      })
  void whatMakesNoSenseIsToldInASentence(String words, String sentence) {
    assertThat(execute("scenario " + words)).isEqualTo(2);
    assertThat(err.toString()).contains(sentence).doesNotContain("\tat ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aFileOfOnesOwnThatIsWrongIsNamedWithItsLine() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine.json"), "{\n  \"order\": -1\n}");

    assertThat(execute("scenario " + mine)).isEqualTo(2);
    assertThat(err.toString()).contains("mine.json, line 1").doesNotContain("\tat ");
  }

  @Test
  void aFileOfOnesOwnIsPlayed() throws IOException {
    Path mine =
        Files.writeString(
            folder.resolve("mine.json"),
            """
            {
              "order": 1, "title": "Mine", "summary": "One proof.", "seed": 1,
              "maxFee": "1300000000000000", "engine": { "blockTime": "200ms" },
              "users": [
                { "user": "C", "connections": 1, "proofsPerConnection": 1, "pacing": "burst" }
              ],
              "expectations": ["all-on-chain"], "findings": { "none": true }
            }
            """);

    assertThat(execute("scenario " + mine + " --chain simulated")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("mine on simulated", "every proof is on chain: 1 proof");
  }

  private int execute(String words) {
    return BatcherCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words.split(" "));
  }
}
