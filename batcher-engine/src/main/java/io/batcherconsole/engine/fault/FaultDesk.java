package io.batcherconsole.engine.fault;

import io.batcherconsole.engine.event.FaultView;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Faults that act while the engine runs. A change acts at once: a longer delay holds on to the
 * proofs that are being held now, a shorter or cleared one lets them go. Several rules stack: their
 * delays add up, and any of their errors is one. Safe from any thread.
 */
public interface FaultDesk {
  /** The longest delay that can be injected. */
  Duration LONGEST_DELAY = Duration.ofMinutes(1);

  /** A gate lets go by itself after this, so that nothing waits without a bound. */
  Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  /** All rules, in the order in which they were added. */
  List<FaultView> rules();

  /** Adds a rule; returns its id. */
  long add(FaultRule rule);

  /** Replaces a rule, which keeps its id and its hits; does nothing when it is gone. */
  void change(long id, FaultRule rule);

  /** Removes a rule and lets go whoever it alone holds. */
  void remove(long id);

  /** Switches a rule on or off without forgetting it. */
  void enable(long id, boolean enabled);

  /**
   * Lets go who is stopped at a gate, those first who came first.
   *
   * @param most how many
   * @return how many were let go
   */
  int release(long id, int most);

  /** Removes all rules and lets everyone go who is held. */
  void clearAll();

  /** Removes all rules and adds those of an earlier {@link #rules()} again, with hits from 0 on. */
  default void restore(List<FaultView> former) {
    clearAll();
    for (FaultView rule : former) {
      enable(add(FaultRule.parse(rule.text())), rule.enabled());
    }
  }

  /**
   * Delays every proof before its verification; replaces the former verify delay.
   *
   * @param delay zero to {@link #LONGEST_DELAY}; zero removes the rule
   * @param users names of the users it is aimed at ("A"); empty means all
   * @throws IllegalArgumentException when the delay is out of range; the message says what is
   */
  void delayVerification(Duration delay, Set<String> users);
}
