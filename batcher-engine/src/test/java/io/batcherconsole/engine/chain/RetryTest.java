package io.batcherconsole.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.chain.Retry.Backoff;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryTest {
  private final SleepingRuntime runtime = new SleepingRuntime();
  private int attempts;

  @Test
  void asksAgainWithGrowingPausesUntilThereIsAnAnswer() throws Exception {
    Retry retry = new Retry(runtime, Backoff.UPSTREAM);
    String answer =
        retry.call(
            "nonce",
            () -> {
              if (++attempts < 4) {
                throw new ChainException.Unavailable("connection refused");
              }
              return "7";
            });
    assertThat(answer).isEqualTo("7");
    assertThat(runtime.pauses).containsExactly(millis(500), millis(1000), millis(2000));
  }

  @Test
  void givesUpAfterTheLastRetryAndSaysWhatWasAsked() {
    Retry retry = new Retry(runtime, Backoff.UPSTREAM);
    assertThatThrownBy(() -> retry.run("nonce", this::silent))
        .isInstanceOf(ChainException.Unavailable.class)
        .hasMessage("No answer about the nonce in 6 attempts over 15.5 s: connection refused");
    assertThat(attempts).isEqualTo(6);
  }

  @Test
  void neverPausesLongerThanTheLongest() {
    Backoff backoff = new Backoff(4, millis(100), 3, millis(500), Duration.ofHours(1));
    assertThatThrownBy(() -> new Retry(runtime, backoff).run("head", this::silent))
        .isInstanceOf(ChainException.Unavailable.class);
    assertThat(runtime.pauses).containsExactly(millis(100), millis(300), millis(500), millis(500));
  }

  @Test
  void noAttemptBeginsAfterTheBudget() {
    Retry retry = new Retry(runtime, Backoff.UNDER_A_LOCK);
    assertThatThrownBy(
            () ->
                retry.run(
                    "balance",
                    () -> {
                      runtime.nanos += millis(3000).toNanos(); // a call that times out
                      silent();
                    }))
        .isInstanceOf(ChainException.Unavailable.class)
        .hasMessageContaining("2 attempts");
    assertThat(runtime.nanos).isLessThan(Duration.ofSeconds(8).toNanos());
  }

  @Test
  void aRevertAndARefusalAreFinal() {
    Retry retry = new Retry(runtime, Backoff.UPSTREAM);
    assertThatThrownBy(
            () ->
                retry.run(
                    "simulation",
                    () -> {
                      attempts++;
                      throw new ChainException.Reverted("reverted", Bytes.EMPTY);
                    }))
        .isInstanceOf(ChainException.Reverted.class);
    assertThatThrownBy(
            () ->
                retry.run(
                    "send",
                    () -> {
                      attempts++;
                      throw new ChainException.Refused("nonce too low");
                    }))
        .isInstanceOf(ChainException.Refused.class);
    assertThat(attempts).isEqualTo(2);
    assertThat(runtime.pauses).isEmpty();
  }

  @Test
  void anInterruptEndsThePause() {
    runtime.interrupt = true;
    assertThatThrownBy(() -> new Retry(runtime, Backoff.UPSTREAM).run("head", this::silent))
        .isInstanceOf(InterruptedException.class);
    assertThat(attempts).isEqualTo(1);
  }

  private void silent() throws ChainException {
    attempts++;
    throw new ChainException.Unavailable("connection refused");
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  /** Time passes only while someone sleeps. */
  private static final class SleepingRuntime implements EngineRuntime {
    final List<Duration> pauses = new ArrayList<>();
    long nanos;
    boolean interrupt;

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH.plusNanos(nanos);
    }

    @Override
    public Thread spawn(String name, Runnable body) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      if (interrupt) {
        throw new InterruptedException();
      }
      pauses.add(duration);
      nanos += duration.toNanos();
    }

    @Override
    public void parkNanos(Object blocker, long parked) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void unpark(Thread thread) {
      throw new UnsupportedOperationException();
    }

    @Override
    public RandomGenerator random() {
      return new Random(0);
    }
  }
}
