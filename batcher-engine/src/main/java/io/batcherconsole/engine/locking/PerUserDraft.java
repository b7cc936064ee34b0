package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.LockRegistry;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.UserLocks;
import java.time.Duration;

/**
 * The first draft of PR 2014, as read in batcher.md §4.1 (column 2014, what the review changed).
 *
 * @param userLocks hazard lost-exclusion: forgotten while somebody waits
 * @param timeout how long a proof waits for its user's lock; the original had no bound
 */
record PerUserDraft(ForgetfulUserLocks userLocks, Duration timeout) implements TrustingDesign {
  PerUserDraft(LockRegistry registry, Duration timeout) {
    this(new ForgetfulUserLocks(registry, timeout), timeout);
  }

  @Override
  public LockingDesign design() {
    return LockingDesign.PER_USER_DRAFT;
  }

  @Override
  public boolean asksChainFirst() {
    return true;
  }

  @Override
  public Section enter(Actor.Proof proof, UserLocks.Lease user, BatchState state)
      throws InterruptedException, LockTimeoutException {
    return new ForgettingSection(
        new UnderUserLock(proof, user.lock().acquire(proof, LockSite.ADMISSION, timeout), state),
        userLocks,
        user.lock(),
        proof);
  }

  /**
   * Hazard queue-overflow: room is looked for in one hold of the batch lock and the proof pushed in
   * another (§4.1 row 11; the review moved the look into add_to_batch to close this).
   */
  @Override
  public boolean makesRoomApart() {
    return true;
  }

  /** Hazard drain-deadlock is in the draining. */
  @Override
  public BatchState.Access enterToExtract(Actor actor, BatchState state)
      throws InterruptedException, LockTimeoutException {
    userLocks.drain(actor);
    return state.enter(actor, LockSite.EXTRACT);
  }
}
