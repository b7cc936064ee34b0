package io.batcherconsole.engine.fault;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.FaultView;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The fault desk of a running engine.
 *
 * <p>The rule in force is one immutable value behind a volatile reference: a proof that no fault
 * concerns pays one read. A held proof parks until its time is up or the rule changes; it then
 * looks at the new rule with the time that it has been held already.
 */
public final class FaultRules implements FaultDesk {
  private final EngineRuntime runtime;
  private final Journal journal;
  private final AtomicLong ids = new AtomicLong();

  /** Held proofs and the threads that are parked for them. */
  private final ConcurrentHashMap<Actor.Proof, Thread> held = new ConcurrentHashMap<>();

  /** Replaced under {@code this}, so that changes and their events are in one order. */
  private volatile @Nullable VerifyDelay verifyDelay;

  public FaultRules(EngineRuntime runtime, Journal journal) {
    this.runtime = runtime;
    this.journal = journal;
  }

  /** Delays verification; a later rule never shares the counter of an earlier one. */
  private record VerifyDelay(
      long id, Duration delay, Set<String> users, boolean enabled, AtomicLong hits) {
    Duration delayOf(Actor.Proof proof) {
      boolean concerned = users.isEmpty() || users.contains(proof.user().name());
      return enabled && concerned ? delay : Duration.ZERO;
    }
  }

  @Override
  public List<FaultView> rules() {
    VerifyDelay rule = verifyDelay;
    return rule == null ? List.of() : List.of(view(rule));
  }

  @Override
  public synchronized void delayVerification(Duration delay, Set<String> users) {
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException(
          "A delay lies between 0 s and "
              + LONGEST_DELAY.toSeconds()
              + " s; "
              + delay.toMillis() / 1000.0
              + " s does not.");
    }
    if (delay.isZero()) {
      change(null);
      return;
    }
    VerifyDelay former = verifyDelay;
    Set<String> named = Set.copyOf(users);
    if (former != null && former.users().equals(named)) {
      change(new VerifyDelay(former.id(), delay, named, former.enabled(), former.hits()));
    } else {
      change(new VerifyDelay(ids.incrementAndGet(), delay, named, true, new AtomicLong()));
    }
  }

  @Override
  public synchronized void enable(long rule, boolean enabled) {
    VerifyDelay former = verifyDelay;
    if (former != null && former.id() == rule) {
      change(new VerifyDelay(rule, former.delay(), former.users(), enabled, former.hits()));
    }
  }

  @Override
  public synchronized void clearAll() {
    change(null);
  }

  private void change(@Nullable VerifyDelay rule) {
    verifyDelay = rule;
    held.values().forEach(runtime::unpark);
    journal.publish(new EngineEvent.FaultsChanged(journal.now(), rules()));
  }

  @Override
  public long pass(FaultPoint point, Actor.Proof proof) throws InterruptedException {
    Duration delay = currentDelay(proof);
    if (delay.isZero()) {
      return 0;
    }
    long start = runtime.nanoTime();
    VerifyDelay rule = verifyDelay;
    if (rule != null) {
      rule.hits().incrementAndGet();
    }
    held.put(proof, Thread.currentThread());
    try {
      journal.stage(proof, Stage.INJECTED_DELAY, null, seconds(delay));
      while (true) {
        delay = currentDelay(proof);
        journal.expect(proof, delay.toNanos());
        long left = start + delay.toNanos() - runtime.nanoTime();
        if (left <= 0) {
          return runtime.nanoTime() - start;
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        runtime.parkNanos(this, left);
      }
    } finally {
      held.remove(proof);
    }
  }

  private Duration currentDelay(Actor.Proof proof) {
    VerifyDelay rule = verifyDelay;
    return rule == null ? Duration.ZERO : rule.delayOf(proof);
  }

  private FaultView view(VerifyDelay rule) {
    String scope =
        rule.users().isEmpty()
            ? "all users"
            : (rule.users().size() == 1 ? "user " : "users ")
                + String.join(", ", new TreeSet<>(rule.users()));
    return new FaultView(
        rule.id(),
        FaultPoint.VERIFY.words(),
        seconds(rule.delay()),
        rule.delay().toNanos(),
        scope,
        List.copyOf(new TreeSet<>(rule.users())),
        rule.enabled(),
        rule.hits().get(),
        List.copyOf(held.keySet()));
  }

  private static String seconds(Duration delay) {
    return String.format(Locale.ROOT, "+%.1f s", delay.toMillis() / 1000.0);
  }
}
