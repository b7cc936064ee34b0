package io.batcherconsole.engine.state;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.lock.LockRegistry;
import io.batcherconsole.engine.lock.ObservedLock;
import io.batcherconsole.engine.protocol.Address;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One lock per user, made when someone asks for it.
 *
 * <p>A lock is counted while it is on lease and can only be forgotten at a count of zero, within
 * the same guarded step: two proofs of one user can never find two locks (the hazards
 * lost-exclusion and double-mutex-new-user). Locks that nobody has on lease are kept for the
 * screen, up to a bound.
 */
public final class CountedUserLocks implements UserLocks {
  /** Most locks that are kept although nobody has them on lease. */
  private static final int MOST_FREE = 64;

  private final LockRegistry registry;
  private final Object guard = new Object();

  /** Guarded by {@link #guard}. */
  private final Map<Address, Entry> entries = new LinkedHashMap<>();

  /** How many entries have no lease. Guarded by {@link #guard}. */
  private int free;

  public CountedUserLocks(LockRegistry registry) {
    this.registry = registry;
  }

  @Override
  public <X extends Exception> Lease lease(Address user, Actor.Proof proof, FirstContact<X> chain) {
    synchronized (guard) {
      Entry entry = entries.get(user);
      if (entry == null) {
        entry = new Entry(registry.create(LockKind.USER, "user " + proof.user().name()));
        entries.put(user, entry);
      } else if (entry.leases == 0) {
        free--;
      }
      entry.leases++;
      return new CountedLease(entry);
    }
  }

  private void giveBack(Entry entry) {
    synchronized (guard) {
      entry.leases--;
      if (entry.leases > 0) {
        return;
      }
      free++;
      if (free > MOST_FREE) {
        forgetOldestFree();
      }
    }
  }

  private void forgetOldestFree() {
    var oldest = entries.entrySet().iterator();
    while (oldest.hasNext()) {
      Entry entry = oldest.next().getValue();
      if (entry.leases == 0) {
        oldest.remove();
        free--;
        registry.retire(entry.lock);
        return;
      }
    }
  }

  private static final class Entry {
    private final ObservedLock lock;

    /** Guarded by {@link CountedUserLocks#guard}. */
    private int leases;

    private Entry(ObservedLock lock) {
      this.lock = lock;
    }
  }

  private final class CountedLease implements Lease {
    private final Entry entry;

    private CountedLease(Entry entry) {
      this.entry = entry;
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
