package io.batcherconsole.engine.lock;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockKind;

/**
 * What whoever takes a lock comes through, on its own thread. A lock that is only tried is taken
 * without it.
 */
public interface LockPassage {
  /** Nothing. */
  LockPassage FREE =
      new LockPassage() {
        @Override
        public void beforeAsking(LockKind kind, Actor actor) {}

        @Override
        public void afterGetting(LockKind kind, Actor actor) {}
      };

  /**
   * Before a place in the line is taken.
   *
   * @throws LockTimeoutException when the lock is to count as not free in time
   */
  void beforeAsking(LockKind kind, Actor actor) throws InterruptedException, LockTimeoutException;

  /** While the lock is held; when this throws, the lock is given back. */
  void afterGetting(LockKind kind, Actor actor) throws InterruptedException;
}
