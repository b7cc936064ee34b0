package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.AwaitedClient;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.LockBoard.HolderView;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.runtime.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client that does not read, and everyone who waits because the engine waits for it. */
final class SlowReaderCheck implements Check {
  private final Thresholds thresholds;

  SlowReaderCheck(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public String id() {
    return "slow-reader";
  }

  @Override
  public List<Finding> look(Observation now) {
    return now.awaited().stream()
        .filter(client -> now.at() - client.since() >= thresholds.slow().toNanos())
        .map(client -> finding(now, client))
        .toList();
  }

  private static Finding finding(Observation now, AwaitedClient client) {
    Optional<LockView> flushed =
        now.locks().stream().filter(SlowReaderCheck::heldByFlush).findFirst();
    List<Actor> actors = new ArrayList<>();
    actors.add(client.proof());
    flushed.ifPresent(lock -> lock.waiters().forEach(waiter -> actors.add(waiter.actor())));
    String words = Durations.words(now.at() - client.since());
    return Finding.of(
            client.proof().label() + " " + client.proof().serial(),
            Severity.PROBLEM,
            client.since(),
            now.at(),
            "The client of "
                + client.proof().label()
                + " has not read its reply for "
                + words
                + ", and "
                + (flushed.isPresent() ? "the flush" : "the posting of batches")
                + " waits for it.")
        .detail(
            flushed
                .map(
                    lock ->
                        Words.capital(lock.id().inWords())
                            + " is held meanwhile; "
                            + Words.count(lock.waiters().size(), "other")
                            + (lock.waiters().size() == 1 ? " waits." : " wait."))
                .orElse("No lock is held, and no other batch is taken until it reads."))
        .advice(
            "Put the reply into the connection's queue and go on: the server drops a deaf client.")
        .hazard(
            flushed.isPresent()
                ? now.hazard(Hazard.IO_UNDER_LOCKS)
                : now.hazard(Hazard.SLOW_READER_HOLDS_POSTING))
        .who(actors)
        .where(flushed.map(lock -> List.of(lock.id())).orElse(List.of()));
  }

  private static boolean heldByFlush(LockView lock) {
    HolderView holder = lock.holder();
    return lock.id().kind() == LockKind.BATCH && holder != null && holder.site() == LockSite.FLUSH;
  }
}
