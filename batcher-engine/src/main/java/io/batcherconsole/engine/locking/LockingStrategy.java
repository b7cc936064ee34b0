package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.UserLocks;

/** Which lock is held across which stage of admission. Immutable. */
public interface LockingStrategy {
  /** The name on screen and on the command line: "ordered". */
  String name();

  /** One or two sentences for a person. */
  String summary();

  /** Whether a proof is verified before anything on shared state is checked, and outside locks. */
  boolean verifiesFirst();

  /** Whether nonce and balance are asked from the chain before {@link #enter}, or inside. */
  boolean asksChainFirst();

  /** Which lock {@link #enter} waits for. */
  LockKind entersThrough();

  /**
   * Takes what is held from validation until the proof is queued or refused.
   *
   * @param user the lease on the user's lock, which strategies without user locks leave alone
   * @throws LockTimeoutException when it was not granted in time
   */
  Section enter(Actor.Proof proof, UserLocks.Lease user, BatchState state)
      throws InterruptedException, LockTimeoutException;
}
