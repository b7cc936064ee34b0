package io.batcherconsole.engine.event;

/**
 * What a proof does now.
 *
 * @param since when that began, ns
 * @param expectedNanos how long it lasts by its nature (an injected delay), ns, -1 when unknown
 */
public record CurrentStage(Stage stage, long since, long expectedNanos) {}
