package io.batcherconsole.engine.lock;

import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockBoard;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockId;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes the locks of one engine and knows them all. Safe from any thread. */
public final class LockRegistry {
  private static final Comparator<LockView> BUSY_FIRST =
      Comparator.comparing((LockView lock) -> lock.holder() == null && lock.waiters().isEmpty())
          .thenComparingLong(LockRegistry::longestWaitSince)
          .thenComparing(lock -> lock.id().kind(), Comparator.reverseOrder())
          .thenComparingLong(lock -> lock.id().serial());

  private final EngineRuntime runtime;
  private final Journal journal;
  private final boolean recording;
  private final @Nullable LockOrderMonitor monitor;
  private final LockPassage passage;
  private final AtomicLong serials = new AtomicLong();

  /** By serial. */
  private final Map<Long, ObservedLock> locks = new ConcurrentSkipListMap<>();

  /** Retired while somebody was still inside; they stay on the board until they are free. */
  private final Set<ObservedLock> leaving = ConcurrentHashMap.newKeySet();

  private volatile boolean cancelled;

  /** Locks that are recorded, and whose order nobody watches. */
  public LockRegistry(EngineRuntime runtime, Journal journal) {
    this(runtime, journal, true, null, LockPassage.FREE);
  }

  /**
   * Locks that are recorded, and whose order is watched.
   *
   * @param monitor watches the order of locks
   */
  public LockRegistry(EngineRuntime runtime, Journal journal, LockOrderMonitor monitor) {
    this(runtime, journal, true, monitor, LockPassage.FREE);
  }

  /**
   * @param recording whether each acquisition is published as a {@code LockUsed} record; the board
   *     works either way
   * @param monitor watches the order of locks; null when nobody does
   * @param passage what whoever takes a lock comes through
   */
  public LockRegistry(
      EngineRuntime runtime,
      Journal journal,
      boolean recording,
      @Nullable LockOrderMonitor monitor,
      LockPassage passage) {
    this.runtime = runtime;
    this.journal = journal;
    this.recording = recording;
    this.monitor = monitor;
    this.passage = passage;
  }

  /**
   * Makes a lock.
   *
   * @param name what a person calls it: "user A", "batch"
   */
  public ObservedLock create(LockKind kind, String name) {
    LockId id = new LockId(kind, name, serials.incrementAndGet());
    ObservedLock lock = new ObservedLock(id, runtime, journal, recording, monitor, passage);
    locks.put(id.serial(), lock);
    if (cancelled) {
      lock.cancelAll();
    }
    return lock;
  }

  /** Forgets a lock that nobody will ask for again, once nobody is inside. */
  public void retire(ObservedLock lock) {
    leaving.add(lock);
    forgetFreeOnes();
  }

  private void forgetFreeOnes() {
    leaving.removeIf(
        lock -> {
          boolean free = lock.free();
          if (free) {
            locks.remove(lock.id().serial());
          }
          return free;
        });
  }

  /** All locks now: those in use first, longest wait first. */
  public LockBoard board() {
    forgetFreeOnes();
    long at = runtime.nanoTime();
    List<LockView> views = new ArrayList<>();
    for (ObservedLock lock : locks.values()) {
      views.add(lock.view());
    }
    views.sort(BUSY_FIRST);
    return new LockBoard(at, views);
  }

  /** Since when the first in line waits, ns; as late as can be when nobody does. */
  private static long longestWaitSince(LockView lock) {
    return lock.waiters().isEmpty() ? Long.MAX_VALUE : lock.waiters().getFirst().since();
  }

  /**
   * Ends every wait for a lock with an {@link InterruptedException}, because the engine stops. From
   * here on nobody waits for a lock, but a free one is still given, so that work under way can end
   * well.
   */
  public void cancelAll() {
    cancelled = true;
    locks.values().forEach(ObservedLock::cancelAll);
  }
}
