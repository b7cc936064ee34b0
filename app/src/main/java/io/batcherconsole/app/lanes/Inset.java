package io.batcherconsole.app.lanes;

/**
 * What a proof does inside a hold, drawn into its column. In order of rank: where two meet in a
 * column the later wins.
 */
enum Inset {
  NOTHING,
  /** A verifier runs: a bar of half the height. */
  VERIFYING,
  /** No verifier is free: the same bar, broken. */
  WAITING_VERIFIER,
  /** An injected delay runs: a comb edge. */
  INJECTED,
  /** Waits for the batch lock: cross hatch. */
  WAITING_BATCH
}
