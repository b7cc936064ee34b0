package io.batcherconsole.engine.event;

import java.util.List;

/**
 * A fault rule as a screen shows it.
 *
 * @param id unique within an engine
 * @param point the name of the fault point: "verify"
 * @param action in words: "+5.0 s"
 * @param delayNanos the delay it injects, ns; 0 for actions that do not delay
 * @param scope in words: "all users", "user A"
 * @param scopeUsers names of the users it is aimed at; empty means all
 * @param enabled whether it acts
 * @param hits how often it acted so far
 * @param heldNow who is being held by it at this moment
 */
public record FaultView(
    long id,
    String point,
    String action,
    long delayNanos,
    String scope,
    List<String> scopeUsers,
    boolean enabled,
    long hits,
    List<Actor.Proof> heldNow) {
  public FaultView {
    scopeUsers = List.copyOf(scopeUsers);
    heldNow = List.copyOf(heldNow);
  }
}
