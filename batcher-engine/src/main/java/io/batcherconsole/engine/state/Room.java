package io.batcherconsole.engine.state;

/** Whether the queue has room for a proof (batcher.md §4.5; the victim is the true lowest). */
public sealed interface Room {
  /** There is room. */
  record Free() implements Room {}

  /** The queue is full, and the one that leaves first offers less. */
  record InsteadOf(QueueEntry victim) implements Room {}

  /** The queue is full, and nobody in it offers less. */
  record None() implements Room {}
}
