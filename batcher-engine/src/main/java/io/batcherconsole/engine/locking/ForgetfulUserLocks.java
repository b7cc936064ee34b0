package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.Hold;
import io.batcherconsole.engine.lock.LockRegistry;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.lock.ObservedLock;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.state.UserLocks;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The map of user locks of the draft, behind a lock of its own.
 *
 * <p>Hazard lost-exclusion (batcher.md §4.1 row 12, "remove the mutex from the map"): whoever is
 * done with a user's lock removes it from the map, although others may wait for it. The next proof
 * finds none, makes another one, and is inside together with the one that waited.
 */
final class ForgetfulUserLocks implements UserLocks {
  private static final Logger log = LoggerFactory.getLogger(ForgetfulUserLocks.class);

  private final LockRegistry registry;
  private final ObservedLock mapLock;
  private final Duration timeout;

  /** Held for moments, inside {@link #mapLock} unless that timed out. */
  private final Object guard = new Object();

  /** Guarded by {@link #guard}. */
  private final Map<Address, ObservedLock> locks = new HashMap<>();

  ForgetfulUserLocks(LockRegistry registry, Duration timeout) {
    this.registry = registry;
    this.mapLock = registry.create(LockKind.USER_MAP, "user map");
    this.timeout = timeout;
  }

  @Override
  public <X extends Exception> Lease lease(Address user, Actor.Proof proof, FirstContact<X> chain)
      throws InterruptedException, LockTimeoutException {
    Hold map = mapLock.acquire(proof, LockSite.FIND_USER, timeout);
    try {
      synchronized (guard) {
        return new Forgotten(
            locks.computeIfAbsent(
                user, unknown -> registry.create(LockKind.USER, "user " + proof.user().name())));
      }
    } finally {
      map.close();
    }
  }

  /** Removes a user's lock, without a look at who else waits for it. */
  void forget(ObservedLock lock, Actor.Proof proof) {
    try {
      Hold map = mapLock.acquire(proof, LockSite.FORGET_USER, timeout);
      remove(lock);
      map.close();
    } catch (LockTimeoutException timedOut) {
      log.error("{} leaves without the map: {}", proof.label(), timedOut.getMessage());
      remove(lock);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      remove(lock);
    }
  }

  private void remove(ObservedLock lock) {
    synchronized (guard) {
      locks.values().remove(lock);
    }
    registry.retire(lock);
  }

  /**
   * Hazard drain-deadlock (§4.1, row "batch build", 2014i): the map is held while every user is
   * waited for, and a user who is inside needs the map to leave.
   */
  void drain(Actor actor) throws InterruptedException, LockTimeoutException {
    Hold map = mapLock.acquire(actor, LockSite.DRAIN, timeout);
    try {
      List<ObservedLock> all;
      synchronized (guard) {
        all = List.copyOf(locks.values());
      }
      for (ObservedLock user : all) {
        user.acquire(actor, LockSite.DRAIN, timeout).close();
      }
    } finally {
      map.close();
    }
  }

  private record Forgotten(ObservedLock lock) implements Lease {
    @Override
    public void close() {}
  }
}
