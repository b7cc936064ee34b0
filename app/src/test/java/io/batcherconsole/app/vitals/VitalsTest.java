package io.batcherconsole.app.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.story.Frames;
import io.batcherconsole.app.text.Tone;
import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.event.EngineStatus.ChainStatus;
import io.batcherconsole.engine.event.EngineStatus.Phase;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VitalsTest {
  private static Vitals.Metric metric(Vitals vitals, String name) {
    return vitals.metrics().stream()
        .filter(m -> m.name().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theStorysFigures() {
    Vitals vitals = Vitals.of(Frames.story());

    assertThat(vitals.state()).isEqualTo("Running");
    assertThat(vitals.uptime()).isEqualTo("00:41");
    assertThat(vitals.chainDetail()).isEqualTo("block 1,043 · 2.0 s");
    assertThat(vitals.trouble()).isEmpty();
    assertThat(metric(vitals, "Refused").number()).isEqualTo("8");
    assertThat(metric(vitals, "Refused").aside()).isEqualTo("InvalidNonce 6");
    assertThat(metric(vitals, "Locks held").number()).isEqualTo("2");
    assertThat(metric(vitals, "Waiting").tone()).isEqualTo(Tone.ATTENTION);
    assertThat(metric(vitals, "Longest wait").number()).isEqualTo("4.2");
    assertThat(metric(vitals, "Verify").aside()).isEqualTo("ms · +5.0 s");
    assertThat(metric(vitals, "Batch").name()).isEqualTo("Batch #7");
    assertThat(metric(vitals, "Batch").aside()).isEqualTo("s · second try");
  }

  @Test
  void proofsThatNobodyVerifiedAreCountedInSight() {
    CounterView counters =
        new CounterView(
            9, 0, 9, 0, 0, 0, Map.of("SP1", 2L, "Mina", 1L), Map.of(), Map.of(), 0, 1, 0, 0, 0);

    assertThat(Vitals.received(counters).aside()).isEqualTo("3 not verified");
    assertThat(Vitals.received(counters).tone()).isEqualTo(Tone.ATTENTION);
    assertThat(metric(Vitals.of(Frames.story()), "Received").aside()).isEmpty();
  }

  @Test
  void whatIsNotKnownIsADashAndNotZero() {
    Vitals vitals = Vitals.of(Frames.quiet(Frames.status(Phase.STARTING, "Starting.", null)));

    assertThat(metric(vitals, "Verify").number()).isEqualTo("–");
    assertThat(metric(vitals, "Batch").number()).isEqualTo("–");
    assertThat(vitals.chainKind()).isEqualTo("–");
    assertThat(vitals.uptime()).isEmpty();
    assertThat(metric(vitals, "Received").number()).as("known to be none").isEqualTo("0");
  }

  @Test
  void aSilentChainIsTroubleEvenWhileTheEngineRuns() {
    ChainStatus silent = new ChainStatus("anvil", "http://127.0.0.1:8545", 31337, 12, -1, false);
    Vitals vitals =
        Vitals.of(Frames.quiet(Frames.status(Phase.RUNNING, "Proofs stay queued.", silent)));

    assertThat(vitals.chainTone()).isEqualTo(Tone.BROKEN);
    assertThat(vitals.chainDetail()).isEqualTo("does not answer since block 12");
    assertThat(vitals.trouble())
        .contains("The chain at http://127.0.0.1:8545 does not answer. Proofs stay queued.");
  }

  @Test
  void aFailedEngineSaysWhy() {
    Vitals vitals = Vitals.of(Frames.quiet(Frames.status(Phase.FAILED, "Port in use.", null)));

    assertThat(vitals.state()).isEqualTo("Failed");
    assertThat(vitals.stateTone()).isEqualTo(Tone.BROKEN);
    assertThat(vitals.trouble()).contains("Port in use.");
  }
}
