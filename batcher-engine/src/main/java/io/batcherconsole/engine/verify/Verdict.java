package io.batcherconsole.engine.verify;

/** What a verification found. */
public sealed interface Verdict {
  /** The proof holds. */
  record Valid() implements Verdict {}

  /** The proof does not hold, or is malformed; the reason is for the log. */
  record Rejected(String reason) implements Verdict {}

  /** No verifier here can tell; the reason says what it is and why not. */
  record Unsupported(String reason) implements Verdict {}
}
