package io.batcherconsole.engine.fault;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.CurrentStage;
import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.FaultView;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The fault desk of a running engine.
 *
 * <p>The rules in force are one immutable list behind a volatile reference: who passes while there
 * is none pays one read. Which rules hit somebody is decided once, on arrival; how long they hold
 * on is looked up again whenever a rule changes, so that a changed delay acts on who is held and a
 * cleared rule lets go, and neither its delay nor its error outlives it.
 */
public final class FaultRules implements FaultDesk, FaultInjector {
  private final EngineRuntime runtime;
  private final Journal journal;
  private final AtomicLong ids = new AtomicLong();
  private final AtomicLong tickets = new AtomicLong();

  /** By ticket, which is the order of arrival. */
  private final Map<Long, HeldSubject> held = new ConcurrentSkipListMap<>();

  /** Replaced under {@code this}, so that changes and their events are in one order. */
  private volatile List<ActiveRule> active = List.of();

  public FaultRules(EngineRuntime runtime, Journal journal) {
    this.runtime = runtime;
    this.journal = journal;
  }

  // ---- Changing the rules.

  @Override
  public List<FaultView> rules() {
    return active.stream().map(this::view).toList();
  }

  @Override
  public synchronized long add(FaultRule rule) {
    ActiveRule added = new ActiveRule(ids.incrementAndGet(), rule, true, new RuleCounts());
    List<ActiveRule> rules = new ArrayList<>(active);
    rules.add(added);
    publish(rules);
    return added.id();
  }

  @Override
  public void change(long id, FaultRule rule) {
    replace(id, former -> new ActiveRule(id, rule, former.enabled(), former.counts()));
  }

  @Override
  public void enable(long id, boolean enabled) {
    replace(id, former -> new ActiveRule(id, former.rule(), enabled, former.counts()));
  }

  private synchronized void replace(long id, UnaryOperator<ActiveRule> change) {
    publish(active.stream().map(rule -> rule.id() == id ? change.apply(rule) : rule).toList());
  }

  @Override
  public synchronized void remove(long id) {
    publish(active.stream().filter(rule -> rule.id() != id).toList());
  }

  @Override
  public synchronized void clearAll() {
    publish(List.of());
  }

  @Override
  public synchronized void delayVerification(Duration delay, Set<String> users) {
    FaultRule rule = FaultRule.delayVerification(delay, users);
    Optional<Long> former =
        active.stream().filter(one -> one.rule().isVerifyDelay()).map(ActiveRule::id).findFirst();
    if (former.isEmpty() && !delay.isZero()) {
      add(rule);
    } else if (former.isPresent() && delay.isZero()) {
      remove(former.get());
    } else {
      former.ifPresent(id -> change(id, rule)); // in one step: nobody slips through in between
    }
  }

  @Override
  public int release(long id, int most) {
    int released = 0;
    for (HeldSubject subject : held.values()) {
      if (released == most) {
        break;
      }
      if (subject.openGate(id)) {
        runtime.unpark(subject.thread());
        released++;
      }
    }
    return released;
  }

  private void publish(List<ActiveRule> rules) {
    active = List.copyOf(rules);
    held.values().forEach(subject -> runtime.unpark(subject.thread()));
    journal.publish(new EngineEvent.FaultsChanged(journal.now(), rules()));
  }

  // ---- Passing a point.

  @Override
  public boolean armed(FaultPoint point) {
    List<ActiveRule> now = active;
    return !now.isEmpty() && now.stream().anyMatch(rule -> rule.actsAt(point));
  }

  @Override
  public Passage pass(FaultPoint point, FaultSubject subject) throws InterruptedException {
    List<ActiveRule> now = active;
    if (now.isEmpty()) {
      return Passage.FREE;
    }
    List<Hit> hits = new ArrayList<>();
    for (ActiveRule rule : now) {
      if (rule.actsAt(point) && rule.hits(subject, runtime.random())) {
        hits.add(new Hit(rule.id(), runtime.random().nextDouble(-1, 1)));
      }
    }
    if (hits.isEmpty()) {
      return Passage.FREE;
    }
    HeldSubject arrived =
        new HeldSubject(
            tickets.incrementAndGet(), subject, hits, Thread.currentThread(), runtime.nanoTime());
    if (arrived.left(active, arrived.since()) > 0) {
      hold(point, arrived);
    }
    return new Passage(runtime.nanoTime() - arrived.since(), arrived.then(active));
  }

  private void hold(FaultPoint point, HeldSubject subject) throws InterruptedException {
    held.put(subject.ticket(), subject);
    try (StageShown shown = new StageShown(point, subject)) {
      while (true) {
        List<ActiveRule> rules = active;
        shown.expect(subject, rules);
        long left = subject.left(rules, runtime.nanoTime());
        if (left <= 0) {
          return;
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        runtime.parkNanos(this, left);
      }
    } finally {
      held.remove(subject.ticket());
    }
  }

  /** While a proof is held its lane says so; afterwards it is again where it was. */
  private final class StageShown implements AutoCloseable {
    private final Actor.@Nullable Proof proof;
    private final @Nullable Stage before;

    StageShown(FaultPoint point, HeldSubject subject) {
      // A proof that has ended, as one whose reply is held, is in no stage and enters none.
      CurrentStage now =
          subject.who().actor() instanceof Actor.Proof one
              ? journal.current(one).orElse(null)
              : null;
      this.proof = now == null ? null : (Actor.Proof) subject.who().actor();
      // After the verification's point comes a stage of its own.
      this.before = now == null || point == FaultPoint.VERIFY ? null : now.stage();
      if (proof != null) {
        journal.stage(proof, Stage.INJECTED_DELAY, null, subject.words(active));
      }
    }

    void expect(HeldSubject subject, List<ActiveRule> rules) {
      if (proof != null) {
        journal.expect(proof, subject.waitsAtGate(rules) ? -1 : subject.delay(rules));
      }
    }

    @Override
    public void close() {
      if (proof != null && before != null) {
        journal.stage(proof, before);
      }
    }
  }

  private FaultView view(ActiveRule active) {
    FaultRule rule = active.rule();
    long delay = rule.action() instanceof FaultAction.Delay fixed ? fixed.delay().toNanos() : 0;
    return new FaultView(
        active.id(),
        rule.text(),
        rule.point().words(),
        rule.action().words(),
        delay,
        rule.action() instanceof FaultAction.Pause,
        rule.scope().words(),
        List.copyOf(new TreeSet<>(rule.scope().users())),
        active.enabled(),
        active.counts().hits(),
        held.values().stream()
            .filter(subject -> subject.heldBy(active))
            .map(
                subject ->
                    new FaultView.Held(
                        subject.who().label(), subject.who().actor(), subject.since()))
            .toList());
  }
}
