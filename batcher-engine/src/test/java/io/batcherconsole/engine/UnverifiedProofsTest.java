package io.batcherconsole.engine;

import static io.batcherconsole.engine.Rig.FEE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.batcherconsole.engine.EngineConfig.Verification;
import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline.Interval;
import io.batcherconsole.engine.event.Timeline.Mark;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.ServerMessage.ProofInvalidReason;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.StarkSamples;
import io.batcherconsole.engine.verify.make.Flaw;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What cannot be verified here is refused, or accepted by the operator's choice and says so. */
@Timeout(120)
class UnverifiedProofsTest {
  private static final ServerMessage NOT_SUPPORTED =
      new ServerMessage.InvalidProof(new ProofInvalidReason.VerifierNotSupported());

  private static final byte[] VALUES = {1, 2, 3};

  private static final Bytes STARK = new StarkSamples().sp1Compressed(VALUES);

  @TempDir private Path batches;
  private @Nullable Rig opened;

  private Rig open(Set<ProvingSystem> acceptedUnverified) throws Exception {
    Rig rig =
        new Rig(
            batches,
            config -> config.verification(new Verification(true, Set.of(), acceptedUnverified)));
    opened = rig;
    return rig;
  }

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  private static VerificationData data(ProvingSystem system, Bytes proof) {
    return new VerificationData(
        system, proof, Bytes.wrap(VALUES), null, Rig.bytes(32), Address.ZERO);
  }

  @Test
  void aStarkIsRefusedUnlessTheOperatorChoseOtherwise() throws Exception {
    Rig rig = open(Set.of(ProvingSystem.RISC0));

    assertThat(rig.refusedReply(rig.sign("A", data(ProvingSystem.SP1, STARK), 0, FEE)))
        .isEqualTo(NOT_SUPPORTED);
    assertThat(rig.core().journal().counters().unverified()).isEmpty();
  }

  @Test
  void anAcceptedStarkGoesOnChainAndSaysOnItsWholeWayThatItIsNotVerified() throws Exception {
    Rig rig = open(Set.of(ProvingSystem.SP1));

    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.sign("A", data(ProvingSystem.SP1, STARK), 0, FEE));
      rig.queue(connection, rig.submission("A", 1, FEE));
      assertThat(rig.core().journal().counters().unverified()).containsExactly(entry("SP1", 1L));
      assertThat(
              rig.scrape().value("batcher_console_proofs_accepted_unverified_total", "system=SP1"))
          .isOne();
      rig.mineUntil(
          "both are verified on chain", () -> rig.core().journal().counters().verified() == 2);

      assertThat(connection.next(Rig.PATIENCE)).get().isInstanceOf(BatchInclusionData.class);
    }
    rig.await(
        "the end is drawn",
        () -> rig.timeline().lanes().stream().mapToLong(l -> l.marks().size()).sum() == 2);
    List<Interval> intervals =
        rig.timeline().lanes().stream().flatMap(lane -> lane.intervals().stream()).toList();
    assertThat(intervals)
        .filteredOn(i -> i.stage().phase() == Stage.Phase.QUEUE || i.stage() == Stage.ENQUEUEING)
        .isNotEmpty()
        .allSatisfy(i -> assertThat(i.unverified()).isEqualTo(i.proof().nonce().signum() == 0));
    assertThat(rig.timeline().lanes().stream().flatMap(lane -> lane.marks().stream()))
        .extracting(mark -> mark.proof().nonce().intValue(), Mark::unverified)
        .containsExactlyInAnyOrder(tuple(0, true), tuple(1, false));
  }

  @Test
  void whatIsInvalidIsRefusedAllTheSame() throws Exception {
    Rig rig = open(Set.of(ProvingSystem.SP1, ProvingSystem.GNARK_GROTH16_BN254));
    Bytes noProof = Bytes.fromHex("09000000" + "00".repeat(36));

    assertThat(rig.refusedReply(rig.sign("A", data(ProvingSystem.SP1, noProof), 0, FEE)))
        .isEqualTo(new ServerMessage.InvalidProof(new ProofInvalidReason.RejectedProof()));
    assertThat(rig.refusedReply(rig.sign("A", rig.maker().invalid(Flaw.WRONG_INPUT), 0, FEE)))
        .isEqualTo(new ServerMessage.InvalidProof(new ProofInvalidReason.RejectedProof()));
    assertThat(rig.core().journal().counters().unverified()).isEmpty();
  }

  @Test
  void theOptionTakesNamesAndTellsThemToWhoKnowsNone() throws Exception {
    EngineOptions options = new EngineOptions();
    new CommandLine(options).parseArgs("--accept-unverified", "SP1,Mina");
    assertThat(options.config(0).verification().acceptedUnverified())
        .containsExactlyInAnyOrder(ProvingSystem.SP1, ProvingSystem.MINA);

    EngineOptions wrong = new EngineOptions();
    new CommandLine(wrong).parseArgs("--accept-unverified", "STARK");
    assertThatThrownBy(() -> wrong.config(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'STARK'")
        .hasMessageContaining("SP1, Risc0");
    EngineOptions none = new EngineOptions();
    new CommandLine(none).parseArgs();
    assertThat(none.config(0).verification()).isEqualTo(Verification.ON);
  }
}
