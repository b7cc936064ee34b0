package io.batcherconsole.engine.event;

/**
 * The kinds of lock an engine has. Order of acquisition: {@link #USER} before {@link #BATCH}; the
 * others exist under older designs only, and in the orders that are their hazards.
 */
public enum LockKind {
  /** One per user: admission of that user's proofs, one at a time. */
  USER("user"),
  /** One per engine: the queue and everything derived from it. */
  BATCH("batch"),
  /** One per engine: the map in which users' locks or states are found. */
  USER_MAP("user map"),
  /** One per engine: which verifiers are disabled. */
  DISABLED_VERIFIERS("disabled verifiers"),
  /** One per engine: whether a batch is on its way. */
  POSTING_FLAG("posting flag");

  private final String words;

  LockKind(String words) {
    this.words = words;
  }

  /** "user", "batch". */
  public String words() {
    return words;
  }
}
