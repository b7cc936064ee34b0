package io.batcherconsole.engine.fault;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.FaultView;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Faults that act while the engine runs. A change acts at once: a longer delay holds on to the
 * proofs that are being held now, a shorter or cleared one lets them go. Safe from any thread.
 */
public interface FaultDesk {
  /** The longest delay that can be injected. */
  Duration LONGEST_DELAY = Duration.ofMinutes(1);

  /** All rules, in the order in which they were added. */
  List<FaultView> rules();

  /**
   * Delays every proof before its verification; replaces the former verify delay.
   *
   * @param delay zero to {@link #LONGEST_DELAY}; zero removes the rule
   * @param users names of the users it is aimed at ("A"); empty means all
   * @throws IllegalArgumentException when the delay is out of range; the message says what is
   */
  void delayVerification(Duration delay, Set<String> users);

  /** Switches a rule on or off without forgetting it. */
  void enable(long rule, boolean enabled);

  /** Removes all rules and lets everyone go who is held. */
  void clearAll();

  /**
   * The engine calls this where {@code point} is, and is held for as long as the rules say.
   *
   * @return the nanoseconds it was held, 0 when no rule applied
   */
  long pass(FaultPoint point, Actor.Proof proof) throws InterruptedException;
}
