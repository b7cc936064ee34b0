package io.batcherconsole.engine.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fault rule as a screen shows it.
 *
 * @param id unique within an engine
 * @param text the rule as one line: "verify=delay(5s)@A"
 * @param point the name of the fault point: "verify"
 * @param action in words: "+5.0 s"
 * @param delayNanos the delay it injects, ns; 0 for actions that do not delay
 * @param gate whether it stops whoever comes until they are let go
 * @param scope in words: "all users", "user A"
 * @param scopeUsers names of the users it is aimed at; empty means all
 * @param enabled whether it acts
 * @param hits how often it acted so far
 * @param heldNow who is being held by it at this moment, those first who came first
 */
public record FaultView(
    long id,
    String text,
    String point,
    String action,
    long delayNanos,
    boolean gate,
    String scope,
    List<String> scopeUsers,
    boolean enabled,
    long hits,
    List<Held> heldNow) {
  public FaultView {
    scopeUsers = List.copyOf(scopeUsers);
    heldNow = List.copyOf(heldNow);
  }

  /**
   * Somebody who is held.
   *
   * @param label for a person: "A·12", "balance of A"
   * @param actor null when it is no actor's own work
   * @param since ns
   */
  public record Held(String label, @Nullable Actor actor, long since) {}
}
