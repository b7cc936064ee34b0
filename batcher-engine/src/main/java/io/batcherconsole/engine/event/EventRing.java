package io.batcherconsole.engine.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of records from many threads to one. A full ring drops what is offered and counts
 * it by kind; nobody ever waits.
 *
 * <p>If one record was offered before another in the memory model's sense, it is also taken before
 * it. A slot belongs to the consumer while it is not null, and to the producer that claimed it by
 * moving {@link #tail} while it is null: the consumer empties a slot before it moves {@link #head},
 * and a producer claims a slot only after it has seen that move.
 */
final class EventRing {
  private final AtomicReferenceArray<@Nullable EngineEvent> slots;
  private final int mask;

  /** What the frequent kinds leave free for the rare ones, on which whole views depend. */
  private final int reserve;

  /** The next position to claim; moved by producers. */
  private final AtomicLong tail = new AtomicLong();

  /** The next position to take; moved by the consumer. */
  private final AtomicLong head = new AtomicLong();

  private final Map<Class<?>, LongAdder> dropped = new ConcurrentHashMap<>();

  /**
   * @param size least number of records it holds; rounded up to a power of two, at least 64
   */
  EventRing(int size) {
    int capacity = Integer.highestOneBit(Math.max(64, Math.min(size, 1 << 24)) * 2 - 1);
    this.slots = new AtomicReferenceArray<>(capacity);
    this.mask = capacity - 1;
    this.reserve = capacity / 16;
  }

  /** Adds a record, or drops and counts it; returns whether it was added. */
  boolean offer(EngineEvent event) {
    long room = (long) slots.length() - (isFrequent(event) ? reserve : 0);
    while (true) {
      long position = tail.get();
      if (position - head.get() >= room) {
        dropped.computeIfAbsent(event.getClass(), kind -> new LongAdder()).increment();
        return false;
      }
      if (tail.compareAndSet(position, position + 1)) {
        slots.setRelease((int) position & mask, event);
        return true;
      }
    }
  }

  private static boolean isFrequent(EngineEvent event) {
    return switch (event) {
      case EngineEvent.StageEntered stage -> true;
      case EngineEvent.WaitBegan wait -> true;
      case EngineEvent.LockUsed lock -> true;
      case EngineEvent.VerificationDone verification -> true;
      case EngineEvent.ProofVerifiedOnChain verified -> true;
      case EngineEvent.ConnectionChanged connection -> true;
      case EngineEvent.UnfairEviction eviction -> false;
      case EngineEvent.BlockSeen block -> false;
      case EngineEvent.BatchChanged batch -> false;
      case EngineEvent.FaultsChanged faults -> false;
    };
  }

  /**
   * Takes the next record; null when there is none, or when its producer has not finished writing
   * it. Only one thread takes.
   */
  @Nullable EngineEvent poll() {
    long position = head.get();
    int slot = (int) position & mask;
    EngineEvent event = slots.getAcquire(slot);
    if (event != null) {
      slots.setPlain(slot, null);
      head.setRelease(position + 1);
    }
    return event;
  }

  /** How many records were claimed so far, taken or not. */
  long offered() {
    return tail.get();
  }

  /** How many records were taken so far. */
  long taken() {
    return head.get();
  }

  /** Records dropped because the ring was full. */
  long droppedInAll() {
    return dropped.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Records dropped, by the simple name of their kind; kinds that lost nothing are absent. */
  Map<String, Long> droppedByKind() {
    return dropped.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                entry -> entry.getKey().getSimpleName(), entry -> entry.getValue().sum()));
  }
}
