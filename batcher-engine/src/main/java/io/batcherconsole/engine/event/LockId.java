package io.batcherconsole.engine.event;

/**
 * Names a lock object.
 *
 * @param name what a person calls it: "user A", "batch"
 * @param serial unique per lock object within an engine, so that two locks for one user show as two
 */
public record LockId(LockKind kind, String name, long serial) {}
