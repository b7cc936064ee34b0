package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.UserTag;
import io.batcherconsole.engine.lock.LockRegistry;
import io.batcherconsole.engine.lock.ObservedLock;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.state.UserLocks;
import java.util.HashMap;
import java.util.Map;

/**
 * The hazard lost-exclusion (batcher.md §4.1 row 12, "remove the mutex from the map"): whoever is
 * done with a user's lock removes it from the map, although others may wait for it. The next proof
 * finds none, makes another one, and is inside together with the one that waited.
 */
final class ForgetfulUserLocks implements UserLocks {
  private final LockRegistry registry;
  private final Object guard = new Object();

  /** Guarded by {@link #guard}. */
  private final Map<Address, ObservedLock> locks = new HashMap<>();

  ForgetfulUserLocks(LockRegistry registry) {
    this.registry = registry;
  }

  @Override
  public <X extends Exception> Lease lease(Address user, UserTag tag, FirstContact<X> chain) {
    synchronized (guard) {
      ObservedLock lock =
          locks.computeIfAbsent(
              user, unknown -> registry.create(LockKind.USER, "user " + tag.name()));
      return new Forgotten(user, lock);
    }
  }

  private final class Forgotten implements Lease {
    private final Address user;
    private final ObservedLock lock;

    private Forgotten(Address user, ObservedLock lock) {
      this.user = user;
      this.lock = lock;
    }

    @Override
    public ObservedLock lock() {
      return lock;
    }

    /** Without a look at who else has it. */
    @Override
    public void close() {
      synchronized (guard) {
        locks.remove(user);
      }
      registry.retire(lock);
    }
  }
}
