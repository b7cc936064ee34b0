package io.batcherconsole.engine.scenario;

import org.jspecify.annotations.Nullable;

/**
 * A scenario in a list.
 *
 * @param name the file's name without ending: "few-proofs"
 * @param title for a list: "Few proofs"
 * @param summary one or two sentences: what it does and what to watch
 * @param hazard id of the hazard that it provokes, null when it provokes none
 */
public record ScenarioInfo(String name, String title, String summary, @Nullable String hazard) {
  /** A scenario that provokes no hazard. */
  public ScenarioInfo(String name, String title, String summary) {
    this(name, title, summary, null);
  }
}
