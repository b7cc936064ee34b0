package io.batcherconsole.engine.lock;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockId;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.time.Duration;
import java.util.Set;

/** A fresh lock, as an engine has it but for the records, and what the tests do with it. */
final class Stressed {
  static final int GOT = 1;
  static final int TIMED_OUT = 2;
  static final int CANCELLED = 3;

  /** So long that whoever waits it out was forgotten. */
  static final Duration LONG = Duration.ofSeconds(5);

  private static final LiveRuntime RUNTIME = new LiveRuntime(1);
  private static final Journal JOURNAL = new Journal(RUNTIME, 64);
  private static final LockOrderMonitor MONITOR =
      new LockOrderMonitor(RUNTIME, new LockOrder("stress", Set.of()));

  final ObservedLock lock =
      new ObservedLock(
          new LockId(LockKind.BATCH, "batch", 1),
          RUNTIME,
          JOURNAL,
          false,
          MONITOR,
          LockPassage.FREE);

  /**
   * What the lock guards; not volatile, so that it also shows that one hold sees the one before.
   */
  private int inside;

  /** Takes the lock for an actor of that number. */
  Hold acquire(int actor, Duration timeout) throws InterruptedException, LockTimeoutException {
    return lock.acquire(new Actor.Upkeep(actor, "stress"), LockSite.ADMISSION, timeout);
  }

  /** Takes the lock of the first, whom nobody can be in the way of. */
  Hold first() {
    return lock.tryAcquire(new Actor.Upkeep(0, "first"), LockSite.ADMISSION).orElseThrow();
  }

  /** Takes the lock, counts and gives it back; returns what came of it. */
  int pass(int actor, Duration timeout) {
    try (Hold _ = acquire(actor, timeout)) {
      inside++;
      return GOT;
    } catch (LockTimeoutException late) {
      return TIMED_OUT;
    } catch (InterruptedException stopped) {
      return CANCELLED;
    }
  }

  /** How many have counted; -1 when the lock is not free although everybody is through. */
  int passed() {
    if (lock.tryAcquire(new Actor.Upkeep(9, "arbiter"), LockSite.ADMISSION).isEmpty()) {
      return -1;
    }
    return inside;
  }
}
