package io.batcherconsole.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainClient.Head;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.PaymentService;
import io.batcherconsole.engine.chain.PaymentService.Unlocked;
import io.batcherconsole.engine.chain.Retry;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.lock.LockRegistry;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.runtime.Awaiting;
import io.batcherconsole.engine.runtime.LiveRuntime;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.Entries;
import io.batcherconsole.engine.state.Entries.RecordingSink;
import io.batcherconsole.engine.state.Funds;
import io.batcherconsole.engine.state.QueueEntry;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which blocks are read when, and what is held while proofs are removed; the chain is scripted. */
@Timeout(60)
class UnlockPollerTest {
  private static final Duration PAUSE = Duration.ofMillis(2);

  private final LiveRuntime runtime = new LiveRuntime(1);
  private final Journal journal = new Journal(runtime, 1 << 10);
  private final LockRegistry registry = new LockRegistry(runtime, journal);
  private final BatchState state =
      new BatchState(registry.create(LockKind.BATCH, "batch"), Duration.ofSeconds(20), 10, 10);
  private final Entries entries = new Entries();
  private final AtomicLong serials = new AtomicLong(1000);

  /** "10..20" for each question about events, in order. */
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private final List<Unlocked> events = new CopyOnWriteArrayList<>();

  /** How often the chain was asked for its head, which each poll begins with. */
  private final AtomicInteger polls = new AtomicInteger();

  private volatile long head;
  private volatile boolean silent;
  private volatile boolean locked;
  private UnlockPoller poller;
  private Thread thread;

  @SuppressWarnings("NullAway.Init") // each test starts one
  UnlockPollerTest() {}

  @Test
  void anIntervalOfZeroNeverPolls() throws Exception {
    start(LockingDesign.ORDERED, 0, Duration.ZERO);

    assertThat(thread.join(Duration.ofSeconds(20))).as("the loop ends").isTrue();
    assertThat(asked).isEmpty();
  }

  private void start(LockingDesign design, long startBlock) {
    start(design, startBlock, PAUSE);
  }

  private void start(LockingDesign design, long startBlock, Duration interval) {
    ChainClient chain =
        (ChainClient)
            Proxy.newProxyInstance(
                ChainClient.class.getClassLoader(),
                new Class<?>[] {ChainClient.class},
                (self, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("head");
                  polls.incrementAndGet();
                  return new Head(head, head, Hash.ZERO);
                });
    PaymentService payments =
        (PaymentService)
            Proxy.newProxyInstance(
                PaymentService.class.getClassLoader(),
                new Class<?>[] {PaymentService.class},
                (self, method, arguments) -> {
                  if (method.getName().equals("unlockTime")) {
                    return locked ? BigInteger.ZERO : BigInteger.TEN;
                  }
                  assertThat(method.getName()).isEqualTo("unlocked");
                  return unlocked((long) arguments[0], (long) arguments[1]);
                });
    poller =
        new UnlockPoller(
            runtime,
            journal,
            chain,
            payments,
            new Retry(runtime, new Retry.Backoff(0, PAUSE, 1, PAUSE, PAUSE)),
            state,
            design.create(registry, Duration.ofSeconds(20)),
            serials,
            interval,
            startBlock);
    thread = poller.start();
  }

  private List<Unlocked> unlocked(long from, long to) throws ChainException {
    asked.add(from + ".." + to);
    if (silent) {
      throw new ChainException.Unavailable("silent");
    }
    return events.stream().filter(event -> event.block() >= from && event.block() <= to).toList();
  }

  @AfterEach
  void stop() {
    poller.stop();
    thread.interrupt();
    Awaiting.until("the poller has ended", () -> !thread.isAlive());
  }

  private void awaitAsked(String range) {
    Awaiting.until("blocks " + range + " are asked for, of " + asked, () -> asked.contains(range));
  }

  /** Two polls are over, so that each block was read twice; what changes now is for later ones. */
  private void awaitUpToDate() {
    Awaiting.until("the third poll has begun", () -> polls.get() >= 3);
    assertThat(asked).hasSize(2);
  }

  private QueueEntry queue(char user, long nonce) throws Exception {
    QueueEntry entry = entries.entry(user, nonce, 100);
    journal.received();
    journal.stage(entry.proof(), Stage.QUEUED);
    try (BatchState.Access access = hold()) {
      access.push(
          entry, new Funds(BigInteger.valueOf(nonce), false, BigInteger.TEN, BigInteger.ZERO));
    }
    return entry;
  }

  private BatchState.Access hold() throws Exception {
    return state.enter(new Actor.Upkeep(serials.incrementAndGet(), "test"), LockSite.VALIDATE);
  }

  private void unlockAt(long block, char user) {
    events.add(new Unlocked(Entries.address(user), BigInteger.TEN, block));
  }

  @Test
  void questionsAreBoundedAndEveryBlockIsReadByTwoPolls() {
    head = 2500;
    start(LockingDesign.ORDERED, 100);

    Awaiting.until("two polls", () -> asked.size() >= 6);
    assertThat(asked.subList(0, 6))
        .containsExactly(
            "100..1099", "1100..2099", "2100..2500", "100..1099", "1100..2099", "2100..2500");
    head = 2510;
    awaitAsked("2501..2510");
    assertThat(asked).filteredOn(range -> range.equals("100..1099")).hasSize(2);
    Awaiting.until("two polls of those", () -> asked.size() == 8);
    head = 2512;
    awaitAsked("2511..2512");
  }

  @Test
  void anErrorKeepsTheSameFirstBlock() throws Exception {
    QueueEntry entry = queue('A', 0);
    head = 50;
    start(LockingDesign.ORDERED, 10);
    awaitUpToDate();
    silent = true;
    head = 60;
    unlockAt(55, 'A');
    awaitAsked("51..60");
    head = 70;
    awaitAsked("51..70");
    assertThat(state.size()).isEqualTo(1);

    silent = false;

    Awaiting.until("the proof is removed", () -> state.size() == 0);
    assertThat(replies(entry)).containsExactly(new ServerMessage.UserFundsUnlocked());
  }

  @Test
  void aChainThatWentBackIsReadAgainBelowItsHead() throws Exception {
    QueueEntry entry = queue('A', 0);
    head = 500;
    start(LockingDesign.ORDERED, 400);
    awaitUpToDate();

    unlockAt(430, 'A');
    head = 470;
    poller.onRewind(470);

    awaitAsked("406..470");
    Awaiting.until("the proof is removed", () -> state.size() == 0);
    assertThat(replies(entry)).containsExactly(new ServerMessage.UserFundsUnlocked());
  }

  @Test
  void whoLockedTheirFundsAgainKeepsTheirProofs() throws Exception {
    locked = true;
    queue('A', 0);
    unlockAt(5, 'A');
    head = 10;
    start(LockingDesign.ORDERED, 0);

    Awaiting.until("both polls have read it", () -> asked.size() == 2);
    head = 11;
    awaitAsked("11..11");
    assertThat(state.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = LockingDesign.class,
      names = {"ORDERED", "SPLIT_STATE"})
  void onlySplitStateHoldsTheMapOfUsersWhileItWaitsForTheBatchLock(LockingDesign design)
      throws Exception {
    queue('A', 0);
    queue('B', 0);
    unlockAt(5, 'A');
    head = 10;
    try (BatchState.Access held = hold()) {
      start(design, 0);
      Awaiting.until("it waits for the batch lock", () -> waiting(LockKind.BATCH) == 1);

      assertThat(heldMaps()).isEqualTo(design == LockingDesign.SPLIT_STATE ? 1 : 0);
      assertThat(held.queued(address('A'), BigInteger.ZERO)).isNotNull();
    }
    Awaiting.until("A's proof is removed", () -> state.size() == 1);
    try (BatchState.Access access = hold()) {
      assertThat(access.queued(address('B'), BigInteger.ZERO)).isNotNull();
    }
  }

  private static Address address(char user) {
    return Entries.address(user);
  }

  private static List<ServerMessage> replies(QueueEntry entry) {
    RecordingSink sink = (RecordingSink) entry.sink();
    Awaiting.until("a reply", () -> !sink.sent().isEmpty());
    return sink.sent();
  }

  private int waiting(LockKind kind) {
    return registry.board().locks().stream()
        .filter(lock -> lock.id().kind() == kind)
        .mapToInt(lock -> lock.waiters().size())
        .sum();
  }

  private long heldMaps() {
    return registry.board().locks().stream()
        .filter(lock -> lock.id().kind() == LockKind.USER_MAP && lock.holder() != null)
        .count();
  }
}
