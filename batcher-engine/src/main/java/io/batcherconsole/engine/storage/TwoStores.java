package io.batcherconsole.engine.storage;

import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every batch in two places, which get it at the same time. One is enough for a batch to go on
 * chain; its pointer names those that have it by then, joined by a comma, the first one first
 * (batcher.md §3.5). The batch waits for the other one a short while only; what that one does not
 * take is tried again in the background, so that it has the file for whoever looks for its name.
 *
 * <p>When neither takes a file, that is said at once, and the caller tries both again.
 */
public final class TwoStores implements BatchStore {
  private static final Logger log = LoggerFactory.getLogger(TwoStores.class);

  /** How long a batch waits for its second place once the other one has it. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** No store takes that long: each bounds its uploads itself. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** Before each further attempt to get a file to its second place. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60));

  /** Bytes of files that may wait for a further attempt; one may always. */
  private static final long MOST_WAITING = 256L << 20;

  private final EngineRuntime runtime;
  private final BatchStore first;
  private final BatchStore second;
  private final StoreListener listener;
  private final List<Duration> pauses;
  private final Duration grace;
  private final AtomicLong waiting = new AtomicLong();

  /** Those at work, to be interrupted by the close. */
  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  public TwoStores(
      EngineRuntime runtime, BatchStore first, BatchStore second, StoreListener listener) {
    this(runtime, first, second, listener, PAUSES, GRACE);
  }

  TwoStores(
      EngineRuntime runtime,
      BatchStore first,
      BatchStore second,
      StoreListener listener,
      List<Duration> pauses,
      Duration grace) {
    this.runtime = runtime;
    this.first = first;
    this.second = second;
    this.listener = listener;
    this.pauses = List.copyOf(pauses);
    this.grace = grace;
  }

  @Override
  public URI put(Hash root, byte[] file) throws StoreException, InterruptedException {
    Upload one = upload(first, root, file);
    Upload two = upload(second, root, file);
    awaitEnough(one, two);
    if (one.succeeded() && two.succeeded()) {
      return URI.create(one.done().join() + "," + two.done().join());
    }
    if (!one.succeeded() && !two.succeeded()) {
      throw neither(one, two);
    }
    Upload there = one.succeeded() ? one : two;
    Upload missing = one.succeeded() ? two : one;
    makeUp(missing);
    return there.done().join();
  }

  /** Brings one file to one place, once. */
  @FunctionalInterface
  private interface Attempt {
    URI put() throws StoreException, InterruptedException;
  }

  /**
   * A file on its way to one place.
   *
   * @param size bytes of the file
   */
  private record Upload(Attempt attempt, long size, CompletableFuture<URI> done) {
    boolean succeeded() {
      return done.isDone() && !done.isCompletedExceptionally();
    }

    /** Ends when this does, whatever came of it. */
    CompletableFuture<Boolean> ended() {
      return done.handle((pointer, failure) -> failure == null);
    }
  }

  private Upload upload(BatchStore place, Hash root, byte[] file) {
    Upload upload = new Upload(() -> place.put(root, file), file.length, new CompletableFuture<>());
    work(
        () -> {
          try {
            upload.done().complete(upload.attempt().put());
          } catch (StoreException | InterruptedException | RuntimeException failed) {
            upload.done().completeExceptionally(failed);
          }
        });
    return upload;
  }

  /** Returns when both have ended, or when one has the file and the other one had its grace. */
  private void awaitEnough(Upload one, Upload two) throws StoreException, InterruptedException {
    CompletableFuture<Void> both = CompletableFuture.allOf(one.ended(), two.ended());
    try {
      CompletableFuture.anyOf(one.ended(), two.ended())
          .get(LONGEST.toNanos(), TimeUnit.NANOSECONDS);
      boolean oneHasIt = one.succeeded() || two.succeeded();
      both.get((oneHasIt ? grace : LONGEST).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      if (!one.succeeded() && !two.succeeded()) {
        throw new StoreException(
            "neither of two places took a batch file within " + LONGEST.toMinutes() + " min", late);
      }
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static StoreException neither(Upload one, Upload two) throws InterruptedException {
    Throwable noFirst = one.done().exceptionNow();
    Throwable noSecond = two.done().exceptionNow();
    if (noFirst instanceof InterruptedException || noSecond instanceof InterruptedException) {
      throw new InterruptedException("interrupted while storing a batch file");
    }
    StoreException neither =
        new StoreException(noFirst.getMessage() + "; and " + noSecond.getMessage(), noSecond);
    neither.addSuppressed(noFirst);
    return neither;
  }

  /** Waits for a file's second place in the background, and tries it again when it fails. */
  private void makeUp(Upload missing) {
    CompletableFuture<Void> _ =
        missing
            .done()
            .handle(
                (pointer, failure) -> {
                  if (failure == null) {
                    madeUp(pointer);
                  } else {
                    tryAgain(missing, failure);
                  }
                  return null;
                });
  }

  private void tryAgain(Upload missing, Throwable failure) {
    long size = missing.size();
    if (waiting.addAndGet(size) > MOST_WAITING && waiting.get() > size) {
      waiting.addAndGet(-size);
      givenUp(failure, "too much waits for that already");
      return;
    }
    log.warn(
        "stored in one of two places, and tried again up to {} times: {}",
        pauses.size(),
        failure.getMessage());
    work(
        () -> {
          try {
            tryAgain(missing);
          } catch (InterruptedException | RuntimeException over) {
            givenUp(
                failure, over instanceof InterruptedException ? "the batcher stops" : "" + over);
          } finally {
            waiting.addAndGet(-size);
          }
        });
  }

  private void tryAgain(Upload missing) throws InterruptedException {
    for (int attempt = 0; attempt < pauses.size(); attempt++) {
      runtime.sleep(pauses.get(attempt));
      try {
        madeUp(missing.attempt().put());
        return;
      } catch (StoreException again) {
        if (attempt == pauses.size() - 1) {
          givenUp(again, "tried " + (pauses.size() + 1) + " times");
        }
      }
    }
  }

  private void madeUp(URI pointer) {
    log.info("stored in the second of two places too, after its batch had gone on: {}", pointer);
    listener.madeUp();
  }

  private void givenUp(Throwable failure, String why) {
    log.error(
        "a batch file stays in one of two places ({}); copy it from the other one: {}",
        why,
        failure.getMessage());
    listener.givenUp();
  }

  private void work(Runnable task) {
    runtime.spawn(
        "batch-file",
        () -> {
          workers.add(Thread.currentThread()); // before closed is read, so that one of the two sees
          try {
            if (closed) {
              Thread.currentThread().interrupt();
            }
            task.run();
          } finally {
            workers.remove(Thread.currentThread());
          }
        });
  }

  /** Ends what is tried in the background, and says what is missing where. */
  @Override
  public void close() {
    closed = true;
    workers.forEach(Thread::interrupt);
    first.close();
    second.close();
  }
}
