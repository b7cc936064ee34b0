package io.batcherconsole.engine.scenario;

/**
 * A scenario in a list.
 *
 * @param name the file's name without ending: "few-proofs"
 * @param title for a list: "Few proofs"
 * @param summary one or two sentences: what it does and what to watch
 */
public record ScenarioInfo(String name, String title, String summary) {}
