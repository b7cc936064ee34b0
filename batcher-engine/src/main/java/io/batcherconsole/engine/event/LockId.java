package io.batcherconsole.engine.event;

/**
 * Names a lock object.
 *
 * @param name what a person calls it: "user A", "batch"
 * @param serial unique per lock object within an engine, so that two locks for one user show as two
 */
public record LockId(LockKind kind, String name, long serial) {
  /** What a person calls it in a sentence: "user A's lock", "the batch lock". */
  public String inWords() {
    return kind == LockKind.USER ? name + "'s lock" : "the " + name + " lock";
  }
}
