package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.EngineEvent.LockUsed;

/** Something that happened at a moment and left no state that could be looked at. */
sealed interface Incident {
  /** When, ns. */
  long at();

  /**
   * A proof was verified before its nonce and fee were looked at, and was then refused for them.
   *
   * @param reason the refusal's name
   */
  record JunkVerified(long at, Actor.Proof proof, String reason) implements Incident {}

  /** A proof had to leave although another was first to leave. */
  record UnfairEviction(EngineEvent.UnfairEviction event) implements Incident {
    @Override
    public long at() {
      return event.at();
    }
  }

  /** Two holds of one user's locks overlapped; {@code at} is when the second began. */
  record TwoHolders(long at, LockUsed first, LockUsed second) implements Incident {}
}
