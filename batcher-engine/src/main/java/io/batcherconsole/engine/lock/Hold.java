package io.batcherconsole.engine.lock;

import io.batcherconsole.engine.event.Actor;
import org.jspecify.annotations.Nullable;

/**
 * The right to be inside a lock, given back by {@link #close}. It belongs to an actor, not to a
 * thread: any thread may give it back, one thread at a time.
 */
public final class Hold implements AutoCloseable {
  private final ObservedLock lock;
  private final @Nullable Actor blockedBy;

  /** Null once given back. */
  private @Nullable Turn turn;

  Hold(ObservedLock lock, Turn turn) {
    this.lock = lock;
    this.turn = turn;
    this.blockedBy = turn.holderWhenAsked;
  }

  /** Who held the lock when it was asked for; null when it was free. */
  public @Nullable Actor blockedBy() {
    return blockedBy;
  }

  /** Gives the lock to the next in line. Doing it again does nothing. */
  @Override
  public void close() {
    Turn mine = turn;
    if (mine != null) {
      turn = null;
      lock.release(mine);
    }
  }
}
