package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out at most so many verifications at a time, each on a thread of its own for computing,
 * so that the virtual threads that wait for them keep their carriers. Users take turns: one user's
 * many proofs do not delay another's one. Proofs that wait with the same key are verified in one go
 * where that is less work; who waits with which key is all that decides, and each gets the verdict
 * that it gets alone.
 *
 * <p>A verifier that throws is a bug: it is logged, its proof is rejected, and the pool goes on.
 * All methods are safe from any thread.
 */
public final class VerifierPool {
  private static final Logger log = LoggerFactory.getLogger(VerifierPool.class);

  /** Bounds a wait whose wake-up was lost; every wait looks again after it. */
  private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

  /** Enough for the just-in-time compiler, about a second. */
  private static final int WARM_UP_ROUNDS = 40;

  /** What a shared check saves hardly grows beyond, and what a single one waits for it does. */
  private static final int MOST_TOGETHER = 16;

  private final EngineRuntime runtime;
  private final SecureRandom random;
  private final Map<ProvingSystem, ProofVerifier> verifiers = new EnumMap<>(ProvingSystem.class);
  private final TurnQueue<Address, Task> queue;
  private final List<Thread> workers = new ArrayList<>();
  private volatile boolean stopped;

  /**
   * Starts the threads, and warms the verifiers up in the background so that the first user does
   * not wait for the compiler.
   *
   * @param verifiers one for each system that can be verified
   * @param parallel most verifications at a time
   * @param random for {@link BatchVerifier#verifyTogether}
   */
  public VerifierPool(
      EngineRuntime runtime,
      Collection<? extends ProofVerifier> verifiers,
      int parallel,
      SecureRandom random) {
    if (parallel < 1) {
      throw new IllegalArgumentException("a pool needs a verifier, not " + parallel);
    }
    this.runtime = runtime;
    this.random = random;
    queue = new TurnQueue<>(parallel, MOST_TOGETHER);
    verifiers.forEach(verifier -> this.verifiers.put(verifier.system(), verifier));
    for (int i = 0; i < parallel; i++) {
      workers.add(runtime.spawnComputing("verifier-" + i, this::work));
    }
    runtime.spawnComputing("verifier-warm-up", this::warmUp);
  }

  /** A verification that someone waits for. */
  private final class Task {
    final VerificationData data;
    final Runnable onStart;
    final Thread caller = Thread.currentThread();
    final long requested = runtime.nanoTime();

    /** Set after {@link #onStart} has run. */
    volatile boolean started;

    volatile @Nullable Verification result;

    Task(VerificationData data, Runnable onStart) {
      this.data = data;
      this.onStart = onStart;
    }

    /** On a worker's thread, before anything of the verification. */
    void start() {
      try {
        onStart.run();
      } catch (RuntimeException bug) {
        log.error("A listener of verifications failed", bug);
      }
      started = true;
    }

    /** On a worker's thread, when it is verified alone. */
    void run(long start) {
      Verdict verdict;
      try {
        verdict = verdictOf(data);
      } catch (Throwable bug) {
        log.error("The verifier of {} failed; its proof is rejected", data.system(), bug);
        verdict = new Verdict.Rejected("the verifier failed: " + bug);
      }
      finish(verdict, start, 1);
    }

    void finish(Verdict verdict, long start, int together) {
      result = new Verification(verdict, start - requested, runtime.nanoTime() - start, together);
      runtime.unpark(caller);
    }
  }

  /** What proofs that can be verified in one go have in common. */
  private record Sharing(ProvingSystem system, Bytes keyDigest) {}

  /**
   * Verifies, waiting first for the user's turn and then for the verdict.
   *
   * @param user whose turn it takes
   * @param onStart called when a verifier takes the proof, on the verifier's thread, never after
   *     this method has returned; must be quick
   * @throws InterruptedException when the calling thread is interrupted or the pool is stopped; a
   *     proof that still waits is withdrawn then, one that is being verified is verified for no one
   */
  public Verification verify(Address user, VerificationData data, Runnable onStart)
      throws InterruptedException {
    Task task = new Task(data, onStart);
    Thread idle = queue.add(user, task, sharing(data));
    if (idle != null) {
      runtime.unpark(idle);
    }
    boolean interrupted = false;
    while (true) {
      Verification result = task.result;
      if (result != null) {
        if (interrupted) {
          task.caller.interrupt();
        }
        return result;
      }
      interrupted |= Thread.interrupted();
      boolean givesUp = interrupted || stopped;
      if (givesUp && (task.started || queue.remove(user, task))) {
        throw new InterruptedException(
            interrupted ? "interrupted while verifying" : "the verifiers are stopped");
      }
      runtime.parkNanos(this, LOOK_AGAIN_NANOS);
    }
  }

  /** Proofs that wait for a verifier. */
  public int waiting() {
    return queue.size();
  }

  /**
   * Stops: proofs that wait or are being verified end with an InterruptedException at their
   * callers, the threads end as soon as they are done with what they compute.
   */
  public void stop() {
    stopped = true;
    workers.forEach(runtime::unpark);
    queue.waiting().forEach(task -> runtime.unpark(task.caller));
  }

  private void work() {
    Thread self = Thread.currentThread();
    while (!stopped) {
      List<Task> tasks = queue.takeOrIdle(self);
      if (tasks.isEmpty()) {
        runtime.parkNanos(this, LOOK_AGAIN_NANOS);
      } else {
        run(tasks);
      }
    }
  }

  private void run(List<Task> tasks) {
    long start = runtime.nanoTime();
    tasks.forEach(Task::start);
    if (tasks.size() > 1) {
      runTogether(tasks, start);
    }
    for (Task task : tasks) {
      if (task.result == null) {
        task.run(start);
      }
    }
  }

  /** After a bug some have no verdict yet. */
  private void runTogether(List<Task> tasks, long start) {
    ProvingSystem system = tasks.getFirst().data.system();
    try {
      if (verifiers.get(system) instanceof BatchVerifier verifier) {
        verifier.verifyTogether(
            tasks.stream().map(task -> task.data).toList(),
            random,
            (verdict, place) -> tasks.get(place).finish(verdict, start, tasks.size()));
      }
    } catch (Throwable bug) {
      log.error("The verifier of {} failed on several; they are verified alone", system, bug);
    }
  }

  /** Null for a proof that is verified alone. */
  private @Nullable Sharing sharing(VerificationData data) {
    Bytes key = data.verificationKey();
    if (key == null || !(verifiers.get(data.system()) instanceof BatchVerifier)) {
      return null;
    }
    try {
      return new Sharing(data.system(), KeyCache.digest(key));
    } catch (MalformedException refused) {
      return null; // alone, its verifier says why
    }
  }

  private Verdict verdictOf(VerificationData data) {
    ProofVerifier verifier = verifiers.get(data.system());
    return verifier == null
        ? new Verdict.Unsupported(
            "proofs of " + data.system().wireName() + " cannot be verified on this installation")
        : verifier.verify(data);
  }

  private void warmUp() {
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      for (ProofVerifier verifier : verifiers.values()) {
        if (stopped) {
          return;
        }
        verifier.warmUp();
      }
    }
  }
}
