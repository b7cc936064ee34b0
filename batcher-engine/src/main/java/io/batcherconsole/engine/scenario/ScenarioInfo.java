package io.batcherconsole.engine.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scenario in a list.
 *
 * @param name the file's name without ending: "few-proofs"
 * @param title for a list: "Few proofs"
 * @param summary one or two sentences: what it does and what to watch
 * @param hazard id of the hazard that it provokes, null when it provokes none
 * @param lockings names of the designs that it is meant for; empty for all
 */
public record ScenarioInfo(
    String name, String title, String summary, @Nullable String hazard, List<String> lockings) {
  public ScenarioInfo {
    lockings = List.copyOf(lockings);
  }

  /** A scenario that provokes no hazard. */
  public ScenarioInfo(String name, String title, String summary) {
    this(name, title, summary, null, List.of());
  }

  /** Whether it is meant for the design of that name. */
  public boolean meantFor(String locking) {
    return lockings.isEmpty() || lockings.contains(locking);
  }
}
