package io.batcherconsole.engine.locking;

import static io.batcherconsole.engine.runtime.Awaiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.locking.World.Client;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.state.BatchState;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Each hazard happens under its design, and does not under ours: the same steps, two designs. Gates
 * and held locks fix the interleaving, so nothing depends on time.
 */
@Timeout(60)
class HazardTest {
  private static final ServerMessage REFUSED_FOR_FEE = new ServerMessage.UnderpricedProof();

  @Test
  void verifyUnderBatchLock() {
    try (World world = World.of(LockingDesign.GLOBAL_VERIFY_INSIDE, 10)) {
      slowProofOfA(world);
      world.submit("B", 0, 100);

      until("B waits for the batch lock", world.waits(LockKind.BATCH, 1));
      assertThat(world.queued()).isEmpty();
      until("a finding names it", world.findings.name(Hazard.VERIFY_UNDER_BATCH_LOCK));
    }
    try (World world = World.of(LockingDesign.ORDERED, 10)) {
      slowProofOfA(world);
      world.admit("B", 0, 100);

      assertThat(world.queued()).containsExactly("B·0");
      assertThat(world.held(LockKind.BATCH)).isZero();
      assertThat(world.findings.wrong()).isEmpty();
    }
  }

  private static void slowProofOfA(World world) {
    world.atVerify.of("A").close();
    world.submit("A", 0, 100);
    until("A is being verified", world.atVerify.of("A").holds(1));
  }

  @Test
  void junkVerifiedFirst() {
    try (World world = World.of(LockingDesign.GLOBAL_VERIFY_OUTSIDE, 10)) {
      Client client = world.admit("A", 7, 100);

      assertThat(client.replies()).containsExactly(new ServerMessage.InvalidNonce());
      assertThat(world.verified()).isEqualTo(1);
      until("a finding names it", world.findings.name(Hazard.JUNK_VERIFIED_FIRST));
    }
    try (World world = World.of(LockingDesign.ORDERED, 10)) {
      Client client = world.admit("A", 7, 100);

      assertThat(client.replies()).containsExactly(new ServerMessage.InvalidNonce());
      assertThat(world.verified()).isZero();
      assertThat(world.findings.wrong()).isEmpty();
    }
  }

  @Test
  void queueOverflow() throws Exception {
    try (World world = World.of(LockingDesign.PER_USER_DRAFT, 1)) {
      twoForOnePlace(world);

      assertThat(world.queued()).containsExactlyInAnyOrder("A·0", "B·0");
      assertThat(world.state.size()).isGreaterThan(world.state.limit());
      until("a finding names it", world.findings.name(Hazard.QUEUE_OVERFLOW));
    }
    for (LockingDesign cured :
        new LockingDesign[] {LockingDesign.PER_USER, LockingDesign.ORDERED}) {
      try (World world = World.of(cured, 1)) {
        twoForOnePlace(world);

        assertThat(world.state.size()).isEqualTo(1);
        assertThat(world.findings.wrong()).isEmpty();
      }
    }
  }

  /** The lock's line is first come, first served: both look for room before either pushes. */
  private static void twoForOnePlace(World world)
      throws InterruptedException, LockTimeoutException {
    world.atVerify.of("A").close();
    world.atVerify.of("B").close();
    Client a = world.submit("A", 0, 100);
    Client b = world.submit("B", 0, 100);
    until("A is being verified", world.atVerify.of("A").holds(1));
    until("B is being verified", world.atVerify.of("B").holds(1));
    try (BatchState.Access held = world.holdBatchLock()) {
      assertThat(held.hold()).isNotNull();
      world.atVerify.of("A").open();
      world.atVerify.of("B").open();
      until("both wait for the batch lock", world.waits(LockKind.BATCH, 2));
    }
    until("both are through", () -> a.done() && b.done());
  }

  @Test
  void lostExclusion() {
    try (World world = World.of(LockingDesign.PER_USER_DRAFT, 10)) {
      Client third = threeConnections(world);
      until("two proofs of one user are inside", world.atVerify.of("A").holds(2));
      assertThat(world.held(LockKind.USER)).isEqualTo(2);
      until("a finding names it", world.findings.name(Hazard.LOST_EXCLUSION));

      world.atVerify.of("A").open();
      until("the third is through", () -> third.done() && world.state.size() == 3);
      assertThat(world.queued()).containsExactlyInAnyOrder("A·0", "A·1", "A·1");
    }
    for (LockingDesign cured :
        new LockingDesign[] {LockingDesign.PER_USER, LockingDesign.ORDERED}) {
      try (World world = World.of(cured, 10)) {
        Client third = threeConnections(world);
        until("the third waits its turn", world.waits(LockKind.USER, 1));
        assertThat(world.atVerify.of("A").parked()).isEqualTo(1);
        assertThat(world.held(LockKind.USER)).isEqualTo(1);
        assertThat(world.findings.wrong()).isEmpty();

        world.atVerify.of("A").open();
        until("the third is through", third::done);
        assertThat(third.replies()).containsExactly(REFUSED_FOR_FEE);
        assertThat(world.queued()).containsExactlyInAnyOrder("A·0", "A·1");
      }
    }
  }

  /** A·0 is through, A·1 waited for it and is being verified; another A·1 comes third. */
  private static Client threeConnections(World world) {
    Gate gate = world.atVerify.of("A");
    gate.close();
    Client first = world.submit("A", 0, 100);
    until("the first is being verified", gate.holds(1));
    world.submit("A", 1, 100);
    until("the second waits for the first", world.waits(LockKind.USER, 1));
    gate.letOneThrough();
    until("the first is through", first::done);
    until("the second is being verified", gate.holds(1));
    return world.submit("A", 1, 100);
  }

  @Test
  void doubleMutexOfNewUser() {
    try (World world = World.of(LockingDesign.SPLIT_STATE, 10)) {
      world.payments.nonces.close();
      world.atVerify.of("A").close();
      world.submit("A", 0, 100);
      world.submit("A", 0, 100);
      until("both ask the chain about the new user", world.payments.nonces.holds(2));
      world.payments.nonces.open();

      until("both are inside", world.atVerify.of("A").holds(2));
      assertThat(world.held(LockKind.USER)).isEqualTo(2);
      until("a finding names it", world.findings.name(Hazard.DOUBLE_MUTEX_NEW_USER));
      world.atVerify.of("A").open();
      until("one nonce is queued twice", () -> world.state.size() == 2);
    }
    try (World world = World.of(LockingDesign.ORDERED, 10)) {
      world.payments.nonces.close();
      world.atVerify.of("A").close();
      world.submit("A", 0, 100);
      world.submit("A", 0, 100);
      until("one waits for the other", world.waits(LockKind.USER, 1));
      until("who asks the chain about the new user", world.payments.nonces.holds(1));
      world.payments.nonces.open();

      until("one is inside", world.atVerify.of("A").holds(1));
      assertThat(world.held(LockKind.USER)).isEqualTo(1);
      assertThat(world.waiting(LockKind.USER)).isEqualTo(1);
      until("a finding explains the wait", world.findings.name(Hazard.SAME_USER_TWO_SOCKETS));
      assertThat(world.findings.wrong()).isEmpty();
    }
  }

  @Test
  void replacementStallsAll() {
    try (World world = World.of(LockingDesign.SPLIT_STATE, 10)) {
      slowReplacementOfA(world);
      world.submit("B", 0, 100);

      until("B waits for the batch lock", world.waits(LockKind.BATCH, 1));
      assertThat(world.queued()).containsExactly("A·0");
      until("a finding names it", world.findings.name(Hazard.REPLACEMENT_STALLS_ALL));
    }
    try (World world = World.of(LockingDesign.ORDERED, 10)) {
      slowReplacementOfA(world);
      world.admit("B", 0, 50);

      assertThat(world.queued()).containsExactly("A·0", "B·0");
      assertThat(world.findings.wrong()).isEmpty();
    }
  }

  private static void slowReplacementOfA(World world) {
    world.admit("A", 0, 100);
    world.atVerify.of("A").close();
    world.submit("A", 0, 200);
    until("the replacement is being verified", world.atVerify.of("A").holds(1));
  }

  @Test
  void arbitraryEviction() {
    try (World world = World.of(LockingDesign.SPLIT_STATE, 3)) {
      Client evicted = fullQueue(world);
      world.admit("B", 0, 60);

      assertThat(world.queued()).containsExactly("B·0", "A·1", "C·0"); // A·0 is missing
      assertThat(evicted.replies()).containsExactly(REFUSED_FOR_FEE);
      until("a finding names it", world.findings.name(Hazard.ARBITRARY_EVICTION));
    }
    try (World world = World.of(LockingDesign.ORDERED, 3)) {
      fullQueue(world);
      world.admit("B", 0, 60);

      assertThat(world.queued()).containsExactly("B·0", "A·0", "A·1");
      assertThat(world.findings.wrong()).isEmpty();
    }
  }

  /** Returns the client of A·0. */
  private static Client fullQueue(World world) {
    Client first = world.admit("A", 0, 50);
    world.admit("A", 1, 50);
    world.admit("C", 0, 10);
    return first;
  }

  @Test
  void orphanedReply() {
    try (World world = World.of(LockingDesign.SPLIT_STATE, 10)) {
      Client old = outbidPredecessor(world);

      assertThat(world.queued()).containsExactly("A·0", "A·1");
      assertThat(old.replies()).containsExactly(new ServerMessage.ProofReplaced());
      assertThat(old.isOpen()).isFalse();
      until("a finding names it", world.findings.name(Hazard.ORPHANED_REPLY));
    }
    try (World world = World.of(LockingDesign.ORDERED, 10)) {
      Client old = outbidPredecessor(world);

      assertThat(world.queued()).containsExactly("A·0", "A·1");
      assertThat(old.replies()).isEmpty();
      assertThat(old.isOpen()).isTrue();
      assertThat(world.findings.wrong()).isEmpty();
    }
  }

  /** A replacement that offers more than the proof before it is refused; returns the old one. */
  private static Client outbidPredecessor(World world) {
    world.admit("A", 0, 100);
    Client old = world.admit("A", 1, 100);
    Client replacement = world.admit("A", 1, 200);
    assertThat(replacement.replies())
        .containsExactly(new ServerMessage.InvalidReplacementMessage());
    return old;
  }

  @Test
  void silentDropOnRestore() throws Exception {
    // Restoring waits for itself here until the time-out: restore-self-deadlock.
    try (World world = new World(LockingDesign.SPLIT_STATE, Duration.ofMillis(500), 2);
        Posting posting = new Posting(world)) {
      Client second = failedBatchMeetsFullQueue(world, posting);

      assertThat(world.queued()).containsExactly("A·0", "B·0");
      assertThat(second.replies()).isEmpty();
      assertThat(world.nonceOf("A")).isEqualTo(new ServerMessage.Nonce(BigInteger.TWO)); // a gap
      until("a finding names it", world.findings.name(Hazard.SILENT_DROP_ON_RESTORE));
      assertThat(world.findings.wrong()).anyMatch(finding -> finding.startsWith("nonce-gap/"));
    }
    try (World world = World.of(LockingDesign.ORDERED, 2);
        Posting posting = new Posting(world)) {
      Client second = failedBatchMeetsFullQueue(world, posting);

      assertThat(world.queued()).containsExactly("A·0", "B·0");
      assertThat(second.replies()).containsExactly(REFUSED_FOR_FEE);
      assertThat(world.nonceOf("A")).isEqualTo(new ServerMessage.Nonce(BigInteger.ONE));
      assertThat(world.findings.wrong()).isEmpty();
    }
  }

  /** A·0 and A·1 are in a batch, B fills the queue, the batch fails; returns A·1's client. */
  private static Client failedBatchMeetsFullQueue(World world, Posting posting) {
    world.admit("A", 0, 20);
    Client second = world.admit("A", 1, 10);
    posting.takeBatch();
    world.admit("B", 0, 15);
    world.admit("B", 1, 15);
    posting.failBatch();
    return second;
  }

  @Test
  void restoreSelfDeadlock() {
    try (World world = World.of(LockingDesign.SPLIT_STATE, 1);
        Posting posting = new Posting(world)) {
      cheaperProofMeanwhile(world, posting);
      posting.letBatchFail();
      until("the restore waits for itself", world.waits(LockKind.USER_MAP, 1));
      assertThat(world.blockers(LockKind.USER_MAP)).containsExactly("batch #1 waits for batch #1");
      until("a finding names it", world.findings.name(Hazard.RESTORE_SELF_DEADLOCK));

      world.submit("C", 0, 100);
      until("everyone else waits for it", world.waits(LockKind.BATCH, 1));
    }
    try (World world = World.of(LockingDesign.ORDERED, 1);
        Posting posting = new Posting(world)) {
      cheaperProofMeanwhile(world, posting);
      posting.failBatch();

      assertThat(world.queued()).containsExactly("A·0");
    }
  }

  /** A·0 is in a batch; B·0, which offers less, fills the queue. */
  private static void cheaperProofMeanwhile(World world, Posting posting) {
    world.admit("A", 0, 20);
    posting.takeBatch();
    world.admit("B", 0, 5);
  }

  @Test
  void restoreInversion() {
    try (World world = World.of(LockingDesign.SPLIT_STATE_2017, 1);
        Posting posting = new Posting(world)) {
      cheaperProofMeanwhile(world, posting);
      slowSecondProofOfB(world);
      posting.letBatchFail();
      until("the restore waits for B", world.waits(LockKind.USER, 1));
      world.atVerify.of("B").open();
      until("and B for the restore", world.waits(LockKind.BATCH, 1));

      assertThat(world.blockers(LockKind.USER)).containsExactly("batch #1 waits for B·1");
      assertThat(world.blockers(LockKind.BATCH)).containsExactly("B·1 waits for batch #1");
      until("a finding names it", world.findings.name(Hazard.RESTORE_INVERSION));
    }
    try (World world = World.of(LockingDesign.ORDERED, 1);
        Posting posting = new Posting(world)) {
      cheaperProofMeanwhile(world, posting);
      Client second = slowSecondProofOfB(world);
      posting.failBatch();
      world.atVerify.of("B").open();
      until("B's second proof has its answer", second::done);

      assertThat(second.replies()).containsExactly(new ServerMessage.InvalidNonce());
      assertThat(world.queued()).containsExactly("A·0");
    }
  }

  private static Client slowSecondProofOfB(World world) {
    world.atVerify.of("B").close();
    Client second = world.submit("B", 1, 5);
    until("B's second proof is being verified", world.atVerify.of("B").holds(1));
    return second;
  }

  @Test
  void aDeadlockEndsByItsTimeOut() {
    try (World world = new World(LockingDesign.SPLIT_STATE_2017, Duration.ofMillis(500), 1);
        Posting posting = new Posting(world)) {
      cheaperProofMeanwhile(world, posting);
      Client second = slowSecondProofOfB(world);
      posting.letBatchFail();
      until("the restore waits for B", world.waits(LockKind.USER, 1));
      world.atVerify.of("B").open();

      until("the batch has failed", () -> world.journal.counters().batchesFailed() == 1);
      until("B's second proof has its answer", second::done);
      assertThat(world.held(LockKind.BATCH)).isZero();
      assertThat(world.held(LockKind.USER)).isZero();
    }
  }

  @Test
  void drainDeadlock() {
    try (World world = World.of(LockingDesign.PER_USER_DRAFT, 10);
        Posting posting = new Posting(world)) {
      slowProofBehindAQueuedOne(world);
      posting.newBlock();
      until("the builder waits for B", world.waits(LockKind.USER, 1));
      world.atVerify.of("B").open();
      until("and B for the builder", world.waits(LockKind.USER_MAP, 1));

      assertThat(world.blockers(LockKind.USER)).containsExactly("batch #1 waits for B·0");
      assertThat(world.blockers(LockKind.USER_MAP)).containsExactly("B·0 waits for batch #1");
      until("a finding names it", world.findings.name(Hazard.DRAIN_DEADLOCK));
    }
    for (LockingDesign cured :
        new LockingDesign[] {LockingDesign.PER_USER, LockingDesign.ORDERED}) {
      try (World world = World.of(cured, 10);
          Posting posting = new Posting(world)) {
        slowProofBehindAQueuedOne(world);
        posting.takeBatch();

        assertThat(world.queued()).isEmpty();
        assertThat(world.atVerify.of("B").parked()).isEqualTo(1);
      }
    }
  }

  private static void slowProofBehindAQueuedOne(World world) {
    world.admit("A", 0, 100);
    world.atVerify.of("B").close();
    world.submit("B", 0, 100);
    until("B is being verified", world.atVerify.of("B").holds(1));
  }

  @Test
  void disabledVerifiersDeadlock() throws Exception {
    try (World world = World.of(LockingDesign.SPLIT_STATE, 10);
        Posting posting = new Posting(world)) {
      slowReplacementOfA(world);
      posting.disableVerifier();
      until("the flush waits for the replacement", world.waits(LockKind.BATCH, 1));
      world.atVerify.of("A").open();
      until("and the replacement for the flush", world.waits(LockKind.DISABLED_VERIFIERS, 1));

      assertThat(world.blockers(LockKind.BATCH)).containsExactly("flush waits for A·0");
      assertThat(world.blockers(LockKind.DISABLED_VERIFIERS))
          .containsExactly("A·0 waits for flush");
      until("a finding names it", world.findings.name(Hazard.DISABLED_VERIFIERS_DEADLOCK));
    }
    try (World world = World.of(LockingDesign.ORDERED, 10);
        Posting posting = new Posting(world)) {
      slowReplacementOfA(world);
      posting.disableVerifier();

      until("the queue is flushed", () -> world.queued().isEmpty());
      assertThat(world.atVerify.of("A").parked()).isEqualTo(1);
    }
  }

  @Test
  void postingFlagDeadlock() throws Exception {
    try (World world = World.of(LockingDesign.SPLIT_STATE, 10);
        Posting posting = new Posting(world)) {
      aBlockArrivesAsTheBatchFails(world, posting, 2);
      until("the block's task waits for the flag", world.waits(LockKind.POSTING_FLAG, 1));
      until("and the restore for the batch lock", world.waits(LockKind.BATCH, 1));

      assertThat(world.blockers(LockKind.POSTING_FLAG))
          .containsExactly("block 2 waits for batch #1");
      assertThat(world.blockers(LockKind.BATCH)).containsExactly("batch #1 waits for block 2");
      until("a finding names it", world.findings.name(Hazard.POSTING_FLAG_DEADLOCK));
    }
    try (World world = World.of(LockingDesign.ORDERED, 10);
        Posting posting = new Posting(world)) {
      aBlockArrivesAsTheBatchFails(world, posting, 1);

      until("the batch has failed", () -> world.journal.counters().batchesFailed() >= 1);
    }
  }

  /**
   * The batch lock is held by somebody until the block's task, if there is one, and the restore are
   * in line for it, in that order.
   *
   * @param inLine how many wait for the batch lock in the end
   */
  private static void aBlockArrivesAsTheBatchFails(World world, Posting posting, int inLine)
      throws InterruptedException, LockTimeoutException {
    world.admit("A", 0, 100);
    posting.takeBatch();
    try (BatchState.Access held = world.holdBatchLock()) {
      assertThat(held.hold()).isNotNull();
      posting.newBlock();
      if (inLine > 1) {
        until("the block's task is in line", world.waits(LockKind.BATCH, 1));
      }
      posting.letBatchFail();
      until("the restore is in line", world.waits(LockKind.BATCH, inLine));
    }
  }

  @Test
  void inputAndOutputUnderLocks() throws Exception {
    for (LockingDesign design : LockingDesign.values()) {
      try (World world = World.of(design, 10);
          Posting posting = new Posting(world)) {
        Client deaf = world.admit("A", 0, 100);
        deaf.reading.close();
        posting.disableVerifier();
        until("the queue is flushed", () -> world.queued().isEmpty());
        if (design == LockingDesign.ORDERED) {
          world.admit("B", 0, 100);

          // In the queue or, as a block has come, in a batch: admitted all the same.
          assertThat(world.nonceOf("B")).isEqualTo(new ServerMessage.Nonce(BigInteger.ONE));
          assertThat(world.nonceOf("A")).isEqualTo(new ServerMessage.Nonce(BigInteger.ZERO));
          assertThat(world.findings.wrong()).isEmpty();
        } else {
          until("a client does not take its reply", deaf.reading.holds(1));
          world.payments.nonces.close();
          Client other = world.ask("B");
          until("others wait for the batch lock", world.waits(LockKind.BATCH, 1));
          until("a finding names it", world.findings.name(Hazard.IO_UNDER_LOCKS));
          deaf.reading.open();
          until("the chain is asked under the lock", world.payments.nonces.holds(1));
          assertThat(world.blockers(LockKind.BATCH)).containsExactly("query of B waits for flush");
          world.payments.nonces.open();
          until("the others go on", other::done);
        }
      }
    }
  }

  @Test
  void slowReaderHoldsPosting() {
    try (World world = World.of(LockingDesign.SPLIT_STATE, 10);
        Posting posting = new Posting(world)) {
      Client deaf = postedToAClientThatDoesNotRead(world, posting);
      until("its reply is awaited", deaf.reading.holds(1));
      until("a finding names it", world.findings.name(Hazard.SLOW_READER_HOLDS_POSTING));
      posting.newBlock();

      assertThat(world.queued()).containsExactly("B·0");
      deaf.reading.open();
      until("the next batch is posted", () -> world.journal.counters().batchesPosted() == 2);
    }
    try (World world = World.of(LockingDesign.ORDERED, 10);
        Posting posting = new Posting(world)) {
      Client deaf = postedToAClientThatDoesNotRead(world, posting);
      Client other = world.admit("B", 1, 100);
      posting.newBlock();

      until("the next batch is posted", () -> world.journal.counters().batchesPosted() == 2);
      until("and told", () -> !other.replies().isEmpty());
      assertThat(deaf.reading.parked()).isZero();
      assertThat(world.findings.wrong()).isEmpty();
    }
  }

  /** A·0 is on chain, and B·0 waits for the next batch. */
  private static Client postedToAClientThatDoesNotRead(World world, Posting posting) {
    posting.letBatchesPass();
    Client deaf = world.admit("A", 0, 100);
    deaf.reading.close();
    posting.newBlock();
    until("A's proof is posted", () -> world.journal.counters().batchesPosted() == 1);
    world.admit("B", 0, 100);
    return deaf;
  }

  @Test
  void chainCallUnderUserLock() {
    for (LockingDesign bounded :
        new LockingDesign[] {LockingDesign.SPLIT_STATE, LockingDesign.ORDERED}) {
      try (World world = new World(bounded, Duration.ofMillis(300), 10)) {
        world.admit("A", 0, 100);
        world.payments.balances.close();
        world.submit("A", 1, 100);
        until("the chain is asked under A's lock", world.payments.balances.holds(1));
        until("a finding names it", world.findings.name(Hazard.RPC_UNDER_USER_LOCK));
        Client second = world.admit("A", 2, 100);

        assertThat(second.replies()).containsExactly(new ServerMessage.ServerBusy());
      }
    }
    try (World world = World.of(LockingDesign.PER_USER, 10)) {
      world.admit("A", 0, 100);
      world.payments.balances.close();
      world.submit("A", 1, 100);
      world.submit("A", 2, 100);
      until("the chain is asked twice", world.payments.balances.holds(2));

      assertThat(world.waiting(LockKind.USER)).isZero();
    }
  }

  @Test
  void serverBusyWave() {
    try (World world = World.of(LockingDesign.SPLIT_STATE, 1);
        Posting posting = new Posting(world)) {
      cheaperProofMeanwhile(world, posting);
      posting.letBatchFail();
      until("the restore holds the map", world.waits(LockKind.USER_MAP, 1));
      world.ask("A");
      world.ask("B");

      until("every question waits for it", world.waits(LockKind.USER_MAP, 3));
      until("a finding names it", world.findings.name(Hazard.SERVER_BUSY_WAVE));
    }
    try (World world = World.of(LockingDesign.ORDERED, 1);
        Posting posting = new Posting(world)) {
      cheaperProofMeanwhile(world, posting);
      slowSecondProofOfB(world);
      posting.failBatch();
      Client asked = world.ask("B"); // whose lock is held
      until("the question is answered", asked::done);

      assertThat(asked.replies()).containsExactly(new ServerMessage.Nonce(BigInteger.ZERO));
      assertThat(world.findings.wrong()).isEmpty();
    }
  }

  @Test
  void everyHazardHasADesignAndEveryDesignItsName() {
    assertThat(LockingDesign.values())
        .allSatisfy(design -> assertThat(LockingDesign.named(design.title())).isEqualTo(design));
    assertThat(Hazard.values())
        .filteredOn(hazard -> hazard != Hazard.CONNECTION_HEAD_OF_LINE)
        .allSatisfy(
            hazard ->
                assertThat(LockingDesign.values())
                    .anySatisfy(design -> assertThat(design.hazards()).contains(hazard)));
    assertThat(LockingDesign.PER_USER_DRAFT.warning().orElseThrow())
        .contains("per-user-draft", "queue-overflow", "lost-exclusion", "drain-deadlock")
        .doesNotContain("same-user-two-sockets");
    assertThat(LockingDesign.ORDERED.warning()).isEmpty();
    assertThat(LockingDesign.ORDERED.hazards())
        .noneMatch(hazard -> hazard.ordered() == Hazard.Under.PREVENTED);
  }
}
