package io.batcherconsole.engine.state;

import io.batcherconsole.engine.event.UserTag;
import io.batcherconsole.engine.lock.ObservedLock;
import io.batcherconsole.engine.protocol.Address;

/** Where the lock of a user comes from. Safe from any thread. */
public interface UserLocks {
  /**
   * Finds or makes the lock of a user; the lease is closed after the lock was given back.
   *
   * @param chain asks the chain about a user who is not known yet; designs that make a user's lock
   *     only after that answer call it, others do not
   */
  <X extends Exception> Lease lease(Address user, UserTag tag, FirstContact<X> chain)
      throws X, InterruptedException;

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
