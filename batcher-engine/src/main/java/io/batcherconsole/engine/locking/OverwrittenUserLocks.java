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

  /** The lock in force of each user. Guarded by {@link #guard}. */
  private final Map<Address, Entry> locks = new HashMap<>();

  OverwrittenUserLocks(LockRegistry registry) {
    this.registry = registry;
  }

  @Override
  public <X extends Exception> Lease lease(Address user, Actor.Proof proof, FirstContact<X> chain)
      throws X, InterruptedException {
    synchronized (guard) {
      Entry known = locks.get(user);
      if (known != null) {
        return new CountedLease(known);
      }
    }
    chain.ask();
    Entry fresh = new Entry(registry.create(LockKind.USER, "user " + proof.user().name()));
    synchronized (guard) {
      Entry overwritten = locks.put(user, fresh);
      if (overwritten != null) {
        overwritten.inForce = false;
        retireIfDone(overwritten);
      }
      return new CountedLease(fresh);
    }
  }

  /** Takes a known user's lock if it is free. */
  Optional<Hold> tryAcquire(Address user, Actor actor, LockSite site) {
    Entry entry;
    synchronized (guard) {
      entry = locks.get(user);
    }
    return entry == null ? Optional.empty() : entry.lock.tryAcquire(actor, site);
  }

  private void giveBack(Entry entry) {
    synchronized (guard) {
      entry.leases--;
      retireIfDone(entry);
    }
  }

  /** An overwritten lock is seen for as long as somebody can still take it. */
  private void retireIfDone(Entry entry) {
    if (!entry.inForce && entry.leases == 0) {
      registry.retire(entry.lock);
    }
  }

  private static final class Entry {
    private final ObservedLock lock;

    /** Guarded by {@link OverwrittenUserLocks#guard}, as the next. */
    private int leases;

    private boolean inForce = true;

    private Entry(ObservedLock lock) {
      this.lock = lock;
    }
  }

  private final class CountedLease implements Lease {
    private final Entry entry;

    /** The guard is held. */
    private CountedLease(Entry entry) {
      this.entry = entry;
      entry.leases++;
    }

    @Override
    public ObservedLock lock() {
      return entry.lock;
    }

    @Override
    public void close() {
      giveBack(entry);
    }
  }
}
