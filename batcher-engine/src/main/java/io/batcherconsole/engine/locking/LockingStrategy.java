package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.lock.Hold;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.state.UserLocks;

/** Which lock is held across which stage of admission. */
public interface LockingStrategy {
  /** The name on screen and on the command line: "ordered". */
  String name();

  /** One or two sentences for a person. */
  String summary();

  /**
   * Takes what is held from validation, through verification, until the proof is queued or refused.
   *
   * @throws LockTimeoutException when it was not granted in time
   */
  Hold enterAdmission(Actor.Proof proof, UserLocks.Lease user)
      throws InterruptedException, LockTimeoutException;
}
