package io.batcherconsole.engine.fault;

/** Asked by the engine wherever a fault can be injected. Safe from any thread. */
@FunctionalInterface
public interface FaultInjector {
  /** Injects nothing. */
  FaultInjector NONE = (point, subject) -> Passage.FREE;

  /**
   * {@code subject} is at {@code point}, and is held for as long as the rules say.
   *
   * @return for how long it was held, and what is to become of it; {@link Passage#FREE} when no
   *     rule concerns it, which costs one read
   * @throws InterruptedException when the thread is interrupted while it is held
   */
  Passage pass(FaultPoint point, FaultSubject subject) throws InterruptedException;

  /** Whether any rule acts at {@code point}, so that a caller can save itself what it costs. */
  default boolean armed(FaultPoint point) {
    return false;
  }
}
