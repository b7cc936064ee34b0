package io.batcherconsole.engine.lock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The lock under every interleaving that two processors can be brought to. In all of them the lock
 * must be free when everybody is through, or a hold was lost.
 */
public final class LockStress {
  private LockStress() {}

  /** Mutual exclusion, visibility of what was done inside, and no wake-up that is lost. */
  @JCStressTest
  @Outcome(id = "4", expect = ACCEPTABLE, desc = "each was inside alone, and none was forgotten")
  @Outcome(expect = FORBIDDEN, desc = "two were inside at once, or one waited in vain")
  @State
  public static class OneInside {
    private final Stressed stressed = new Stressed();

    @Actor
    public void one() {
      stressed.pass(1, Stressed.LONG);
      stressed.pass(1, Stressed.LONG);
    }

    @Actor
    public void two() {
      stressed.pass(2, Stressed.LONG);
      stressed.pass(2, Stressed.LONG);
    }

    @Arbiter
    public void count(I_Result result) {
      result.r1 = stressed.passed();
    }
  }

  /** Whoever gives the lock back and asks again at once comes behind the one who stood in line. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the one in line got it")
  @Outcome(
      id = {"0, 1", "0, 2"},
      expect = ACCEPTABLE,
      desc = "nobody stood in line yet")
  @Outcome(expect = FORBIDDEN, desc = "somebody jumped the line, or was forgotten")
  @State
  public static class FirstComeFirstServed {
    private final Stressed stressed = new Stressed();
    private final Hold held = stressed.first();
    private int firstInside;

    @Actor
    public void waits() {
      come(1);
    }

    @Actor
    public void comesAgain(II_Result result) {
      result.r1 = stressed.lock.view().waiters().size();
      held.close();
      come(2);
    }

    private void come(int actor) {
      try (Hold _ = stressed.acquire(actor, Stressed.LONG)) {
        firstInside = firstInside == 0 ? actor : firstInside;
      } catch (LockTimeoutException | InterruptedException forgotten) {
        throw new IllegalStateException(forgotten);
      }
    }

    @Arbiter
    public void look(II_Result result) {
      result.r2 = firstInside;
    }
  }

  /** The lock comes as one has waited long enough; one who comes later must not be forgotten. */
  @JCStressTest
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "granted just in time")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "timed out, and the lock went on")
  @Outcome(expect = FORBIDDEN, desc = "both, or the lock was lost")
  @State
  public static class GrantOrTimeOut {
    private final Stressed stressed = new Stressed();
    private final Hold held = stressed.first();

    @Actor
    public void waiter(II_Result result) {
      result.r1 = stressed.pass(1, Duration.ofNanos(700));
    }

    @Actor
    public void giveBack() {
      held.close();
      stressed.pass(2, Stressed.LONG);
    }

    @Arbiter
    public void count(II_Result result) {
      result.r2 = stressed.passed();
    }
  }

  /** The engine stops as the lock comes. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "it came late, and a free lock is still given")
  @Outcome(id = "3, 0", expect = ACCEPTABLE, desc = "cancelled, and the lock went to nobody")
  @Outcome(expect = FORBIDDEN, desc = "both or neither")
  @State
  public static class GrantOrCancel {
    private final Stressed stressed = new Stressed();
    private final Hold held = stressed.first();

    @Actor
    public void waiter(II_Result result) {
      result.r1 = stressed.pass(1, Stressed.LONG);
    }

    @Actor
    public void stop() {
      stressed.lock.cancelAll();
      held.close();
    }

    @Arbiter
    public void count(II_Result result) {
      result.r2 = stressed.passed();
    }
  }

  /** The client goes away as the lock comes. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "granted before the client was gone")
  @Outcome(id = "3, 0", expect = ACCEPTABLE, desc = "interrupted, and the lock went to nobody")
  @Outcome(expect = FORBIDDEN, desc = "both or neither")
  @State
  public static class GrantOrInterrupt {
    private final Stressed stressed = new Stressed();
    private final Hold held = stressed.first();

    /** Guarded by {@code this}, so that nobody is interrupted who is through. */
    private @Nullable Thread waiting;

    @Actor
    public void waiter(II_Result result) {
      waits(Thread.currentThread());
      result.r1 = stressed.pass(1, Stressed.LONG);
      waits(null);
      Thread.interrupted();
    }

    private synchronized void waits(@Nullable Thread thread) {
      waiting = thread;
    }

    private synchronized void interrupt() {
      if (waiting != null) {
        waiting.interrupt();
      }
    }

    @Actor
    public void leave() {
      interrupt();
      held.close();
    }

    @Arbiter
    public void count(II_Result result) {
      result.r2 = stressed.passed();
    }
  }
}
