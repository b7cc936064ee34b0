package io.batcherconsole.engine;

import static io.batcherconsole.engine.Rig.FEE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.EngineConfig.Limits;
import io.batcherconsole.engine.EngineConfig.Verification;
import io.batcherconsole.engine.batch.FeeRules;
import io.batcherconsole.engine.batch.Market;
import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.ServerMessage.ProofInvalidReason;
import io.batcherconsole.engine.verify.make.Flaw;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator configures takes effect; everything that the other tests leave as it is. */
@Timeout(120)
class ConfiguredRulesTest {
  private static final Set<ProvingSystem> ALL = EnumSet.allOf(ProvingSystem.class);

  @TempDir private Path batches;
  private @Nullable Rig opened;

  private Rig open(UnaryOperator<EngineConfig.Builder> change) throws Exception {
    Rig rig = new Rig(batches, change);
    opened = rig;
    return rig;
  }

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  @Test
  void aVerifierThatTheConfigurationDisablesIsRefusedAndTheOthersAreNot() throws Exception {
    Rig rig =
        open(
            config ->
                config.verification(
                    new Verification(true, Set.of(ProvingSystem.GNARK_GROTH16_BN254), Set.of())));

    assertThat(rig.refusedReply(rig.submission("A", 0, FEE)))
        .isEqualTo(
            new ServerMessage.InvalidProof(
                new ProofInvalidReason.DisabledVerifier(ProvingSystem.GNARK_GROTH16_BN254)));
    assertThat(market(rig).disabledVerifiers()).as("the contract disables none").isZero();
  }

  @Test
  void withoutVerificationNeitherProofsNorDisabledVerifiersAreLookedAt() throws Exception {
    Rig rig = open(config -> config.verification(new Verification(false, ALL, Set.of())));

    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.sign("A", rig.maker().invalid(Flaw.WRONG_INPUT), 0, FEE));
    }
    assertThat(rig.core().state().size()).isOne();
  }

  @Test
  void aReplacementMustRaiseTheFeeByAsMuchAsConfigured() throws Exception {
    Rig rig = open(config -> config.minBumpPercent(50));

    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, FEE));
      BigInteger needed = FEE.multiply(BigInteger.valueOf(150)).divide(BigInteger.valueOf(100));

      assertThat(rig.refusedReply(rig.submission("A", 0, needed.subtract(BigInteger.ONE))))
          .isEqualTo(new ServerMessage.UnderpricedProof());
      connection.send(rig.submission("A", 0, needed));

      assertThat(connection.next(Rig.PATIENCE)).contains(new ServerMessage.ProofReplaced());
    }
  }

  @Test
  void theLeastMaxFeeIsThatOfTheConfiguredNumberOfProofs() throws Exception {
    Rig rig = open(config -> config.fees(new FeeRules(330_000, 125, 1)));
    BigInteger alone = market(rig).fees().estimate(1);

    assertThat(rig.refusedReply(rig.submission("A", 0, alone.subtract(BigInteger.ONE))))
        .isEqualTo(new ServerMessage.UnderpricedProof());
    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, alone));
    }
  }

  @Test
  void usersAreChargedByTheConfiguredAggregatorCosts() throws Exception {
    Rig rig = open(config -> config.fees(new FeeRules(100_000, 200, 128)));
    var user = rig.user("A").address();
    var payments = rig.devnet().payments();
    BigInteger before = payments.balance(user);

    try (Submission connection = rig.client().open()) {
      rig.queue(connection, rig.submission("A", 0, FEE));
      BigInteger gasPrice = rig.chain().gasPrice();
      rig.mine();
      rig.await("a transaction waits", () -> rig.chain().pending() > 0);
      rig.mine();

      assertThat(connection.next(Rig.PATIENCE).orElseThrow())
          .isInstanceOf(BatchInclusionData.class);
      BigInteger raised =
          gasPrice.multiply(BigInteger.valueOf(110)).divide(BigInteger.valueOf(100));
      assertThat(before.subtract(payments.balance(user)))
          .isEqualTo(raised.multiply(BigInteger.valueOf(200_000 + 125_000 + 2_000)));
    }
  }

  private static Market market(Rig rig) {
    return Objects.requireNonNull(rig.core().market().get());
  }

  @Test
  void aProofThatFitsIntoNoBatchMayNotBeAllowed() {
    assertThatThrownBy(() -> new Limits(10, 1000, 1008, 10))
        .hasMessageContaining("1,000 bytes")
        .hasMessageContaining("1,009")
        .hasMessageContaining("1,008");
    assertThat(new Limits(10, 1000, 1009, 10).batchBytes()).isEqualTo(1009);
  }
}
