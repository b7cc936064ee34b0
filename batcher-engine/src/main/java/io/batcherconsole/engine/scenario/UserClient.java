package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.client.BatcherClientException;
import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import io.batcherconsole.engine.protocol.Keccak;
import io.batcherconsole.engine.protocol.NoncedVerificationData;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import io.batcherconsole.engine.protocol.SubmissionSigner;
import io.batcherconsole.engine.protocol.VerificationCommitment;
import io.batcherconsole.engine.runtime.Durations;
import io.batcherconsole.engine.scenario.Correspondence.Answered;
import io.batcherconsole.engine.scenario.Correspondence.Sent;
import io.batcherconsole.engine.scenario.RunFacts.SentProof;
import io.batcherconsole.engine.scenario.Scenario.UserLoad;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One user of a scenario with all their connections: a thread sends, one a connection reads. */
final class UserClient implements AutoCloseable {
  private final Surroundings surroundings;
  private final UserLoad load;
  private final Wallet wallet;
  private final BigInteger maxFee;
  private final Random random;
  private final SampleProofs samples;
  private final Bytes salt;
  private final SubmissionSigner signer;
  private final List<Submission> connections = new ArrayList<>();

  private final Correspondence letters = new Correspondence();

  UserClient(
      Surroundings surroundings,
      UserLoad load,
      Wallet wallet,
      Scenario scenario,
      SampleProofs samples,
      Bytes salt) {
    this.surroundings = surroundings;
    this.load = load;
    this.wallet = wallet;
    this.maxFee = scenario.maxFee();
    this.random = new Random(scenario.seed() * 31 + load.user().hashCode());
    this.samples = samples;
    this.salt = salt;
    this.signer = new SubmissionSigner(surroundings.curve(), wallet.key());
  }

  /** A proof that its client was told is on chain. */
  record Included(BigInteger nonce, VerificationCommitment commitment, BatchInclusionData data) {}

  UserLoad load() {
    return load;
  }

  Wallet wallet() {
    return wallet;
  }

  /** Opens the connections; called before {@link #send}. */
  void connect() throws BatcherClientException, InterruptedException {
    for (int i = 0; i < load.connections(); i++) {
      connections.add(surroundings.batcher().open());
    }
  }

  /** Sends everything, each proof when the pacing says so. */
  void send(RunRecorder recorder, Duration patience)
      throws BatcherClientException, ScenarioException, InterruptedException {
    BigInteger start = surroundings.batcher().nonce(wallet.address());
    long began = surroundings.runtime().nanoTime();
    for (int i = 0; i < load.proofs(); i++) {
      BigInteger nonce = start.add(BigInteger.valueOf(i));
      if (load.pacing() instanceof Pacing.Interval interval) {
        awaitTurn(began + interval.due(i, random));
      }
      submit(i, nonce, i % load.connections());
      if (load.pacing() instanceof Pacing.NextWhenPreviousHolds
          && !recorder.awaitAdmission(load.user(), nonce, patience)) {
        throw new ScenarioException(
            load.user()
                + "·"
                + nonce
                + " did not get the lock of its user within "
                + Durations.words(patience.toNanos()));
      }
    }
  }

  /** Until {@code at}, ns; a moment that is past is no wait. */
  private void awaitTurn(long at) throws InterruptedException {
    long left = at - surroundings.runtime().nanoTime();
    if (left > 0) {
      surroundings.runtime().sleep(Duration.ofNanos(left));
    }
  }

  private void submit(int index, BigInteger nonce, int connection)
      throws BatcherClientException, InterruptedException {
    var data = samples.sample(load.system(index), index, generator(nonce));
    NoncedVerificationData nonced =
        new NoncedVerificationData(
            data, nonce, maxFee, surroundings.chainId(), surroundings.payments().address());
    VerificationCommitment commitment = VerificationCommitment.of(data);
    SubmitProof message = signer.sign(nonced, commitment);
    letters.sent(new Sent(load.user(), nonce, connection + 1, commitment));
    connections.get(connection).send(message);
  }

  /** Of its own for every proof of every run, so that no leaf and no root repeats. */
  private Address generator(BigInteger nonce) {
    Bytes counter =
        Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(nonce.longValueExact()).array());
    Bytes hash = Keccak.hash(salt, wallet.address().bytes(), counter).bytes();
    return new Address(hash.slice(0, Address.SIZE));
  }

  /**
   * Reads the replies of one connection until as many came as proofs are sent on it, the connection
   * is gone or the time is up.
   */
  void read(int connection, Duration patience) throws BatcherClientException, InterruptedException {
    for (int answered = 0; answered < load.proofsPerConnection(); answered++) {
      Optional<SubmitProofResponse> reply = connections.get(connection).next(patience);
      if (reply.isEmpty()) {
        return;
      }
      letters.received(load.user(), connection + 1, reply.get());
    }
  }

  /** Proofs that are on chain, by nonce. */
  List<Included> included() {
    List<Included> included = new ArrayList<>();
    for (Answered one : letters.answered()) {
      if (one.reply() instanceof BatchInclusionData data) {
        included.add(new Included(one.sent().nonce(), one.sent().commitment(), data));
      }
    }
    return included;
  }

  /**
   * All proofs that were sent; those whose nonce is in {@code confirmed} are confirmed on chain.
   */
  List<SentProof> sent(Set<BigInteger> confirmed) {
    return letters.answered().stream()
        .map(one -> one.fact(confirmed.contains(one.sent().nonce())))
        .toList();
  }

  @Override
  public void close() {
    connections.forEach(Submission::close);
  }
}
