package io.batcherconsole.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.ContentionView;
import io.batcherconsole.engine.event.ContentionView.Row;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.runtime.Awaiting;
import io.batcherconsole.engine.runtime.ManualRuntime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is counted of waits and holds, on a clock that the test moves. */
@Timeout(60)
class ContentionTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final ManualRuntime runtime = new ManualRuntime();

  /** A ring with room for two records: whatever is counted does not come from there. */
  private final Journal journal = new Journal(runtime, 2);

  private final LockRegistry registry = new LockRegistry(runtime, journal);
  private final ObservedLock userA = registry.create(LockKind.USER, "user A");
  private final ObservedLock userB = registry.create(LockKind.USER, "user B");
  private final Actors actors = new Actors();

  private Hold take(ObservedLock lock) throws Exception {
    return lock.acquire(actors.proof("A", 0), LockSite.ADMISSION, Duration.ofSeconds(100));
  }

  private CompletableFuture<Hold> queue(ObservedLock lock, Duration timeout, int inLine) {
    Actor actor = actors.proof("A", inLine);
    CompletableFuture<Hold> hold = new CompletableFuture<>();
    runtime.spawn(
        actor.label(),
        () -> {
          try {
            hold.complete(lock.acquire(actor, LockSite.ADMISSION, timeout));
          } catch (LockTimeoutException | InterruptedException failed) {
            hold.completeExceptionally(failed);
          }
        });
    Awaiting.until(
        inLine + " in line", () -> registry.board().locks().getFirst().waiters().size() == inLine);
    return hold;
  }

  private static Row only(ContentionView view) {
    assertThat(view.rows()).hasSize(1);
    return view.rows().getFirst();
  }

  @Test
  void locksOfAKindAreCountedTogether() throws Exception {
    for (ObservedLock lock : new ObservedLock[] {userA, userB}) {
      try (Hold _ = take(lock)) {
        runtime.advance(Duration.ofSeconds(2));
      }
    }

    Row row = only(journal.contentionView());
    assertThat(row.resource().what()).isEqualTo("user lock");
    assertThat(row.resource().where()).isEqualTo("admission of a proof");
    assertThat(row.acquisitions()).isEqualTo(2);
    assertThat(row.holds().total()).isEqualTo(4 * SECOND);
    assertThat(row.waits().count()).isEqualTo(2);
    assertThat(row.waits().max()).isZero();
    assertThat(row.longestChain()).isZero();
  }

  @Test
  void waitsTimeOutsAndTheLineAreCounted() throws Exception {
    Hold first = take(userA);
    CompletableFuture<Hold> second = queue(userA, Duration.ofSeconds(100), 1);
    CompletableFuture<Hold> third = queue(userA, Duration.ofSeconds(3), 2);
    runtime.advance(Duration.ofSeconds(3));
    assertThatThrownBy(third::get).hasCauseInstanceOf(LockTimeoutException.class);
    runtime.advance(Duration.ofSeconds(1));
    first.close();
    second.get().close();

    Row row = only(journal.contentionView());
    assertThat(row.acquisitions()).isEqualTo(2);
    assertThat(row.waits().count()).as("those in vain too").isEqualTo(3);
    assertThat(row.waits().total()).isEqualTo(7 * SECOND);
    assertThat(row.waits().max()).isEqualTo(4 * SECOND);
    assertThat(row.timeouts()).isEqualTo(1);
    assertThat(row.longestChain()).isEqualTo(2);
    assertThat(row.chains().subList(0, 3)).containsExactly(1L, 1L, 0L);
  }

  @Test
  void aReportTellsWhatCameSince() throws Exception {
    Hold first = take(userA);
    CompletableFuture<Hold> second = queue(userA, Duration.ofSeconds(100), 1);
    first.close();
    second.get().close();
    ContentionView before = journal.contentionView();
    assertThat(journal.contentionView().since(before).rows()).isEmpty();
    try (Hold _ = take(userB)) {
      runtime.advance(Duration.ofSeconds(5));
    }

    Row row = only(journal.contentionView().since(before));
    assertThat(row.acquisitions()).isEqualTo(1);
    assertThat(row.holds().total()).isEqualTo(5 * SECOND);
    assertThat(row.longestChain()).isZero();
  }
}
