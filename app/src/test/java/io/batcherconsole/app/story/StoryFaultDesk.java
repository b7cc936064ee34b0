package io.batcherconsole.app.story;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.FaultView;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.fault.FaultAction;
import io.batcherconsole.engine.fault.FaultDesk;
import io.batcherconsole.engine.fault.FaultRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A fault desk that keeps rules and holds nobody; it behaves as the engine's towards a screen. */
public final class StoryFaultDesk implements FaultDesk {
  private final List<FaultView> rules = new ArrayList<>();

  /** How often each method that changes something was called. */
  private final List<String> calls = new ArrayList<>();

  /** With a verify delay of 5 s on users A and B. */
  public static StoryFaultDesk withVerifyDelay() {
    StoryFaultDesk desk = new StoryFaultDesk();
    desk.delayVerification(Duration.ofSeconds(5), Set.of("A", "B"));
    desk.calls.clear();
    return desk;
  }

  /** What was asked of the desk, in order: "delay PT2.5S [A]", "enable 1 false", "clear". */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public synchronized List<FaultView> rules() {
    return List.copyOf(rules);
  }

  /** The rules in force, as a timeline shows them. */
  synchronized List<Timeline.FaultWindow> windows(long since) {
    return rules.stream()
        .filter(FaultView::enabled)
        .map(
            r ->
                new Timeline.FaultWindow(
                    r.id(), r.point(), r.action(), r.scope(), r.scopeUsers(), since, Timeline.OPEN))
        .toList();
  }

  @Override
  public synchronized long add(FaultRule rule) {
    calls.add("add " + rule.text());
    long id = rules.size() + 1L;
    rules.add(view(id, rule, true));
    return id;
  }

  @Override
  public synchronized void change(long id, FaultRule rule) {
    calls.add("change " + id + " " + rule.text());
    rules.replaceAll(r -> r.id() == id ? view(id, rule, r.enabled()) : r);
  }

  @Override
  public synchronized void remove(long id) {
    calls.add("remove " + id);
    rules.removeIf(r -> r.id() == id);
  }

  @Override
  public synchronized void enable(long id, boolean enabled) {
    calls.add("enable " + id + " " + enabled);
    rules.replaceAll(r -> r.id() == id ? view(id, FaultRule.parse(r.text()), enabled) : r);
  }

  @Override
  public synchronized int release(long id, int most) {
    calls.add("release " + id + " " + most);
    return Math.min(most, 2);
  }

  @Override
  public synchronized void delayVerification(Duration delay, Set<String> users) {
    FaultRule rule = FaultRule.delayVerification(delay, users);
    calls.add("delay " + delay + " " + new TreeSet<>(users));
    rules.removeIf(r -> FaultRule.parse(r.text()).isVerifyDelay());
    if (!delay.isZero()) {
      rules.addFirst(view(1, rule, true));
    }
  }

  private static FaultView view(long id, FaultRule rule, boolean enabled) {
    return new FaultView(
        id,
        rule.text(),
        rule.point().words(),
        rule.action().words(),
        rule.action() instanceof FaultAction.Delay delay ? delay.delay().toNanos() : 0,
        rule.action() instanceof FaultAction.Pause,
        rule.scope().words(),
        List.copyOf(new TreeSet<>(rule.scope().users())),
        enabled,
        7,
        List.of(held(Cast.proof(Cast.A, 13, 1)), held(Cast.proof(Cast.B, 9, 1))));
  }

  private static FaultView.Held held(Actor.Proof proof) {
    return new FaultView.Held(proof.label(), proof, 0);
  }

  @Override
  public synchronized void clearAll() {
    calls.add("clear");
    rules.clear();
  }
}
