package io.batcherconsole.engine.state;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.Hold;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.lock.ObservedLock;
import io.batcherconsole.engine.protocol.Address;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The queue and everything derived from it, behind the batch lock.
 *
 * <p>Users of whom nothing is queued or in flight are forgotten when there are many of them, oldest
 * first: the chain knows them, and they are looked up again at their next proof.
 */
public final class BatchState {
  /** Most users that are remembered although nothing of theirs is queued or in flight. */
  private static final int MOST_IDLE_USERS = 10_000;

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  /** How many fees an audit adds up at most, more or less. */
  private static final int FEES_PER_AUDIT = 1000;

  private final ObservedLock lock;
  private final Duration timeout;
  private final int limit;
  private final BigInteger minBumpPercent;
  private final BatchQueue queue = new BatchQueue();

  /** Guarded by {@link #lock}. */
  private final Map<Address, UserState> users = new HashMap<>();

  /** Users who became idle, oldest first. Guarded by {@link #lock}. */
  private final Map<Address, UserState> idle = new LinkedHashMap<>();

  /** How often the books were read. Guarded by {@link #lock}. */
  private int audits;

  /** How often the queue was flushed. Guarded by {@link #lock}. */
  private long flushes;

  /**
   * @param lock the batch lock
   * @param timeout how long anyone waits for it
   * @param limit most proofs in the queue
   * @param minBumpPercent by how many per cent a replacement must raise the fee (batcher.md §3.7)
   */
  public BatchState(ObservedLock lock, Duration timeout, int limit, int minBumpPercent) {
    this.lock = lock;
    this.timeout = timeout;
    this.limit = limit;
    this.minBumpPercent = BigInteger.valueOf(minBumpPercent);
  }

  /**
   * Takes the batch lock. The caller closes what it gets, soon, and does nothing that waits in
   * between.
   *
   * @throws LockTimeoutException when it was not granted within the time-out
   */
  public Access enter(Actor actor, LockSite site)
      throws InterruptedException, LockTimeoutException {
    return new Access(lock.acquire(actor, site, timeout), true);
  }

  /**
   * Reads the books if the batch lock is free, and waits for nobody. It holds the lock for
   * microseconds: when many proofs are there, the fees of some users are added up each time.
   *
   * @param at the time of the reading, ns
   * @return empty when the lock is held
   */
  public Optional<StateAudit> audit(Actor actor, long at) {
    Optional<Hold> free = lock.tryAcquire(actor, LockSite.AUDIT);
    if (free.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(books(at));
    } finally {
      free.get().close();
    }
  }

  private StateAudit books(long at) {
    audits++;
    int rounds = 1 + queue.size() / FEES_PER_AUDIT;
    List<StateAudit.UserAudit> books = new ArrayList<>();
    for (UserState user : users.values()) {
      if (!user.idle()) {
        books.add(user.audit((books.size() + audits) % rounds == 0));
      }
    }
    return new StateAudit(at, queue.size(), books);
  }

  /** Proofs in the queue; needs no lock. */
  public int size() {
    return queue.size();
  }

  /** Upper bound of a batch file with the whole queue, in bytes; needs no lock. */
  public long bytes() {
    return queue.bytes();
  }

  /** By how many per cent a replacement must raise the fee. */
  public BigInteger minBumpPercent() {
    return minBumpPercent;
  }

  /** Most proofs in the queue. */
  public int limit() {
    return limit;
  }

  /** The queue from the highest max fee down, weakly consistent; needs no lock. */
  public Iterable<QueueEntry> fromHighest() {
    return queue.fromHighest();
  }

  /** The state while the batch lock is held. */
  public final class Access implements AutoCloseable {
    private final Hold hold;
    private final boolean owner;

    private Access(Hold hold, boolean owner) {
      this.hold = hold;
      this.owner = owner;
    }

    /** The same state inside this hold; closing it gives nothing back. */
    public Access nested() {
      return new Access(hold, false);
    }

    /** The hold of the batch lock, with what it had to wait for. */
    public Hold hold() {
      return hold;
    }

    public Standing standing(Address user) {
      UserState state = users.get(user);
      if (state == null) {
        return new Standing(null, BigInteger.ZERO);
      }
      return new Standing(state.idle() ? null : state.nextNonce(), state.charged());
    }

    /** The most that the user's next proof may offer, wei; 2^256 - 1 when nothing limits it. */
    public BigInteger maxFeeLimit(Address user) {
      UserState state = users.get(user);
      return state == null ? UserState.NO_LIMIT : state.maxFeeLimit();
    }

    /**
     * Applies the rules for a submission as things stand now (batcher.md §4.2 rows 13 to 16, §4.6).
     */
    public Ruling judge(Address user, BigInteger nonce, BigInteger maxFee, Funds funds) {
      UserState state = users.get(user);
      BigInteger expected = expectedNonce(state, funds);
      BigInteger committed = state == null ? BigInteger.ZERO : state.committedFees();
      BigInteger charged = state == null ? BigInteger.ZERO : state.charged();
      BigInteger balance =
          funds.balance().subtract(charged.subtract(funds.chargedBefore()).max(BigInteger.ZERO));

      @Nullable QueueEntry replaced = state == null ? null : state.queued(nonce);
      BigInteger freed = replaced == null ? BigInteger.ZERO : replaced.maxFee();
      BigInteger needed = committed.subtract(freed).add(maxFee);
      if (balance.compareTo(needed) < 0) {
        return new Ruling.Refused(Ruling.Reason.INSUFFICIENT_BALANCE, needed, balance);
      }
      int order = nonce.compareTo(expected);
      if (order > 0 || (order < 0 && replaced == null)) {
        return new Ruling.Refused(Ruling.Reason.NONCE, nonce, expected);
      }
      if (replaced != null) {
        return judgeReplacement(state, replaced, maxFee);
      }
      if (state != null && maxFee.compareTo(state.maxFeeLimit()) > 0) {
        return new Ruling.Refused(Ruling.Reason.MAX_FEE_ABOVE_LIMIT, maxFee, state.maxFeeLimit());
      }
      return new Ruling.Append();
    }

    /**
     * The chain's nonce counts when nothing of the user was queued or in flight as it was read,
     * nothing is now, and nothing was charged in between.
     */
    private static BigInteger expectedNonce(@Nullable UserState state, Funds funds) {
      return state == null
              || (state.idle()
                  && funds.nonceFromChain()
                  && state.charged().equals(funds.chargedBefore()))
          ? funds.nonce()
          : state.nextNonce();
    }

    private Ruling judgeReplacement(
        @Nullable UserState state, QueueEntry replaced, BigInteger maxFee) {
      BigInteger bump = replaced.maxFee().multiply(minBumpPercent).divide(HUNDRED);
      BigInteger least = replaced.maxFee().add(bump);
      if (maxFee.compareTo(least) < 0) {
        return new Ruling.Refused(Ruling.Reason.BUMP_TOO_SMALL, maxFee, least);
      }
      QueueEntry before = state == null ? null : state.before(replaced.nonce());
      if (before != null && before.maxFee().compareTo(maxFee) < 0) {
        return new Ruling.Refused(Ruling.Reason.CHEAPER_PROOF_BEFORE, maxFee, before.maxFee());
      }
      return new Ruling.Replace(replaced);
    }

    /** Whether a proof that offers {@code maxFee} wei finds room. */
    public Room roomFor(BigInteger maxFee) {
      if (queue.size() < limit) {
        return new Room.Free();
      }
      QueueEntry lowest = queue.lowest();
      return lowest.maxFee().compareTo(maxFee) < 0 ? new Room.InsteadOf(lowest) : new Room.None();
    }

    /** Puts a new proof, or one that replaces a removed one, into the queue. */
    public void push(QueueEntry entry, Funds funds) {
      UserState state = users.computeIfAbsent(entry.sender(), user -> new UserState(funds.nonce()));
      state.expect(expectedNonce(state, funds));
      idle.remove(entry.sender());
      queue.add(entry);
      state.added(entry);
    }

    /** Replaces a queued proof by another with the same nonce. */
    public void replace(QueueEntry old, QueueEntry replacement) {
      UserState state = stateOf(old);
      queue.remove(old);
      state.removed(old);
      queue.add(replacement);
      state.added(replacement);
    }

    /** Takes a proof out of the queue for good. */
    public void remove(QueueEntry entry) {
      UserState state = stateOf(entry);
      queue.remove(entry);
      state.removed(entry);
      noteIdle(entry.sender(), state);
    }

    /** What {@code plan} says of the queue, read in place from the highest max fee down. */
    public <T> T plan(Function<Iterable<QueueEntry>, T> plan) {
      return plan.apply(queue.fromHighest());
    }

    /** Moves queued proofs into a batch. */
    public void take(List<QueueEntry> batch) {
      for (QueueEntry entry : batch) {
        queue.remove(entry);
        stateOf(entry).taken(entry);
      }
    }

    /** Settles a batch that is on chain; each proof was charged {@code fee} wei. */
    public void settle(List<QueueEntry> batch, BigInteger fee) {
      for (QueueEntry entry : batch) {
        UserState state = stateOf(entry);
        state.posted(entry, fee);
        noteIdle(entry.sender(), state);
      }
    }

    /** The user's queued proof with that nonce, null when there is none. */
    public @Nullable QueueEntry queued(Address user, BigInteger nonce) {
      UserState state = users.get(user);
      return state == null ? null : state.queued(nonce);
    }

    /**
     * Puts the proofs of a failed batch back. When that is more than the queue holds, those leave
     * that are first to leave, whether they were restored or not.
     *
     * @return those that found no room; they are owed a reply
     */
    public List<QueueEntry> restore(List<QueueEntry> batch) {
      batch.forEach(this::putBack);
      List<QueueEntry> overflow = new ArrayList<>();
      while (queue.size() > limit) {
        QueueEntry lowest = queue.lowest();
        remove(lowest);
        overflow.add(lowest);
      }
      return overflow;
    }

    /** Puts one proof in flight back into the queue, whether there is room or not. */
    public void putBack(QueueEntry entry) {
      UserState state = stateOf(entry);
      BigInteger next = state.nextNonce();
      state.unposted(entry);
      queue.add(entry);
      state.added(entry);
      state.expect(next);
    }

    /**
     * Forgets a proof in flight, and leaves its user's next nonce as if it were still there: the
     * user is left with a gap. Only designs with the hazard silent-drop-on-restore do that.
     */
    public void dropInFlight(QueueEntry entry) {
      UserState state = stateOf(entry);
      BigInteger next = state.nextNonce();
      state.unposted(entry);
      state.expect(next);
      noteIdle(entry.sender(), state);
    }

    /**
     * Gives up proofs in flight of users who cannot pay, and everything those users have queued.
     *
     * @param unpaid proofs in flight
     * @return all proofs that are owed a reply
     */
    public List<QueueEntry> giveUp(List<QueueEntry> unpaid) {
      List<QueueEntry> gone = new ArrayList<>();
      for (QueueEntry entry : unpaid) {
        gone.addAll(removeQueued(entry.sender()));
      }
      List<QueueEntry> newestFirst = new ArrayList<>(unpaid);
      newestFirst.sort((a, b) -> b.nonce().compareTo(a.nonce()));
      for (QueueEntry entry : newestFirst) {
        UserState state = stateOf(entry);
        state.unposted(entry);
        noteIdle(entry.sender(), state);
        gone.add(entry);
      }
      return gone;
    }

    /** Removes everything that {@code user} has queued, newest first. */
    public List<QueueEntry> removeQueued(Address user) {
      UserState state = users.get(user);
      if (state == null) {
        return List.of();
      }
      List<QueueEntry> entries = new ArrayList<>();
      state.allQueued().forEach(entries::addFirst);
      entries.forEach(this::remove);
      return entries;
    }

    /** How often the queue was flushed so far. */
    public long flushes() {
      return flushes;
    }

    /** Empties the queue. What is in flight stays. */
    public List<QueueEntry> flush() {
      flushes++;
      List<QueueEntry> entries = new ArrayList<>();
      while (queue.size() > 0) {
        QueueEntry lowest = queue.lowest();
        remove(lowest);
        entries.add(lowest);
      }
      return entries;
    }

    private UserState stateOf(QueueEntry entry) {
      UserState state = users.get(entry.sender());
      if (state == null) {
        throw new IllegalStateException("no state for the owner of " + entry.proof().label());
      }
      return state;
    }

    private void noteIdle(Address user, UserState state) {
      if (!state.idle()) {
        return;
      }
      idle.put(user, state);
      if (idle.size() > MOST_IDLE_USERS) {
        Address oldest = idle.keySet().iterator().next();
        idle.remove(oldest);
        users.remove(oldest);
      }
    }

    /** Gives the batch lock back, unless it is held further out. */
    @Override
    public void close() {
      if (owner) {
        hold.close();
      }
    }
  }
}
