package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.Ruling;
import org.jspecify.annotations.Nullable;

/**
 * What one proof holds from validation until it is queued or refused. Used by the thread that
 * entered it, which closes it.
 */
public interface Section extends AutoCloseable {
  /** Who was in the way of entering, null when nobody was. */
  @Nullable Actor blockedBy();

  /**
   * The shared state, for as long as what is returned is not closed: either the batch lock is taken
   * for that while, or the section holds it anyway.
   *
   * @throws LockTimeoutException when the batch lock was not granted in time
   */
  BatchState.Access state(LockSite site) throws InterruptedException, LockTimeoutException;

  /**
   * The rules allow the proof, and it is about to be verified.
   *
   * @throws LockTimeoutException when a lock that is held from here on was not granted in time
   */
  default void beforeVerifying(Ruling ruling) throws InterruptedException, LockTimeoutException {}

  /** Gives back what is held. */
  @Override
  void close();
}
