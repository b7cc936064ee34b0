package io.batcherconsole.engine.event;

/** The kinds of lock an engine has. Order of acquisition: {@link #USER} before {@link #BATCH}. */
public enum LockKind {
  /** One per user: admission of that user's proofs, one at a time. */
  USER,
  /** One per engine: the queue and everything derived from it. */
  BATCH
}
