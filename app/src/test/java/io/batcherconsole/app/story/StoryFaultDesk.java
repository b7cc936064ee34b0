package io.batcherconsole.app.story;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.FaultView;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.fault.FaultDesk;
import io.batcherconsole.engine.fault.FaultPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  public synchronized void delayVerification(Duration delay, Set<String> users) {
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException("a delay is between 0 s and 60 s, not " + delay);
    }
    Set<String> sorted = new TreeSet<>(users);
    calls.add("delay " + delay + " " + sorted);
    rules.clear();
    if (delay.isZero()) {
      return;
    }
    String scope =
        users.isEmpty()
            ? "all users"
            : (users.size() == 1 ? "user " : "users ") + String.join(", ", sorted);
    rules.add(
        new FaultView(
            1,
            FaultPoint.VERIFY.words(),
            String.format(Locale.ROOT, "+%.1f s", delay.toMillis() / 1000.0),
            delay.toNanos(),
            scope,
            List.copyOf(sorted),
            true,
            7,
            List.<Actor.Proof>of(Cast.proof(Cast.A, 13, 1), Cast.proof(Cast.B, 9, 1))));
  }

  @Override
  public synchronized void enable(long rule, boolean enabled) {
    calls.add("enable " + rule + " " + enabled);
    rules.replaceAll(
        r ->
            new FaultView(
                r.id(),
                r.point(),
                r.action(),
                r.delayNanos(),
                r.scope(),
                r.scopeUsers(),
                r.id() == rule ? enabled : r.enabled(),
                r.hits(),
                r.heldNow()));
  }

  @Override
  public synchronized void clearAll() {
    calls.add("clear");
    rules.clear();
  }

  @Override
  public long pass(FaultPoint point, Actor.Proof proof) {
    return 0;
  }
}
