package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.runtime.EngineRuntime;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a chain call that got no answer ({@link ChainException.Unavailable}), with a pause that
 * grows; a revert or a refusal is final and passes through at once. Without jitter, as upstream
 * (batcher.md §3.7). Safe from any thread; the pauses are the caller's.
 */
public final class Retry {
  private static final Logger log = LoggerFactory.getLogger(Retry.class);

  private final EngineRuntime runtime;
  private final Backoff backoff;

  public Retry(EngineRuntime runtime, Backoff backoff) {
    this.runtime = runtime;
    this.backoff = backoff;
  }

  /**
   * How often and how long.
   *
   * @param retries after the first attempt
   * @param first pause before the first retry
   * @param factor between two pauses, at least 1
   * @param longest pause
   * @param budget no attempt begins later than this after the first one began
   */
  public record Backoff(
      int retries, Duration first, double factor, Duration longest, Duration budget) {
    /**
     * Ours: no attempt begins after 5 s, so that it gives up inside a lock's time-out of 10 s, the
     * last call's own time-out included, because admission asks the chain under a user's lock.
     */
    public static final Backoff UNDER_A_LOCK =
        new Backoff(3, Duration.ofMillis(200), 2, Duration.ofSeconds(2), Duration.ofSeconds(5));

    /** Upstream's: 0.5, 1, 2, 4 and 8 s (batcher.md §3.7, ETHEREUM_CALL_…). */
    public static final Backoff UPSTREAM =
        new Backoff(5, Duration.ofMillis(500), 2, Duration.ofSeconds(60), Duration.ofMinutes(2));

    public Backoff {
      if (retries < 0
          || factor < 1
          || first.isNegative()
          || longest.isNegative()
          || budget.isNegative()) {
        throw new IllegalArgumentException("a back-off has no negative part, and a factor from 1");
      }
    }

    /** The pause after {@code pause}. */
    private Duration after(Duration pause) {
      Duration grown = Duration.ofNanos((long) (pause.toNanos() * factor));
      return grown.compareTo(longest) < 0 ? grown : longest;
    }
  }

  /** A chain call with an answer. */
  @FunctionalInterface
  public interface Question<T> {
    T ask() throws ChainException;
  }

  /** A chain call without an answer. */
  @FunctionalInterface
  public interface Action {
    void run() throws ChainException;
  }

  /**
   * Asks until there is an answer.
   *
   * @param what is asked, for the log and the exception's sentence: "nonce"
   * @throws ChainException.Unavailable when the last attempt got no answer either
   */
  public <T> T call(String what, Question<T> question) throws ChainException, InterruptedException {
    long start = runtime.nanoTime();
    Duration pause = backoff.first();
    for (int attempt = 1; ; attempt++) {
      try {
        return question.ask();
      } catch (ChainException.Unavailable unanswered) {
        long spent = runtime.nanoTime() - start;
        boolean last =
            attempt > backoff.retries() || spent + pause.toNanos() > backoff.budget().toNanos();
        if (last) {
          throw new ChainException.Unavailable(
              "No answer about the %s in %d attempt%s over %.1f s: %s"
                  .formatted(
                      what, attempt, attempt == 1 ? "" : "s", spent / 1e9, unanswered.getMessage()),
              unanswered);
        }
        log.debug(
            "{}: attempt {} of {} got no answer ({}); next in {} ms",
            what,
            attempt,
            backoff.retries() + 1,
            unanswered.getMessage(),
            pause.toMillis());
        runtime.sleep(pause);
        pause = backoff.after(pause);
      }
    }
  }

  /** As {@link #call}, for a call without an answer. */
  public void run(String what, Action action) throws ChainException, InterruptedException {
    call(
        what,
        () -> {
          action.run();
          return Boolean.TRUE;
        });
  }
}
