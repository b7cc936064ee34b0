package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.client.BatcherClientException;
import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Keccak;
import io.batcherconsole.engine.protocol.NoncedVerificationData;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import io.batcherconsole.engine.protocol.SubmissionSigner;
import io.batcherconsole.engine.protocol.VerificationCommitment;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.scenario.Correspondence.Sent;
import io.batcherconsole.engine.scenario.RunFacts.SentProof;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a scenario's steps with real clients, one step after another on one thread; each connection
 * has a thread that reads.
 */
final class StepPlayer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StepPlayer.class);

  /** How long a step waits for a proof to enter a stage. */
  private static final Duration PER_AWAIT = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  private final Surroundings surroundings;
  private final Scenario scenario;
  private final SampleProofs samples;
  private final Bytes salt;
  private final RunRecorder recorder;
  private final EngineRuntime runtime;

  /** Only the playing thread touches these. */
  private final Map<String, BigInteger> starts = new HashMap<>();

  private final Map<String, Submission> connections = new HashMap<>();
  private final List<Thread> threads = new ArrayList<>();

  /** Whether a verifier is disabled by a step. Only the playing thread touches it. */
  private boolean disables;

  private final Correspondence letters = new Correspondence();

  private final AtomicInteger busyAnswers = new AtomicInteger();

  StepPlayer(
      Surroundings surroundings,
      Scenario scenario,
      SampleProofs samples,
      Bytes salt,
      RunRecorder recorder) {
    this.surroundings = surroundings;
    this.scenario = scenario;
    this.samples = samples;
    this.salt = salt;
    this.recorder = recorder;
    this.runtime = surroundings.runtime();
  }

  /** Plays all steps, and then waits for replies for as long as the scenario says. */
  void play() throws ScenarioException, InterruptedException {
    try {
      for (String user : scenario.userNames()) {
        starts.put(user, surroundings.batcher().nonce(wallet(user).address()));
      }
      for (Step step : scenario.steps()) {
        take(step);
      }
      settle();
    } catch (BatcherClientException | ChainException failed) {
      throw new ScenarioException(String.valueOf(failed.getMessage()), failed);
    }
  }

  private void take(Step step)
      throws ScenarioException, BatcherClientException, ChainException, InterruptedException {
    switch (step) {
      case Step.Send send -> send(send);
      case Step.Await await -> await(await);
      case Step.AskNonce ask -> ask(ask);
      case Step.Fault fault -> surroundings.faults().add(fault.rule());
      case Step.Disable(var system) -> {
        disables = system != null;
        surroundings.verifiers().disable(system);
      }
      case Step.Pause(Duration time) -> runtime.sleep(time);
    }
  }

  private void send(Step.Send step)
      throws ScenarioException, BatcherClientException, InterruptedException {
    Wallet wallet = wallet(step.user());
    BigInteger first =
        step.nonce() == Step.ASKED
            ? surroundings.batcher().nonce(wallet.address())
            : start(step.user()).add(BigInteger.valueOf(step.nonce()));
    Submission connection = connection(step.user(), step.connection());
    SubmissionSigner signer = new SubmissionSigner(surroundings.curve(), wallet.key());
    BigInteger fee =
        scenario.maxFee().multiply(BigInteger.valueOf(step.feePercent())).divide(HUNDRED);
    for (int i = 0; i < step.count(); i++) {
      BigInteger nonce = first.add(BigInteger.valueOf(i));
      VerificationData data = proof(step);
      VerificationCommitment commitment = VerificationCommitment.of(data);
      letters.sent(new Sent(step.user(), nonce, step.connection(), commitment));
      connection.send(
          signer.sign(
              new NoncedVerificationData(
                  data, nonce, fee, surroundings.chainId(), surroundings.payments().address()),
              commitment));
    }
  }

  /** The generator is of its own for every proof of every run, so that no root repeats. */
  private VerificationData proof(Step.Send step) {
    int index = letters.size();
    Bytes counter = Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(index).array());
    Bytes hash = Keccak.hash(salt, counter).bytes();
    Address generator = new Address(hash.slice(0, Address.SIZE));
    VerificationData valid = samples.sample(step.system(), index, generator);
    if (step.valid()) {
      return valid;
    }
    Bytes other = samples.sample(step.system(), index + 1, generator).publicInput();
    return new VerificationData(
        valid.system(), valid.proof(), other, valid.verificationKey(), null, generator);
  }

  private Submission connection(String user, int number)
      throws BatcherClientException, InterruptedException {
    String name = user + "-" + number;
    Submission open = connections.get(name);
    if (open == null) {
      open = surroundings.batcher().open();
      connections.put(name, open);
      Submission reading = open;
      threads.add(runtime.spawn("steps-" + name, () -> read(user, number, reading)));
    }
    return open;
  }

  private void read(String user, int connection, Submission from) {
    try {
      while (true) {
        Optional<SubmitProofResponse> reply = from.next(PER_AWAIT);
        reply.ifPresent(known -> letters.received(user, connection, known));
      }
    } catch (BatcherClientException over) {
      log.debug("{} reads no more on connection {}: {}", user, connection, over.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(Step.Await step) throws ScenarioException, InterruptedException {
    String label = step.user() + "·" + start(step.user()).add(BigInteger.valueOf(step.nonce()));
    if (!recorder.awaitStage(label, step.stage(), PER_AWAIT)) {
      throw new ScenarioException(
          label
              + " was not seen "
              + step.stage().sentence()
              + " within "
              + PER_AWAIT.toSeconds()
              + " s.");
    }
  }

  private void ask(Step.AskNonce step) throws ScenarioException {
    Address user = wallet(step.user()).address();
    for (int i = 0; i < step.count(); i++) {
      threads.add(runtime.spawn("asks-" + step.user() + "-" + i, () -> ask(user)));
    }
  }

  private void ask(Address user) {
    try {
      BigInteger nonce = surroundings.batcher().nonce(user);
      log.debug("the next nonce of {} is {}", user, nonce);
    } catch (BatcherClientException.Refused refused) {
      if (refused.reply() instanceof ServerMessage.ServerBusy) {
        busyAnswers.incrementAndGet();
      }
    } catch (BatcherClientException failed) {
      log.warn("{} did not learn their nonce: {}", user, failed.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until everyone is answered, or the scenario's time for it is over. */
  private void settle() throws InterruptedException {
    long deadline = runtime.nanoTime() + scenario.settle().toNanos();
    while (runtime.nanoTime() < deadline && !letters.complete()) {
      runtime.sleep(LOOK);
    }
  }

  int busyAnswers() {
    return busyAnswers.get();
  }

  /** What was sent, and what became of it as far as its clients know. */
  List<SentProof> sent() {
    return letters.answered().stream().map(one -> one.fact(false)).toList();
  }

  private BigInteger start(String user) {
    return Objects.requireNonNull(starts.get(user), () -> "no start nonce of " + user);
  }

  private Wallet wallet(String user) throws ScenarioException {
    return surroundings.wallet(user);
  }

  /** Enables what a step disabled and none enabled again, also when the others were not played. */
  private void enableVerifiers() {
    if (!disables) {
      return;
    }
    disables = false;
    try {
      surroundings.verifiers().disable(null);
    } catch (ChainException failed) {
      log.warn(
          "verifiers that {} disabled stay so: {}", scenario.info().name(), failed.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    enableVerifiers();
    threads.forEach(Thread::interrupt);
    connections.values().forEach(Submission::close);
  }
}
