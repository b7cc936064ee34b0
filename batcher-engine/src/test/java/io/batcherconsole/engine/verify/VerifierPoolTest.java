package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class VerifierPoolTest {
  private static final Address A = Address.of("aa".repeat(20));
  private static final Address B = Address.of("bb".repeat(20));

  private final LiveRuntime runtime = new LiveRuntime(1);
  private final GatedVerifier verifier = new GatedVerifier();
  private final VerifierPool pool =
      new VerifierPool(runtime, List.of(verifier), 2, new SecureRandom());

  @AfterEach
  void stop() {
    verifier.gate.release(1000);
    pool.stop();
  }

  /** Verifies when it is let; the proof's text decides how it ends. */
  private static final class GatedVerifier implements BatchVerifier {
    final Semaphore gate = new Semaphore(0);
    final Semaphore arrived = new Semaphore(0);
    final AtomicInteger running = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final AtomicInteger warmUps = new AtomicInteger();
    final List<String> order = Collections.synchronizedList(new ArrayList<>());

    @Override
    public ProvingSystem system() {
      return ProvingSystem.GNARK_GROTH16_BN254;
    }

    @Override
    public Verdict verify(VerificationData data) {
      String text = new String(data.proof().view(), StandardCharsets.UTF_8);
      order.add(text);
      most.accumulateAndGet(running.incrementAndGet(), Math::max);
      arrived.release();
      gate.acquireUninterruptibly();
      running.decrementAndGet();
      return switch (text) {
        case "bug" -> throw new IllegalStateException("a bug in a verifier");
        case "deep" -> throw new StackOverflowError();
        default -> new Verdict.Valid();
      };
    }

    /** One permit and one arrival for all of them; "several" is a bug. */
    @Override
    public void verifyTogether(
        List<VerificationData> proofs, SecureRandom random, ObjIntConsumer<Verdict> answer) {
      List<String> texts =
          proofs.stream()
              .map(data -> new String(data.proof().view(), StandardCharsets.UTF_8))
              .toList();
      order.add(String.join("+", texts));
      arrived.release();
      gate.acquireUninterruptibly();
      for (int i = 0; i < texts.size(); i++) {
        if (texts.get(i).equals("several")) {
          throw new IllegalStateException("a bug in a verifier of several");
        }
        answer.accept(
            texts.get(i).equals("wrong") ? new Verdict.Rejected("wrong") : new Verdict.Valid(), i);
      }
    }

    @Override
    public void warmUp() {
      warmUps.incrementAndGet();
    }
  }

  private static VerificationData data(String text) {
    return data(ProvingSystem.GNARK_GROTH16_BN254, text);
  }

  private static VerificationData data(ProvingSystem system, String text) {
    Bytes proof = Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    return new VerificationData(system, proof, null, null, null, Address.ZERO);
  }

  private static VerificationData data(String text, int key) {
    Bytes proof = Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    Bytes keyBytes = Bytes.wrap(new byte[] {(byte) key});
    return new VerificationData(
        ProvingSystem.GNARK_GROTH16_BN254, proof, null, keyBytes, null, Address.ZERO);
  }

  /** A caller of the pool on a virtual thread. */
  private final class Caller {
    final CompletableFuture<Verification> result = new CompletableFuture<>();
    final AtomicInteger starts = new AtomicInteger();
    final Thread thread;

    Caller(Address user, VerificationData data) {
      thread =
          runtime.spawn(
              "caller",
              () -> {
                try {
                  result.complete(pool.verify(user, data, starts::incrementAndGet));
                } catch (InterruptedException e) {
                  result.completeExceptionally(e);
                }
              });
    }

    Caller(Address user, String text) {
      this(user, data(text));
    }

    Verification await() throws Exception {
      return result.get(20, TimeUnit.SECONDS);
    }
  }

  /** Starts a caller and waits until its proof is in the queue. */
  private Caller queued(Address user, String text) {
    return queued(user, data(text));
  }

  private Caller queued(Address user, VerificationData data) {
    int before = pool.waiting();
    Caller caller = new Caller(user, data);
    while (pool.waiting() == before) {
      Thread.onSpinWait();
    }
    return caller;
  }

  private void occupyBoth() throws InterruptedException {
    new Caller(A, "occupies");
    new Caller(A, "occupies");
    verifier.arrived.acquire(2);
  }

  @Test
  void runsNoMoreThanItMay() throws Exception {
    List<Caller> callers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      callers.add(new Caller(i % 2 == 0 ? A : B, "p" + i));
    }
    verifier.arrived.acquire(2);
    verifier.gate.release(20);
    for (Caller caller : callers) {
      assertThat(caller.await().verdict()).isEqualTo(new Verdict.Valid());
      assertThat(caller.starts).hasValue(1);
    }
    assertThat(verifier.most).hasValue(2);
  }

  @Test
  void usersTakeTurns() throws Exception {
    occupyBoth();
    List<Caller> callers = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      callers.add(queued(A, "a" + i));
    }
    callers.add(queued(B, "b1"));
    // One at a time, so that the order of arrival is the order of turns.
    for (int i = 0; i < 5; i++) {
      verifier.gate.release();
      verifier.arrived.acquire();
    }
    verifier.gate.release(2);
    for (Caller caller : callers) {
      caller.await();
    }
    assertThat(verifier.order.subList(2, 7)).containsExactly("a1", "b1", "a2", "a3", "a4");
  }

  @Test
  void measuresQueueAndRunApart() throws Exception {
    occupyBoth();
    Caller caller = queued(B, "b1");
    long before = runtime.nanoTime();
    verifier.gate.release();
    verifier.arrived.acquire();
    long started = runtime.nanoTime();
    while (runtime.nanoTime() - started < 5_000_000) {
      Thread.onSpinWait();
    }
    verifier.gate.release(2);
    Verification verification = caller.await();
    assertThat(verification.queuedNanos()).isPositive();
    assertThat(verification.runNanos()).isBetween(5_000_000L, runtime.nanoTime() - before);
  }

  @Test
  void anInterruptWithdrawsAProofThatWaits() throws Exception {
    occupyBoth();
    Caller gone = queued(B, "gone");
    gone.thread.interrupt();
    assertThatThrownBy(gone::await).hasRootCauseInstanceOf(InterruptedException.class);
    assertThat(pool.waiting()).isZero();
    Caller next = queued(B, "next");
    verifier.gate.release(3);
    next.await();
    assertThat(verifier.order).doesNotContain("gone");
    assertThat(gone.starts).hasValue(0);
  }

  @Test
  void anInterruptLeavesAProofThatIsBeingVerified() throws Exception {
    Caller gone = new Caller(A, "gone");
    verifier.arrived.acquire();
    gone.thread.interrupt();
    assertThatThrownBy(gone::await).hasRootCauseInstanceOf(InterruptedException.class);
    assertThat(gone.starts).hasValue(1);
    verifier.gate.release(2);
    assertThat(new Caller(A, "next").await().verdict()).isEqualTo(new Verdict.Valid());
  }

  @Test
  void aVerifierThatThrowsRejectsItsProofAndNothingElse() throws Exception {
    verifier.gate.release(100);
    for (String text : List.of("bug", "deep", "bug", "deep")) {
      assertThat(new Caller(A, text).await().verdict())
          .isInstanceOfSatisfying(
              Verdict.Rejected.class,
              rejected -> assertThat(rejected.reason()).contains("the verifier failed"));
    }
    assertThat(new Caller(A, "fine").await().verdict()).isEqualTo(new Verdict.Valid());
  }

  @Test
  void aListenerThatThrowsDoesNotHarmTheVerification() throws Exception {
    verifier.gate.release();
    Verification verification =
        pool.verify(
            A,
            data("fine"),
            () -> {
              throw new IllegalStateException("a bug in a listener");
            });
    assertThat(verification.verdict()).isEqualTo(new Verdict.Valid());
  }

  @Test
  void aSystemWithoutAVerifierIsUnsupported() throws Exception {
    VerificationData mina = data(ProvingSystem.MINA, "mina");
    assertThat(pool.verify(A, mina, () -> {}).verdict())
        .isEqualTo(
            new Verdict.Unsupported("proofs of Mina cannot be verified on this installation"));
  }

  @Test
  void proofsThatWaitWithTheSameKeyAreVerifiedInOneGo() throws Exception {
    occupyBoth();
    Caller a = queued(A, data("a", 1));
    Caller b = queued(B, data("wrong", 1));
    Caller other = queued(B, data("other", 2));
    Caller a2 = queued(A, data("a2", 1));
    verifier.gate.release();
    verifier.arrived.acquire();
    assertThat(verifier.order.getLast()).isEqualTo("a+wrong");
    assertThat(List.of(a, b)).allMatch(caller -> caller.starts.get() == 1);
    assertThat(List.of(other, a2)).allMatch(caller -> caller.starts.get() == 0);
    verifier.gate.release(100);
    assertThat(a.await().verdict()).isEqualTo(new Verdict.Valid());
    assertThat(b.await().verdict()).isEqualTo(new Verdict.Rejected("wrong"));
    assertThat(List.of(a.await().together(), b.await().together())).containsOnly(2);
    assertThat(other.await().together()).isEqualTo(1);
    assertThat(a2.await().verdict()).isEqualTo(new Verdict.Valid());
  }

  @Test
  void eachOfSeveralHasItsOwnTimes() throws Exception {
    occupyBoth();
    Caller first = queued(A, data("first", 1));
    long between = runtime.nanoTime();
    while (runtime.nanoTime() - between < 3_000_000) {
      Thread.onSpinWait();
    }
    Caller second = queued(B, data("second", 1));
    queued(A, "for the other verifier");
    queued(B, "for the other verifier");
    verifier.gate.release();
    verifier.arrived.acquire();
    assertThat(verifier.order.getLast()).isEqualTo("first+second");
    verifier.gate.release(100);
    assertThat(first.await().queuedNanos() - second.await().queuedNanos())
        .isGreaterThanOrEqualTo(3_000_000);
    assertThat(second.await().runNanos()).isGreaterThanOrEqualTo(first.await().runNanos());
  }

  @Test
  void oneThatIsGoneDoesNotHarmThoseItIsVerifiedWith() throws Exception {
    occupyBoth();
    Caller withdrawn = queued(A, data("withdrawn", 1));
    Caller gone = queued(A, data("gone", 1));
    Caller stays = queued(B, data("stays", 1));
    queued(A, "for the other verifier");
    queued(B, "for the other verifier");
    withdrawn.thread.interrupt();
    assertThatThrownBy(withdrawn::await).hasRootCauseInstanceOf(InterruptedException.class);
    verifier.gate.release();
    verifier.arrived.acquire();
    assertThat(verifier.order.getLast()).isEqualTo("gone+stays");
    gone.thread.interrupt();
    assertThatThrownBy(gone::await).hasRootCauseInstanceOf(InterruptedException.class);
    verifier.gate.release(100);
    assertThat(stays.await().verdict()).isEqualTo(new Verdict.Valid());
    assertThat(stays.await().together()).isEqualTo(2);
  }

  @Test
  void aVerifierThatThrowsOnSeveralVerifiesThemAlone() throws Exception {
    occupyBoth();
    Caller fine = queued(A, data("fine", 1));
    Caller several = queued(B, data("several", 1));
    Caller bug = queued(A, "bug");
    Caller last = queued(B, "last");
    verifier.gate.release();
    verifier.arrived.acquire();
    assertThat(verifier.order.getLast()).isEqualTo("fine+several");
    verifier.gate.release(100);
    assertThat(fine.await().verdict()).isEqualTo(new Verdict.Valid());
    assertThat(several.await().verdict()).isEqualTo(new Verdict.Valid());
    assertThat(bug.await().verdict()).isInstanceOf(Verdict.Rejected.class);
    assertThat(last.await().verdict()).isEqualTo(new Verdict.Valid());
  }

  @Test
  void stoppingReleasesEveryoneWhoWaits() throws Exception {
    occupyBoth();
    Caller waiting = queued(B, "waits");
    pool.stop();
    assertThatThrownBy(waiting::await).hasRootCauseInstanceOf(InterruptedException.class);
    assertThatThrownBy(() -> pool.verify(A, data("late"), () -> {}))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void warmsUpInTheBackground() {
    while (verifier.warmUps.get() < 10) {
      Thread.onSpinWait();
    }
  }
}
