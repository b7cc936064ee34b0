package io.batcherconsole.engine.batch;

import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.PaymentService;
import io.batcherconsole.engine.chain.Retry;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.locking.LockingStrategy;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.QueueEntry;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the proofs of users who unlock their deposit out of the queue, before they can withdraw it
 * (batcher.md §4.7). What is in flight stays: unlocked funds pay for an hour still.
 *
 * <p>Each event is read by two polls. A proof whose funds were checked just before they were
 * unlocked may enter the queue just after the first of them; the second one finds it. A poll that
 * fails counts for nothing: the next one reads the same blocks again.
 */
public final class UnlockPoller {
  private static final Logger log = LoggerFactory.getLogger(UnlockPoller.class);

  /** Most blocks in one question; many nodes refuse more. */
  private static final long MOST_BLOCKS = 1_000;

  /** How far below the head of a chain that went back blocks may have been replaced. */
  private static final long DEEPEST_CHANGE = 64;

  private final EngineRuntime runtime;
  private final Journal journal;
  private final ChainClient chain;
  private final PaymentService payments;
  private final Retry retry;
  private final BatchState state;
  private final LockingStrategy locking;
  private final AtomicLong serials;
  private final Duration interval;

  /** The lowest block whose events may be others than those read; MAX_VALUE when there is none. */
  private final AtomicLong changedFrom = new AtomicLong(Long.MAX_VALUE);

  /** First block of the next poll. Only the loop's thread touches it. */
  private long from;

  /** The chain's head at the latest poll. Only the loop's thread touches it. */
  private long polledUpTo;

  private volatile boolean stopped;

  /**
   * @param interval between two polls; the first is made at once; zero never polls
   * @param startBlock the first one polled
   */
  public UnlockPoller(
      EngineRuntime runtime,
      Journal journal,
      ChainClient chain,
      PaymentService payments,
      Retry retry,
      BatchState state,
      LockingStrategy locking,
      AtomicLong serials,
      Duration interval,
      long startBlock) {
    this.runtime = runtime;
    this.journal = journal;
    this.chain = chain;
    this.payments = payments;
    this.retry = retry;
    this.state = state;
    this.locking = locking;
    this.serials = serials;
    this.interval = interval;
    this.from = startBlock;
    this.polledUpTo = startBlock - 1;
  }

  /** Starts the loop. */
  public Thread start() {
    return runtime.spawn("unlock-poller", this::run);
  }

  /** Makes the loop end, at once when interrupted. */
  public void stop() {
    stopped = true;
  }

  /** The chain went back to this block, or replaced blocks near it: they are read again. */
  public void onRewind(long head) {
    changedFrom.accumulateAndGet(Math.max(0, head - DEEPEST_CHANGE), Math::min);
  }

  private void run() {
    try {
      while (!stopped && !interval.isZero()) {
        poll();
        runtime.sleep(interval);
      }
    } catch (InterruptedException stop) {
      log.debug("unlock poller interrupted");
    }
  }

  private void poll() throws InterruptedException {
    from = Math.min(from, changedFrom.getAndSet(Long.MAX_VALUE));
    try {
      long head = retry.call("head", chain::head).number();
      Set<Address> unlocked = unlockedBetween(from, head);
      unlocked.retainAll(usersInQueue());
      for (Address user : unlocked) {
        if (retry.call("unlock time", () -> payments.unlockTime(user)).signum() != 0) {
          remove(user);
        }
      }
      from = Math.min(polledUpTo, head) + 1;
      polledUpTo = head;
    } catch (ChainException silent) {
      log.warn(
          "the chain does not tell who unlocked their funds, and is asked again from block {} in"
              + " {} s: {}",
          from,
          interval.toSeconds(),
          silent.getMessage());
    } catch (LockTimeoutException timeout) {
      log.warn(
          "proofs of users who unlocked their funds stay in the queue for another {} s: {}",
          interval.toSeconds(),
          timeout.getMessage());
    } catch (RuntimeException bug) {
      log.error(
          "a bug ended the search for users who unlocked their funds; the next one begins in {} s",
          interval.toSeconds(),
          bug);
    }
  }

  private Set<Address> unlockedBetween(long first, long last)
      throws ChainException, InterruptedException {
    Set<Address> users = new LinkedHashSet<>();
    for (long start = first; start <= last; start += MOST_BLOCKS) {
      long begin = start;
      long end = Math.min(last, start + MOST_BLOCKS - 1);
      retry.call("unlocked funds", () -> payments.unlocked(begin, end)).stream()
          .map(PaymentService.Unlocked::user)
          .forEach(users::add);
    }
    return users;
  }

  /** Read without the lock: whoever enters meanwhile is found by the next poll. */
  private Set<Address> usersInQueue() {
    Set<Address> users = new LinkedHashSet<>();
    state.fromHighest().forEach(entry -> users.add(entry.sender()));
    return users;
  }

  @SuppressWarnings("try") // what the strategy holds around the removal is only held
  private void remove(Address user) throws InterruptedException, LockTimeoutException {
    Actor actor = new Actor.Upkeep(serials.incrementAndGet(), "unlock poller");
    List<QueueEntry> removed;
    try (LockingStrategy.Guard outer = locking.beforeRemovingUnlocked(actor);
        BatchState.Access access = state.enter(actor, LockSite.UNLOCK_REMOVAL)) {
      removed = access.removeQueued(user);
      for (QueueEntry entry : removed) {
        journal.stage(entry.proof(), Stage.FLUSHED, null, "its user unlocked their funds");
      }
    }
    removed.forEach(entry -> entry.sink().send(new ServerMessage.UserFundsUnlocked()));
    if (!removed.isEmpty()) {
      log.info(
          "{} unlocked their funds: {} queued proofs were removed and answered",
          user,
          removed.size());
    }
  }
}
