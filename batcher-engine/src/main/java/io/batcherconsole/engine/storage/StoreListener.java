package io.batcherconsole.engine.storage;

/**
 * Hears what becomes of batch files that one of two places did not take at once, to count it.
 * Called on any thread; must not block.
 */
public interface StoreListener {
  /** Hears nothing. */
  StoreListener NONE = new StoreListener() {};

  /** A file got to the second of its two places after its batch had gone on. */
  default void madeUp() {}

  /** A file stays in one of two places. */
  default void givenUp() {}
}
