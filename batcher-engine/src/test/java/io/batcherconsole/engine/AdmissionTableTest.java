package io.batcherconsole.engine;

import static io.batcherconsole.engine.Rig.FEE;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.admission.Rejection;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.devnet.Devnet;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.fault.FaultRule;
import io.batcherconsole.engine.metrics.Scrape;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import io.batcherconsole.engine.protocol.NoncedVerificationData;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.ProofInvalidReason;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import io.batcherconsole.engine.protocol.Signature;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.runtime.CapturedLog;
import io.batcherconsole.engine.verify.make.Flaw;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of batcher.md §4.2 that refuses, provoked by a real client: the reply, the count, the
 * metric, the line in the log, and that the proofs that were queued before stay as they were. Row 0
 * gets no reply ({@link MetricsTest}); what rows 8 and 10 refuse needs a lock and a state that
 * there are not.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionTableTest {
  private static final int LARGEST = 20_000;
  private static final BigInteger WEI = BigInteger.ONE;

  private Rig rig;
  private Submission queued;

  @SuppressWarnings("NullAway.Init") // opened before all tests
  AdmissionTableTest() {}

  /**
   * A has nonces 0 to 2 queued at falling fees, B has nonce 0, and the queue is full with them. D
   * has unlocked their funds; about E and F the chain does not answer, and a question about G meets
   * a bug. RISC Zero is disabled by the configuration, SP1 by the contract.
   */
  @BeforeAll
  void open(@TempDir Path batches) throws Exception {
    rig =
        new Rig(
            new Prepared(new Interposed(this::meetBug)),
            batches,
            config ->
                config
                    .limits(new EngineConfig.Limits(4, LARGEST, 1 << 20, 100))
                    .verification(
                        new EngineConfig.Verification(true, Set.of(ProvingSystem.RISC0), Set.of()))
                    .lockTimeout(Duration.ofSeconds(1)));
    for (String rule : List.of("unlock-time=error@E", "nonce=error@E", "balance=error@F")) {
      rig.core().faults().add(FaultRule.parse(rule));
    }
    queued = rig.client().open();
    for (int nonce = 0; nonce < 3; nonce++) {
      BigInteger fee = FEE.subtract(BigInteger.valueOf(nonce));
      rig.queue(queued, rig.submission("A", nonce, fee));
    }
    rig.queue(queued, rig.submission("B", 0, FEE));
  }

  private @Nullable Object meetBug(Between.Call call) throws Throwable {
    if (call.is("balance") && call.arguments().contains(rig.user("G").address())) {
      throw new IllegalStateException("provoked by a test");
    }
    return call.run();
  }

  /**
   * A chain on which D has unlocked their funds and SP1 is disabled before the batcher begins, so
   * that it follows no block: that could put queued proofs into a batch.
   */
  private record Prepared(TestChain chain) implements TestChain {
    @Override
    public ChainChoice choice() {
      return chain.choice();
    }

    @Override
    public Devnet around(Devnet devnet) throws Exception {
      BigInteger price = devnet.chain().gasPrice();
      Wallet user = devnet.accounts().user("D");
      devnet.payments().unlock(user, devnet.chain().transactionCount(user.address()), price);
      Wallet owner = devnet.accounts().deployer();
      devnet
          .tasks()
          .setDisabledVerifiers(
              owner,
              devnet.chain().transactionCount(owner.address()),
              price,
              BigInteger.ZERO.setBit(ProvingSystem.SP1.id()));
      mine(devnet);
      return chain.around(devnet);
    }

    @Override
    public void mine(Devnet devnet) throws Exception {
      chain.mine(devnet);
    }
  }

  @AfterAll
  void close() {
    queued.close();
    rig.close();
  }

  /**
   * A row: what is sent, the reply, the name it is counted under, and its metric.
   *
   * @param submission made when the rig is there
   * @param log part of the line in the log: what a person can act on
   * @param error the labels of {@code user_errors_count}; empty where the original counts no error
   */
  record Row(
      String name,
      Sent submission,
      SubmitProofResponse reply,
      String countedAs,
      Rejection outcome,
      String log,
      List<String> error) {
    @Override
    public String toString() {
      return name;
    }
  }

  @FunctionalInterface
  interface Sent {
    SubmitProof by(Rig rig) throws Exception;
  }

  private Stream<Row> rows() {
    Address elsewhere = Address.of("0x00000000000000000000000000000000000000ee");
    Address payments = rig.devnet().payments().address();
    return Stream.of(
        new Row(
            "1 another chain",
            r -> r.sign("A", nonced(r.proof(), 3, FEE, 1, payments)),
            new ServerMessage.InvalidChainId(),
            "InvalidChainId",
            Rejection.INVALID_CHAIN_ID,
            ": 1 instead of 31337",
            error("invalid_chain_id", "")),
        new Row(
            "2 another payment service",
            r -> r.sign("A", nonced(r.proof(), 3, FEE, 31337, elsewhere)),
            new ServerMessage.InvalidPaymentServiceAddress(elsewhere, payments),
            "InvalidPaymentServiceAddress",
            Rejection.INVALID_PAYMENT_SERVICE,
            elsewhere + " instead of " + payments,
            error("invalid_payment_service_address", "")),
        new Row(
            "3 too large",
            r -> r.sign("A", sized(r.proof(), LARGEST), 3, FEE),
            new ServerMessage.ProofTooLarge(),
            "ProofTooLarge",
            Rejection.PROOF_TOO_LARGE,
            " bytes, at most " + LARGEST,
            error("proof_too_large", "")),
        new Row(
            "4 no key can have signed it",
            r ->
                new SubmitProof(
                    r.submission("A", 3, FEE).data(),
                    new Signature(BigInteger.ZERO, BigInteger.ZERO, 27)),
            new ServerMessage.InvalidSignature(),
            "InvalidSignature",
            Rejection.INVALID_SIGNATURE,
            "no key",
            error("invalid_signature", "")),
        new Row(
            "6 less than a batch of 128 costs",
            r -> r.submission("A", 3, WEI),
            new ServerMessage.UnderpricedProof(),
            "UnderpricedProof",
            Rejection.BELOW_MIN_MAX_FEE,
            ": 1 wei, at least ",
            List.of()),
        new Row(
            "13 more than the deposit covers",
            r -> r.submission("A", 3, BigInteger.TEN.pow(19)),
            new ServerMessage.InsufficientBalance(rig.user("A").address()),
            "InsufficientBalance",
            Rejection.INSUFFICIENT_BALANCE,
            " ETH are needed, and ",
            error("insufficient_balance", "")),
        new Row(
            "14 a nonce too high",
            r -> r.submission("A", 7, FEE),
            new ServerMessage.InvalidNonce(),
            "InvalidNonce",
            Rejection.INVALID_NONCE,
            ": 7 instead of 3",
            error("invalid_nonce", "")),
        new Row(
            "16 a higher fee than the proof before",
            r -> r.submission("A", 3, FEE),
            new ServerMessage.InvalidMaxFee(),
            "InvalidMaxFee",
            Rejection.INVALID_MAX_FEE,
            FEE + " wei, at most " + FEE.subtract(BigInteger.TWO) + " wei",
            error("invalid_max_fee", "")),
        new Row(
            "18 a proof that does not hold",
            r -> r.sign("B", r.maker().invalid(Flaw.WRONG_INPUT), 1, FEE),
            new ServerMessage.InvalidProof(new ProofInvalidReason.RejectedProof()),
            "RejectedProof",
            Rejection.REJECTED_PROOF,
            "does not hold: ",
            error("rejected_proof", "GnarkGroth16Bn254")),
        new Row(
            "a proof that nobody here can verify",
            r -> r.sign("B", mina(r.proof().generator()), 1, FEE),
            new ServerMessage.InvalidProof(new ProofInvalidReason.VerifierNotSupported()),
            "VerifierNotSupported",
            Rejection.VERIFIER_NOT_SUPPORTED,
            "Mina",
            error("rejected_proof", "Mina")),
        new Row(
            "5 the non-paying address, whose fee is not looked at and whose nonce is the payer's",
            r -> r.submission("J", 9, WEI),
            new ServerMessage.InvalidNonce(),
            "InvalidNonce",
            Rejection.INVALID_NONCE,
            "I·9 (" + rig.user("I").address() + ") carries another nonce than the one expected: 9",
            error("invalid_nonce", "")),
        new Row(
            "7 unlocked funds",
            r -> r.submission("D", 0, FEE),
            new ServerMessage.InsufficientBalance(rig.user("D").address()),
            "InsufficientBalance",
            Rejection.FUNDS_UNLOCKED,
            "comes from a user who unlocked their funds",
            error("insufficient_balance", "")),
        new Row(
            "9 no answer about the nonce; funds of which there is no answer count as locked",
            r -> r.submission("E", 0, FEE),
            new ServerMessage.EthRpcError(),
            "EthRpcError",
            Rejection.CHAIN_UNAVAILABLE,
            "No answer about the nonce in 4 attempts",
            error("eth_rpc_error", "")),
        new Row(
            "12 no answer about the balance",
            r -> r.submission("F", 0, FEE),
            new ServerMessage.EthRpcError(),
            "EthRpcError",
            Rejection.CHAIN_UNAVAILABLE,
            "No answer about the balance in 4 attempts",
            error("eth_rpc_error", "")),
        new Row(
            "17 a verifier that the configuration disables",
            r -> r.sign("B", ofSystem(r.proof(), ProvingSystem.RISC0), 1, FEE),
            disabled(ProvingSystem.RISC0),
            "DisabledVerifier",
            Rejection.DISABLED_VERIFIER,
            "Risc0, by this batcher's configuration",
            error("disabled_verifier", "Risc0")),
        new Row(
            "17 a verifier that the contract disables",
            r -> r.sign("B", ofSystem(r.proof(), ProvingSystem.SP1), 1, FEE),
            disabled(ProvingSystem.SP1),
            "DisabledVerifier",
            Rejection.DISABLED_VERIFIER,
            "SP1, by the service manager contract",
            error("disabled_verifier", "SP1")),
        new Row(
            "20 a full queue in which nobody offers less",
            r -> r.submission("H", 0, FEE.subtract(BigInteger.TWO)),
            new ServerMessage.UnderpricedProof(),
            "UnderpricedProof",
            Rejection.QUEUE_FULL,
            "finds a full queue in which nobody offers less: 4 proofs",
            List.of()),
        new Row(
            "21 a bug of ours",
            r -> r.submission("G", 0, FEE),
            new ServerMessage.AddToBatchError(),
            "AddToBatchError",
            Rejection.NOT_ADDED,
            "bug in the batcher: java.lang.IllegalStateException: provoked by a test",
            error("add_to_batch_error", "")),
        new Row(
            "a replacement that raises too little",
            r -> r.submission("A", 2, FEE),
            new ServerMessage.UnderpricedProof(),
            "UnderpricedProof",
            Rejection.BUMP_TOO_SMALL,
            " wei, which is 10 % more",
            error("insufficient_fee_increase", "")),
        new Row(
            "a replacement that offers more than the proof before it",
            r -> r.submission("A", 2, FEE.multiply(BigInteger.TWO)),
            new ServerMessage.InvalidReplacementMessage(),
            "InvalidReplacementMessage",
            Rejection.INVALID_REPLACEMENT,
            FEE.multiply(BigInteger.TWO) + " wei, at most ",
            error("invalid_replacement_message", "")));
  }

  private static SubmitProofResponse disabled(ProvingSystem system) {
    return new ServerMessage.InvalidProof(new ProofInvalidReason.DisabledVerifier(system));
  }

  private static List<String> error(String type, String system) {
    return List.of("error_type=" + type, "proving_system=" + system);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isRefusedAndNothingElseChanges(Row row) throws Exception {
    long before = rig.refused(row.countedAs());
    Scrape metricsBefore = rig.scrape();

    try (CapturedLog log = new CapturedLog("io.batcherconsole.engine.admission")) {
      assertThat(rig.refusedReply(row.submission().by(rig))).isEqualTo(row.reply());
      assertThat(log.lines())
          .filteredOn(line -> line.contains(row.outcome().sentence()))
          .singleElement()
          .asString()
          .contains(row.log());
    }

    rig.await("it is counted", () -> rig.refused(row.countedAs()) == before + 1);
    assertCounted(metricsBefore, row.outcome(), row.error());
    assertThat(rig.core().state().size()).isEqualTo(4);
    assertThat(rig.client().nonce(rig.user("A").address())).isEqualTo(BigInteger.valueOf(3));
    assertThat(rig.client().nonce(rig.user("B").address())).isEqualTo(BigInteger.ONE);
    assertThat(queued.next(Duration.ofMillis(1))).as("nobody else was answered").isEmpty();
  }

  /** One more submission, one more refusal for this reason, and this error of a user or none. */
  private void assertCounted(Scrape before, Rejection outcome, List<String> error)
      throws Exception {
    Scrape after = rig.scrape();
    String[] label = {"outcome=" + outcome.name().toLowerCase(Locale.ROOT)};
    String admissions = "batcher_console_admission_seconds_count";
    assertThat(after.valueOrZero(admissions, label) - before.valueOrZero(admissions, label))
        .as("%s", outcome)
        .isEqualTo(1);
    assertThat(after.sum(admissions) - before.sum(admissions)).as("once").isEqualTo(1);
    assertThat(after.value("received_proofs_count") - before.value("received_proofs_count"))
        .isEqualTo(1);
    String errors = "user_errors_count";
    assertThat(after.sum(errors) - before.sum(errors)).isEqualTo(error.isEmpty() ? 0 : 1);
    if (!error.isEmpty()) {
      String[] labels = error.toArray(String[]::new);
      assertThat(after.value(errors, labels) - before.valueOrZero(errors, labels)).isEqualTo(1);
    }
  }

  @Test
  void whoWaitsTooLongForTheirOwnLockIsToldThatTheServerIsBusy() throws Exception {
    long delay = rig.core().faults().add(FaultRule.parse("verify=delay(30s)@C"));
    double abandoned = abandoned();
    try (Submission first = rig.client().open()) {
      first.send(rig.submission("C", 0, FEE));
      rig.await("C's lock is held", () -> heldBy("user C"));
      Scrape before = rig.scrape();

      assertThat(rig.refusedReply(rig.submission("C", 1, FEE)))
          .isEqualTo(new ServerMessage.ServerBusy());
      String timeouts = "message_handler_user_lock_timeouts_count";
      assertThat(rig.scrape().value(timeouts)).isEqualTo(before.value(timeouts) + 1);
      assertThat(rig.scrape().sum("user_errors_count")).isEqualTo(before.sum("user_errors_count"));
    }
    // Only then does the delay end: a proof that is let go would be queued.
    rig.await("the first client is gone", () -> abandoned() == abandoned + 1);
    assertThat(heldBy("user C")).as("its lock is free").isFalse();
    rig.core().faults().remove(delay);
  }

  private double abandoned() throws Exception {
    return rig.scrape().valueOrZero("batcher_console_admission_seconds_count", "outcome=abandoned");
  }

  @Test
  void whoWaitsTooLongForTheBatchLockIsToldSoToo() throws Exception {
    Scrape before = rig.scrape();
    var access = rig.core().state().enter(new Actor.Upkeep(-1, "a test"), LockSite.FLUSH);
    try (access) {
      assertThat(rig.refusedReply(rig.submission("H", 0, FEE)))
          .isEqualTo(new ServerMessage.ServerBusy());
    }
    assertCounted(before, Rejection.BATCH_LOCK_TIMEOUT, List.of());
    String timeouts = "message_handler_batch_lock_timeouts_count";
    assertThat(rig.scrape().value(timeouts)).isEqualTo(before.value(timeouts) + 1);
  }

  private boolean heldBy(String lock) {
    return rig.core().registry().board().locks().stream()
        .anyMatch(view -> view.id().name().equals(lock) && view.holder() != null);
  }

  private static NoncedVerificationData nonced(
      VerificationData data, long nonce, BigInteger fee, long chainId, Address payments) {
    return new NoncedVerificationData(
        data, BigInteger.valueOf(nonce), fee, BigInteger.valueOf(chainId), payments);
  }

  private static VerificationData sized(VerificationData data, int bytes) {
    return new VerificationData(
        data.system(),
        Rig.bytes(bytes),
        data.publicInput(),
        data.verificationKey(),
        null,
        data.generator());
  }

  private static VerificationData mina(Address generator) {
    return new VerificationData(
        ProvingSystem.MINA, Rig.bytes(4096), Rig.bytes(33 * 32), null, null, generator);
  }

  private static VerificationData ofSystem(VerificationData data, ProvingSystem system) {
    return new VerificationData(
        system, data.proof(), data.publicInput(), data.verificationKey(), null, data.generator());
  }
}
