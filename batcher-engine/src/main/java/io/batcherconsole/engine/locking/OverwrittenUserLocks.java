package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.Hold;
import io.batcherconsole.engine.lock.LockRegistry;
import io.batcherconsole.engine.lock.ObservedLock;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.state.UserLocks;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The hazard double-mutex-new-user (batcher.md §4.1 row 4 and H5): a user who is not known is
 * looked up on chain, and then gets a lock without a second look whether somebody else made one
 * meanwhile. Known users are never forgotten (H15).
 */
final class OverwrittenUserLocks implements UserLocks {
  private final LockRegistry registry;
  private final Object guard = new Object();

  /** Guarded by {@link #guard}. */
  private final Map<Address, ObservedLock> locks = new HashMap<>();

  OverwrittenUserLocks(LockRegistry registry) {
    this.registry = registry;
  }

  @Override
  public <X extends Exception> Lease lease(Address user, Actor.Proof proof, FirstContact<X> chain)
      throws X, InterruptedException {
    synchronized (guard) {
      ObservedLock known = locks.get(user);
      if (known != null) {
        return new Kept(known);
      }
    }
    chain.ask();
    ObservedLock fresh = registry.create(LockKind.USER, "user " + proof.user().name());
    ObservedLock overwritten;
    synchronized (guard) {
      overwritten = locks.put(user, fresh);
    }
    if (overwritten != null) {
      registry.retire(overwritten);
    }
    return new Kept(fresh);
  }

  /** Takes a known user's lock if it is free. */
  Optional<Hold> tryAcquire(Address user, Actor actor, LockSite site) {
    ObservedLock lock;
    synchronized (guard) {
      lock = locks.get(user);
    }
    return lock == null ? Optional.empty() : lock.tryAcquire(actor, site);
  }

  private record Kept(ObservedLock lock) implements Lease {
    @Override
    public void close() {}
  }
}
