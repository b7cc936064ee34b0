package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.Hold;
import io.batcherconsole.engine.lock.LockRegistry;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.lock.ObservedLock;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.server.ReplySink;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.Funds;
import io.batcherconsole.engine.state.QueueEntry;
import io.batcherconsole.engine.state.Room;
import io.batcherconsole.engine.state.Ruling;
import io.batcherconsole.engine.state.UserLocks;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The newest original, as read in batcher.md §4.1 (column NEW) to §4.10. Never run against the
 * original.
 *
 * @param userLocks hazard double-mutex-new-user
 * @param userMap taken by a restore, the unlock poller and questions; in the original by admission
 *     too
 * @param disabledVerifiers guards the list in the original; here it is only taken
 * @param postingFlag guards in the original whether a batch is on its way; here it is only taken
 * @param timeout how long a lock is waited for; the original had a bound in admission only
 */
record SplitState(
    OverwrittenUserLocks userLocks,
    ObservedLock userMap,
    ObservedLock disabledVerifiers,
    ObservedLock postingFlag,
    Duration timeout)
    implements TrustingDesign {
  SplitState(LockRegistry registry, Duration timeout) {
    this(
        new OverwrittenUserLocks(registry),
        registry.create(LockKind.USER_MAP, "user map"),
        registry.create(LockKind.DISABLED_VERIFIERS, "disabled verifiers"),
        registry.create(LockKind.POSTING_FLAG, "posting flag"),
        timeout);
  }

  @Override
  public LockingDesign design() {
    return LockingDesign.SPLIT_STATE;
  }

  /** Hazard replacement-stalls-all is in this section. */
  @Override
  public Section enter(Actor.Proof proof, UserLocks.Lease user, BatchState state)
      throws InterruptedException, LockTimeoutException {
    return new ReplacingUnderBothLocks(
        proof, user.lock().acquire(proof, LockSite.ADMISSION, timeout), state);
  }

  /** §4.6 step 6: the order of a replacement's fee is looked at only after its verification. */
  @Override
  public Ruling judge(
      BatchState.Access access, Address user, BigInteger nonce, BigInteger maxFee, Funds funds) {
    Ruling ruling = access.judge(user, nonce, maxFee, funds);
    QueueEntry old = access.queued(user, nonce);
    return old != null && outOfOrder(ruling) ? new Ruling.Replace(old) : ruling;
  }

  /**
   * Hazard orphaned-reply (§4.6 steps 5 and 6): the old proof's client is told and closed before
   * the last check, which may still refuse the replacement; the old proof then stays queued.
   */
  @Override
  public Ruling judgeAgain(
      BatchState.Access access,
      Address user,
      BigInteger nonce,
      BigInteger maxFee,
      Funds funds,
      Ruling before) {
    Ruling ruling = TrustingDesign.super.judgeAgain(access, user, nonce, maxFee, funds, before);
    QueueEntry old = access.queued(user, nonce);
    if (old != null && outOfOrder(ruling)) {
      old.sink().send(new ServerMessage.ProofReplaced());
      old.sink().close();
    }
    return ruling;
  }

  private static boolean outOfOrder(Ruling ruling) {
    return ruling instanceof Ruling.Refused(Ruling.Reason reason, var given, var bound)
        && reason == Ruling.Reason.CHEAPER_PROOF_BEFORE;
  }

  /**
   * Hazard arbitrary-eviction (§4.5, H7): the first cheaper proof in the map's own order, here the
   * order of arrival, of a user whose lock is free just now; not the cheapest, not the user's last.
   */
  @Override
  public Room roomFor(BatchState.Access access, Actor.Proof proof, BigInteger maxFee) {
    if (!(access.roomFor(maxFee) instanceof Room.InsteadOf)) {
      return access.roomFor(maxFee);
    }
    List<QueueEntry> cheaper = new ArrayList<>();
    access.plan(
        queue -> {
          queue.forEach(cheaper::add);
          return cheaper;
        });
    cheaper.removeIf(entry -> entry.maxFee().compareTo(maxFee) >= 0);
    cheaper.sort(Comparator.comparingLong(QueueEntry::arrival));
    for (QueueEntry entry : cheaper) {
      Optional<Hold> owner = userLocks.tryAcquire(entry.sender(), proof, LockSite.ENQUEUE);
      if (owner.isPresent()) {
        owner.get().close();
        return new Room.InsteadOf(entry);
      }
    }
    return new Room.None();
  }

  /** §4.3: every block's task looks whether the flag is set, also while a batch is on its way. */
  @Override
  public boolean looksWhilePosting() {
    return true;
  }

  /**
   * Hazard posting-flag-deadlock (§4.10 H2), one half: the batch lock is held while the flag is
   * looked at (§4.3 step 3).
   */
  @Override
  public BatchState.Access enterToExtract(Actor actor, BatchState state)
      throws InterruptedException, LockTimeoutException {
    BatchState.Access access = state.enter(actor, LockSite.EXTRACT);
    try {
      postingFlag.acquire(actor, LockSite.LOOK_AT_FLAG, timeout).close();
      return access;
    } catch (InterruptedException | LockTimeoutException failed) {
      access.close();
      throw failed;
    }
  }

  /**
   * §4.4: the map of users, then the batch lock. The other half of posting-flag-deadlock: the flag
   * was locked to be cleared, and is held all the while.
   */
  @Override
  public Restoring enterToRestore(Actor actor, BatchState state)
      throws InterruptedException, LockTimeoutException {
    Deque<Hold> outer = new ArrayDeque<>();
    try {
      outer.push(postingFlag.acquire(actor, LockSite.CLEAR_FLAG, timeout));
      outer.push(userMap.acquire(actor, LockSite.RESTORE, timeout));
      return new SplitStateRestoring(
          actor, userMap, outer, state.enter(actor, LockSite.RESTORE), timeout);
    } catch (InterruptedException | LockTimeoutException failed) {
      outer.forEach(Hold::close);
      throw failed;
    }
  }

  /**
   * Hazard slow-reader-holds-posting (§4.3 step 5, H12): the next reply, and with the last one the
   * next batch, waits until the client has taken this one.
   */
  @Override
  public void afterInclusionReply(ReplySink client) throws InterruptedException {
    client.awaitSent(NO_BOUND);
  }

  /** Hazard server-busy-wave (§4.2 GetNonce, H14): the map of users, which a restore may hold. */
  @Override
  public void beforeNonceQuery(Actor.Query query)
      throws InterruptedException, LockTimeoutException {
    userMap.acquire(query, LockSite.NONCE_QUERY, timeout).close();
  }

  /**
   * Hazard disabled-verifiers-deadlock (§4.10 H3), one half: a replacement holds the batch lock.
   */
  @Override
  public void beforeReadingDisabledVerifiers(Actor.Proof proof)
      throws InterruptedException, LockTimeoutException {
    disabledVerifiers.acquire(proof, LockSite.VERIFIER_ENABLED, timeout).close();
  }

  /** The other half: held while the flush wants the batch lock (§4.3 step 2). */
  @Override
  public Guard beforeFlushing(Actor actor) throws InterruptedException, LockTimeoutException {
    return disabledVerifiers.acquire(actor, LockSite.FLUSH, timeout)::close;
  }

  /** §4.7: the map of users, while the batch lock is waited for (hazard server-busy-wave, H14). */
  @Override
  public Guard beforeRemovingUnlocked(Actor actor)
      throws InterruptedException, LockTimeoutException {
    return userMap.acquire(actor, LockSite.UNLOCK_REMOVAL, timeout)::close;
  }
}
