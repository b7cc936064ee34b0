package io.batcherconsole.engine;

import static io.batcherconsole.engine.Rig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.PipelineModel.Proof;
import io.batcherconsole.engine.PipelineModel.Reply;
import io.batcherconsole.engine.batch.FeeRules;
import io.batcherconsole.engine.batch.Market;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.ContentionView;
import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.fault.FaultRule;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.Funds;
import io.batcherconsole.engine.state.QueueEntry;
import io.batcherconsole.engine.state.Ruling;
import io.batcherconsole.engine.state.Standing;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories through the real batcher, over sockets and on a chain, against {@link
 * PipelineModel}: after each step every reply, count, nonce, fee and queued proof is the model's.
 * While the gas price is high no batch is affordable; a gate holds a batch in flight until it is
 * let through or made to fail.
 */
@Timeout(300)
class PipelineModelTest {
  private static final int STEPS = 70;
  private static final int LIMIT = 5;
  private static final int MOST_PROOFS = 3;
  private static final long BLOCK_INTERVAL = 100;
  private static final List<String> USERS = List.of("A", "B", "C", "D", "E");

  /** At the high price nobody can pay a share of even the largest batch; wei per gas. */
  private static final long HIGH = 20_000_000_000L;

  private static final long LOW = 500_000_000L;
  private static final BigInteger FEE_STEP = BigInteger.valueOf(100_000_000_000_000L);

  @TempDir private Path batches;
  private final PipelineModel model = new PipelineModel(LIMIT, MOST_PROOFS);
  private final Random random = new Random();
  private final Map<String, Submission> clients = new HashMap<>();
  private Rig rig;
  private long gate;
  private boolean disabled;
  private String what = "";

  @SuppressWarnings("NullAway.Init") // opened before each test
  PipelineModelTest() {}

  @BeforeEach
  void open() throws Exception {
    rig =
        new Rig(
            batches,
            config ->
                config
                    .limits(new EngineConfig.Limits(LIMIT, 1 << 20, 1 << 22, MOST_PROOFS))
                    .fees(new FeeRules(330_000, 125, 1_000_000))
                    .blockInterval(BLOCK_INTERVAL)
                    .unlockPolling(Duration.ofMillis(20))
                    .operators(new EngineConfig.OperatorConfig(0, Duration.ZERO, 0)));
    gate = rig.core().faults().add(FaultRule.parse("simulate=pause"));
    for (String user : USERS) {
      clients.put(user, rig.client().open());
    }
    price(HIGH);
  }

  @AfterEach
  void close() {
    clients.values().forEach(Submission::close);
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {2014, 77})
  void everyHistoryIsTheModels(long seed) throws Exception {
    random.setSeed(seed);
    for (int step = 0; step < STEPS; step++) {
      what = "seed " + seed + ", step " + step + ": ";
      step();
      check();
    }
    if (!model.inFlight().isEmpty()) {
      letThrough();
    }
    for (Submission client : clients.values()) {
      assertThat(client.next(Duration.ofMillis(20))).as("no other reply").isEmpty();
    }
    assertThat(List.of(model.posted, model.refused, model.replaced, model.evicted, model.flushed))
        .as("seed %d: posted, refused, replaced, evicted and flushed", seed)
        .allMatch(count -> count > 0);
    assertThat(counters().batchesFailed()).as("seed %d: failed batches", seed).isPositive();
  }

  private void step() throws Exception {
    int choice = random.nextInt(100);
    if (choice < 10 && model.inFlight().isEmpty() && !model.batchAt(LOW).isEmpty()) {
      takeBatch();
    } else if (choice < 9 && !model.inFlight().isEmpty()) {
      letThrough();
    } else if (choice < 15 && !model.inFlight().isEmpty()) {
      letFail();
    } else if (choice < 16) {
      flush();
    } else if (choice < 18) {
      unlock();
    } else {
      submit();
    }
  }

  private void submit() throws Exception {
    String user = user();
    long nonce = model.nextNonce(user);
    BigInteger fee = FEE_STEP.multiply(BigInteger.valueOf(1 + random.nextInt(14)));
    int kind = random.nextInt(10);
    if (kind == 0) {
      nonce += 1 + random.nextInt(3);
    } else if (kind < 4 && nonce > 0) {
      nonce -= 1 + random.nextLong(Math.min(nonce, 3));
    } else if (kind < 9) {
      fee = fee.min(model.lowestFee(user).orElse(fee));
    }
    send(user, nonce, fee);
    model.submit(user, nonce, fee);
    what += user + "·" + nonce + " offers " + fee;
  }

  private void send(String user, long nonce, BigInteger fee) throws Exception {
    long before = counters().received();
    client(user).send(rig.submission(user, nonce, fee));
    rig.await(
        "it is through",
        () -> counters().received() == before + 1 && counters().inAdmission() == 0);
  }

  private void takeBatch() throws Exception {
    for (int block = 0; block < BLOCK_INTERVAL; block++) {
      rig.mine();
    }
    List<Proof> batch = model.batchAt(LOW);
    price(LOW);
    rig.await("the batch is at the gate", () -> held() == 1);
    price(HIGH);
    model.take(batch);
    what += "a batch of " + batch.size() + " is taken";
  }

  private void letThrough() throws Exception {
    rig.core().faults().release(gate, 1);
    rig.await("the transaction is sent", () -> rig.chain().pending() == 1);
    long posted = counters().batchesPosted();
    price(LOW);
    rig.await("the batch is posted", () -> counters().batchesPosted() == posted + 1);
    price(HIGH);
    List<Proof> batch = new ArrayList<>(model.settle());
    batch.sort((one, other) -> Long.compare(one.nonce(), other.nonce()));
    for (Proof proof : batch) {
      SubmitProofResponse reply = next(proof.user());
      assertThat(reply).as(what).isInstanceOf(BatchInclusionData.class);
      assertThat(((BatchInclusionData) reply).nonce())
          .as(what)
          .isEqualTo(BigInteger.valueOf(proof.nonce()));
    }
    what += "the batch is posted";
  }

  private void letFail() throws Exception {
    long failed = counters().batchesFailed();
    long error = rig.core().faults().add(FaultRule.parse("create-new-task=error"));
    rig.core().faults().release(gate, 1);
    rig.await("the batch failed", () -> counters().batchesFailed() == failed + 1);
    rig.core().faults().remove(error);
    model.restore();
    what += "the batch is restored";
  }

  private void flush() throws Exception {
    disabled = !disabled;
    BigInteger bitmap = disabled ? BigInteger.ZERO.setBit(ProvingSystem.SP1.id()) : BigInteger.ZERO;
    long before = flushes();
    Wallet owner = rig.devnet().accounts().deployer();
    rig.devnet()
        .tasks()
        .setDisabledVerifiers(owner, rig.transactionNonce(owner), rig.chain().gasPrice(), bitmap);
    rig.mine();
    rig.await("it is flushed", () -> flushes() == before + 1);
    assertThat(market().disabledVerifiers()).as(what).isEqualTo(bitmap);
    model.flush();
    what += "flushed";
  }

  /** How often the batch lock was held for a flush, ever, of an empty queue too. */
  private long flushes() {
    ContentionView.Resource flush = new ContentionView.Lock(LockKind.BATCH, LockSite.FLUSH);
    return rig.core().journal().contentionView().rows().stream()
        .filter(row -> row.resource().equals(flush))
        .mapToLong(ContentionView.Row::acquisitions)
        .sum();
  }

  private void unlock() throws Exception {
    String name = user();
    Wallet user = rig.user(name);
    var payments = rig.devnet().payments();
    payments.unlock(user, rig.transactionNonce(user), rig.chain().gasPrice());
    rig.mine();
    int stay = rig.core().state().size() - model.queuedOf(name).size();
    rig.await("the user's proofs left", () -> rig.core().state().size() == stay);
    model.unlock(name);
    readReplies();

    send(name, model.nextNonce(name), FEE_STEP);
    model.received++;
    model.refuse(name, new ServerMessage.InsufficientBalance(user.address()));

    payments.lock(user, rig.transactionNonce(user), rig.chain().gasPrice());
    rig.mine();
    what += name + " unlocked and locked";
  }

  /** Sets the gas price and waits until the batcher goes by it. */
  private void price(long wei) throws Exception {
    BigInteger price = BigInteger.valueOf(wei);
    rig.chain().setGasPrice(price);
    rig.mine();
    rig.await("the batcher knows the price", () -> market().fees().nodeGasPrice().equals(price));
  }

  private int held() {
    return rig.core().faults().rules().getFirst().heldNow().size();
  }

  private void readReplies() throws Exception {
    for (Reply reply : model.takeReplies()) {
      assertThat(next(reply.user())).as(what).isEqualTo(reply.message());
    }
  }

  private void check() throws Exception {
    readReplies();
    rig.await(what + ": counts as the model's", () -> counts(counters()).equals(counts()));
    assertThat(queue()).as(what).isEqualTo(model.queued());
    assertThat(rig.core().state().size()).as(what).isLessThanOrEqualTo(LIMIT);
    for (String user : USERS) {
      checkUser(user, rig.user(user).address());
    }
    Address asked = rig.user(user()).address();
    String name = Objects.requireNonNull(rig.devnet().accounts().names().get(asked));
    assertThat(rig.client().nonce(asked))
        .as(what)
        .isEqualTo(BigInteger.valueOf(model.nextNonce(name)));
  }

  /** Received first; it is the sum of all others. */
  private static List<Long> counts(CounterView counters) {
    return List.of(
        counters.received(),
        counters.inAdmission(),
        counters.queued(),
        counters.inFlight(),
        counters.posted(),
        counters.refusedInAll(),
        counters.lost().getOrDefault(Stage.REPLACED, 0L),
        counters.lost().getOrDefault(Stage.EVICTED, 0L),
        counters.lost().getOrDefault(Stage.FLUSHED, 0L),
        counters.lost().getOrDefault(Stage.ABANDONED, 0L));
  }

  private List<Long> counts() {
    List<Long> parts =
        List.of(
            0L,
            (long) model.queued().size(),
            (long) model.inFlight().size(),
            model.posted,
            model.refused,
            model.replaced,
            model.evicted,
            model.flushed,
            0L);
    assertThat(parts.stream().mapToLong(Long::longValue).sum())
        .as(what + ": the model conserves proofs")
        .isEqualTo(model.received);
    List<Long> all = new ArrayList<>(List.of(model.received));
    all.addAll(parts);
    return all;
  }

  /** The queue as the model writes it, which ignores when exactly a proof arrived. */
  private List<Proof> queue() {
    List<Proof> proofs = new ArrayList<>();
    Map<String, Long> arrivals = new HashMap<>();
    model.queued().forEach(p -> arrivals.put(p.user() + "·" + p.nonce(), p.arrival()));
    for (QueueEntry entry : rig.core().state().fromHighest()) {
      proofs.addFirst(
          new Proof(
              entry.proof().user().name(),
              entry.nonce().longValueExact(),
              entry.maxFee(),
              arrivals.getOrDefault(entry.proof().label(), -1L)));
    }
    return proofs;
  }

  private void checkUser(String name, Address user) throws Exception {
    assertThat(rig.devnet().payments().nonce(user))
        .as(what + ": paid by " + name)
        .isEqualTo(BigInteger.valueOf(model.onChain(name)));
    BigInteger next = BigInteger.valueOf(model.nextNonce(name));
    boolean idle = model.committed(name).signum() == 0;
    BigInteger committed = model.committed(name);
    Actor actor = new Actor.Upkeep(rig.core().serials().incrementAndGet(), "test");
    try (BatchState.Access access = rig.core().state().enter(actor, LockSite.VALIDATE)) {
      Standing standing = access.standing(user);
      assertThat(standing.nextNonce())
          .as(what + ": next nonce of " + name)
          .isEqualTo(idle ? null : next);
      BigInteger one = BigInteger.ONE;
      Funds exact = new Funds(next, idle, committed.add(one), standing.charged());
      Funds tooLittle = new Funds(next, idle, committed, standing.charged());
      assertThat(access.judge(user, next, one, exact))
          .as(what + ": fees of " + name)
          .isEqualTo(new Ruling.Append());
      assertThat(access.judge(user, next, one, tooLittle))
          .as(what + ": fees of " + name)
          .isEqualTo(
              new Ruling.Refused(
                  Ruling.Reason.INSUFFICIENT_BALANCE, committed.add(one), committed));
    }
  }

  private SubmitProofResponse next(String user) throws Exception {
    return client(user)
        .next(PATIENCE)
        .orElseThrow(() -> new AssertionError(what + ": no reply to " + user));
  }

  private Submission client(String user) {
    return Objects.requireNonNull(clients.get(user));
  }

  private CounterView counters() {
    return rig.core().journal().counters();
  }

  private Market market() {
    return Objects.requireNonNull(rig.core().market().get());
  }

  private String user() {
    return USERS.get(random.nextInt(USERS.size()));
  }
}
