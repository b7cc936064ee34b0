package io.batcherconsole.engine;

import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.chain.simulated.SimulatedChain;
import io.batcherconsole.engine.client.BatcherClient;
import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.devnet.Devnet;
import io.batcherconsole.engine.diagnose.Diagnosis;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchStep;
import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.event.EventCollector;
import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.fault.FaultRule;
import io.batcherconsole.engine.metrics.Scrape;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import io.batcherconsole.engine.protocol.NoncedVerificationData;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import io.batcherconsole.engine.protocol.SubmissionSigner;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.runtime.LiveRuntime;
import io.batcherconsole.engine.verify.make.TrapdoorProofMaker;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A real batcher on a chain whose blocks a test makes itself, the simulated one when nothing else
 * is said, and a real client of it. Closed by the test.
 */
final class Rig implements AutoCloseable {
  /** What a proof offers when nothing else is said, wei: affordable alone at a devnet's prices. */
  static final BigInteger FEE = BigInteger.valueOf(2_000_000_000_000_000L);

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LiveRuntime runtime = new LiveRuntime(2014);
  private final TestChain place;
  private final Core core;
  private final Devnet devnet;
  private final Batcher batcher;
  private final BatcherClient client;
  private final Story story;
  private final Diagnosis diagnosis;
  private final EventCollector events;
  private final TrapdoorProofMaker proofs =
      new TrapdoorProofMaker(
          ProvingSystem.GNARK_GROTH16_BN254,
          new TrapdoorProofMaker.Settings(2014, 1, false, Address.ZERO));

  /**
   * Blocks come by {@link #mine} only, unless {@code change} sets a block time. The block that the
   * chain begins with is not followed: however late it were, it would come between a test's steps.
   */
  Rig(Path batches, UnaryOperator<EngineConfig.Builder> change) throws Exception {
    this(TestChain.SIMULATED, batches, change);
  }

  Rig(TestChain place, Path batches, UnaryOperator<EngineConfig.Builder> change) throws Exception {
    this.place = place;
    EngineConfig config =
        change
            .apply(
                EngineConfig.devnet(Path.of(System.getProperty("assets.dir"))).toBuilder()
                    .chain(place.choice())
                    .blockTime(Duration.ofHours(1))
                    .batchFolder(batches)
                    .metricsPort(OptionalInt.of(0))
                    .port(0))
            .build();
    core = Core.of(runtime, config);
    story = new Story(core.journal());
    events =
        new EventCollector(
            runtime,
            core.journal(),
            Stream.concat(story.projections().stream(), core.metrics().projections().stream())
                .toList());
    events.start();
    StatusBoard status = new StatusBoard(runtime, core.locking().design().title());
    diagnosis = Engine.diagnosis(core, story, status);
    Workplace opened =
        new Workplaces(core, config, sentence -> {}, sentence -> {}).open(config.chain());
    devnet = place.around(opened.devnet().orElseThrow());
    long first = core.faults().add(FaultRule.parse("block=1*drop"));
    batcher = new Batcher(core, config, Workplace.on(devnet), status);
    await("the first block is past", () -> core.faults().rules().getFirst().hits() == 1);
    core.faults().remove(first);
    client = new BatcherClient(batcher.url(), runtime);
  }

  /** What is found at a look now and has not ended. */
  List<FindingView> findings() {
    diagnosis.look();
    return diagnosis.view().findings().stream().filter(FindingView::open).toList();
  }

  Core core() {
    return core;
  }

  Devnet devnet() {
    return devnet;
  }

  BatcherClient client() {
    return client;
  }

  /** The simulated chain, for what only that can do. */
  SimulatedChain chain() {
    return (SimulatedChain) devnet.chain();
  }

  Wallet user(String name) {
    return devnet.accounts().user(name);
  }

  void mine() throws Exception {
    place.mine(devnet);
  }

  /** The transaction nonce of an account, for a transaction that the test sends itself. */
  BigInteger transactionNonce(Wallet account) throws ChainException {
    return devnet.chain().transactionCount(account.address());
  }

  /** A valid proof, different each time. */
  VerificationData proof() {
    return proofs.valid();
  }

  TrapdoorProofMaker maker() {
    return proofs;
  }

  /** A valid submission. */
  SubmitProof submission(String user, long nonce, BigInteger maxFee) {
    return sign(user, proof(), nonce, maxFee);
  }

  SubmitProof sign(String user, VerificationData data, long nonce, BigInteger maxFee) {
    return sign(
        user,
        new NoncedVerificationData(
            data,
            BigInteger.valueOf(nonce),
            maxFee,
            BigInteger.valueOf(31337),
            devnet.payments().address()));
  }

  SubmitProof sign(String user, NoncedVerificationData data) {
    return new SubmissionSigner(core.curve(), user(user).key()).sign(data);
  }

  /** Sends on a connection of its own and returns the reply, which must come. */
  SubmitProofResponse refusedReply(SubmitProof submission) throws Exception {
    try (Submission connection = client.open()) {
      connection.send(submission);
      return connection
          .next(PATIENCE)
          .orElseThrow(() -> new AssertionError("no reply within " + PATIENCE));
    }
  }

  /** Sends and waits until it has entered the queue, which a block may empty again at once. */
  void queue(Submission connection, SubmitProof submission) throws Exception {
    long before = entered();
    connection.send(submission);
    await("it is queued", () -> entered() == before + 1);
  }

  /** How many proofs have come through admission into the queue, ever; never one too many. */
  private long entered() {
    CounterView counts = core.journal().counters();
    return counts.received() - counts.inAdmission() - counts.refusedInAll();
  }

  /** Batches as a screen sees them, oldest first. */
  List<BatchView> batches() {
    return story.batches().batches();
  }

  /** What the lanes show of the last ten minutes. */
  Timeline timeline() {
    long now = runtime.nanoTime();
    return story.timeline().timeline(now - Duration.ofMinutes(10).toNanos(), now);
  }

  /** Whether a batch's transaction has no receipt within the time-out. */
  boolean receiptGivenUp() {
    return story.batches().batches().stream()
        .flatMap(batch -> batch.steps().stream())
        .anyMatch(step -> step.step() == BatchStep.SEND && step.failed());
  }

  /** Whether the latest batch is at the step of cancelling its transaction. */
  boolean cancelling() {
    return story.batches().batches().stream()
        .flatMap(batch -> batch.steps().stream())
        .anyMatch(step -> step.step() == BatchStep.CANCEL);
  }

  /** Waits for a condition, bounded. */
  void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = runtime.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (runtime.nanoTime() > deadline) {
        throw new AssertionError("never came true: " + what);
      }
      runtime.sleep(Duration.ofMillis(2));
    }
  }

  /** Makes blocks, ten a second, until a condition holds; bounded. */
  void mineUntil(String what, Callable<Boolean> condition) throws Exception {
    long start = runtime.nanoTime();
    long[] blocks = {0};
    await(
        what,
        () -> {
          if (runtime.nanoTime() - start >= blocks[0] * 100_000_000L) {
            blocks[0]++;
            mine();
          }
          return condition.call();
        });
  }

  /** What Prometheus sees now. */
  Scrape scrape() throws IOException {
    return Scrape.of(batcher.metrics().orElseThrow());
  }

  Batcher batcher() {
    return batcher;
  }

  long refused(String wireName) {
    Map<String, Long> refused = core.journal().counters().refused();
    return refused.getOrDefault(wireName, 0L);
  }

  static Bytes bytes(int size) {
    return Bytes.wrap(new byte[size]);
  }

  @Override
  public void close() {
    client.close();
    batcher.close();
    devnet.close();
    core.pool().stop();
    events.stop();
  }
}
