package io.batcherconsole.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ObservedLockTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final LiveRuntime runtime = new LiveRuntime(1);
  private final Journal journal = new Journal(runtime, 1024);
  private final LockRegistry registry = new LockRegistry(runtime, journal);
  private final ObservedLock lock = registry.create(LockKind.USER, "user A");
  private final Actors actors = new Actors();

  @Test
  void givenBackItCanBeTakenAgain() throws Exception {
    try (Hold first = lock.acquire(actors.proof("A", 1), LockSite.ADMISSION, LONG)) {
      assertThat(first.blockedBy()).isNull();
      assertThat(lock.tryAcquire(actors.proof("A", 2), LockSite.ADMISSION)).isEmpty();
    }
    try (Hold second = lock.tryAcquire(actors.proof("A", 3), LockSite.ADMISSION).orElseThrow()) {
      assertThat(second.blockedBy()).isNull();
    }
  }

  @Test
  void aTimeOutSaysWhoHoldsItAndWhatTheyDo() throws Exception {
    Actor.Proof holder = actors.proof("A", 12);
    journal.stage(holder, Stage.VERIFYING);
    try (Hold hold = lock.acquire(holder, LockSite.ADMISSION, LONG)) {
      assertThatThrownBy(
              () -> lock.acquire(actors.proof("A", 13), LockSite.ADMISSION, Duration.ofMillis(1)))
          .isInstanceOf(LockTimeoutException.class)
          .hasMessage("user A's lock was not free within 1 ms; A·12 holds it (verifying)");
      assertThat(hold.blockedBy()).isNull();
    }
  }
}
