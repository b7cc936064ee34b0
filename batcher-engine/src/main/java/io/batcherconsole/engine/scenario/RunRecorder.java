package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchStatus;
import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.EngineEvent.LockUsed;
import io.batcherconsole.engine.event.EngineEvent.StageEntered;
import io.batcherconsole.engine.event.EngineEvent.VerificationDone;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Keeps what the engine tells about the users of a scenario, and lets the scenario's clients wait
 * for it. Written by the collector's thread, read by the clients' threads; guarded by itself.
 */
final class RunRecorder implements Consumer<EngineEvent> {
  /** A hold that is worth keeping whoever has it, ns. */
  private static final long LONG_NANOS = 100_000_000;

  private final EngineRuntime runtime;
  private final Set<String> users;

  /** Parked until something new is known. */
  private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

  /** Guarded by {@code this}, as everything below. */
  private final List<StageEntered> stages = new ArrayList<>();

  private final List<LockUsed> userLocks = new ArrayList<>();
  private final List<LockUsed> batchLocks = new ArrayList<>();

  /** Uses by anybody that waited or took long. */
  private final List<LockUsed> notable = new ArrayList<>();

  private final List<VerificationDone> verifications = new ArrayList<>();
  private final Map<Long, BatchView> batches = new TreeMap<>();

  /** Where each proof has been, as "A·12 queued". Not guarded: those who wait look often. */
  private final Set<String> entered = ConcurrentHashMap.newKeySet();

  /** Proofs that held the lock that they enter through, or are past it, as "A·12". */
  private final Set<String> admitted = ConcurrentHashMap.newKeySet();

  RunRecorder(EngineRuntime runtime, Set<String> users) {
    this.runtime = runtime;
    this.users = Set.copyOf(users);
  }

  @Override
  public void accept(EngineEvent event) {
    synchronized (this) {
      record(event);
    }
    waiting.forEach(runtime::unpark);
  }

  private void record(EngineEvent event) {
    switch (event) {
      case StageEntered one when ours(one.proof()) -> {
        stages.add(one);
        String label = one.proof().label();
        entered.add(place(label, one.stage()));
        if (one.stage().phase() != Stage.Phase.ADMISSION
            && one.stage() != Stage.WAITING_BATCH_LOCK) {
          admitted.add(label);
        }
      }
      case LockUsed used -> {
        if (ours(used.actor())) {
          (used.lock().kind() == LockKind.USER ? userLocks : batchLocks).add(used);
        }
        if (!used.blockers().isEmpty() || used.released() - used.got() > LONG_NANOS) {
          notable.add(used);
        }
      }
      case VerificationDone done when ours(done.proof()) -> verifications.add(done);
      case EngineEvent.BatchChanged(long at, BatchView batch)
          when batch.proofs().stream().anyMatch(this::ours) ->
          batches.put(batch.number(), batch);
      default -> {}
    }
  }

  private boolean ours(Actor actor) {
    return actor instanceof Actor.Proof proof && users.contains(proof.user().name());
  }

  /** Waits until the proof holds its user's lock or is past it; false when it took too long. */
  boolean awaitAdmission(String user, BigInteger nonce, Duration timeout)
      throws InterruptedException {
    String label = user + "·" + nonce;
    return await(() -> admitted.contains(label), timeout);
  }

  /** Waits until the proof "A·12" has entered the stage; false when it took too long. */
  boolean awaitStage(String label, Stage stage, Duration timeout) throws InterruptedException {
    String place = place(label, stage);
    return await(() -> entered.contains(place), timeout);
  }

  private static String place(String label, Stage stage) {
    return label + " " + stage;
  }

  /** Waits until all batches with those roots are verified, or will not be. */
  boolean awaitVerified(Collection<String> roots, Duration timeout) throws InterruptedException {
    return await(() -> settled().containsAll(roots), timeout);
  }

  private synchronized Set<String> settled() {
    return batches.values().stream()
        .filter(batch -> batch.status() == BatchStatus.VERIFIED || batch.failure() != null)
        .map(batch -> String.valueOf(batch.root()))
        .collect(Collectors.toSet());
  }

  private boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
    long deadline = runtime.nanoTime() + timeout.toNanos();
    waiting.add(Thread.currentThread());
    try {
      while (!condition.getAsBoolean()) {
        long left = deadline - runtime.nanoTime();
        if (left <= 0) {
          return false;
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        runtime.parkNanos(this, left);
      }
      return true;
    } finally {
      waiting.remove(Thread.currentThread());
    }
  }

  /** What was recorded, together with what the clients saw. */
  synchronized RunFacts facts(List<RunFacts.SentProof> proofs, long notDrawn) {
    return new RunFacts(
        proofs,
        userLocks,
        batchLocks,
        notable,
        stages,
        verifications,
        List.copyOf(batches.values()),
        notDrawn);
  }
}
