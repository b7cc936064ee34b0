package io.batcherconsole.engine.state;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.lock.ObservedLock;
import io.batcherconsole.engine.protocol.Address;

/** Where the lock of a user comes from. Safe from any thread. */
public interface UserLocks {
  /**
   * Finds or makes the lock of a user; the lease is closed after the lock was given back.
   *
   * @param chain asks the chain about a user who is not known yet; designs that make a user's lock
   *     only after that answer call it, others do not
   * @throws LockTimeoutException when a lock on the way to the user's was not granted in time
   */
  <X extends Exception> Lease lease(Address user, Actor.Proof proof, FirstContact<X> chain)
      throws X, InterruptedException, LockTimeoutException;

  /** A question to the chain about a user who is not known yet. */
  @FunctionalInterface
  interface FirstContact<X extends Exception> {
    void ask() throws X, InterruptedException;
  }

  /** The right to use a user's lock for a while. */
  interface Lease extends AutoCloseable {
    ObservedLock lock();

    @Override
    void close();
  }
}
