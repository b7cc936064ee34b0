package io.batcherconsole.engine.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Exact counts, kept apart from the event ring so that a dropped record loses none. Every received
 * submission stands in exactly one place; a stage moves it from one place to the next. A view that
 * is read while proofs move may be off by those in motion; at rest it is exact and it balances.
 *
 * <p>Whoever moves is in the new place before it leaves the old one, and in admission before it
 * counts as received; a view reads received and in admission before the ends. So a view shows a
 * proof in two places now and then, and none as through that is not.
 */
final class Counters {
  private final LongAdder received = new LongAdder();
  private final LongAdder inAdmission = new LongAdder();
  private final LongAdder queued = new LongAdder();
  private final LongAdder inFlight = new LongAdder();
  private final LongAdder posted = new LongAdder();
  private final LongAdder verified = new LongAdder();
  private final Map<String, LongAdder> unverified = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();

  private final LongAdder replaced = new LongAdder();
  private final LongAdder evicted = new LongAdder();
  private final LongAdder flushed = new LongAdder();
  private final LongAdder abandoned = new LongAdder();

  private final LongAdder undecodable = new LongAdder();
  private final LongAdder openConnections = new LongAdder();
  private final LongAdder batchesPosted = new LongAdder();
  private final LongAdder batchesFailed = new LongAdder();

  void received() {
    inAdmission.increment();
    received.increment();
  }

  void refusedEarly(String reason) {
    refusal(reason).increment();
    inAdmission.decrement();
  }

  /**
   * A proof goes from one stage to another.
   *
   * @param from null for its first stage: its receipt already counts as being in admission
   * @param note the reason, for {@link Stage#REFUSED}
   */
  void moved(@Nullable Stage from, Stage to, String note) {
    if (from != null) {
      place(to, note).increment();
      place(from, "").decrement();
    } else if (to.phase() != Stage.Phase.ADMISSION && to.phase() != Stage.Phase.HOLD) {
      place(to, note).increment();
    }
  }

  private LongAdder place(Stage stage, String note) {
    return switch (stage) {
      case BEHIND_CONNECTION,
          CHECKING,
          WAITING_USER_LOCK,
          VALIDATING,
          INJECTED_DELAY,
          WAITING_VERIFIER,
          VERIFYING,
          WAITING_BATCH_LOCK,
          ENQUEUEING ->
          inAdmission;
      case QUEUED -> queued;
      case IN_BATCH -> inFlight;
      case POSTED -> posted;
      case REFUSED -> refusal(note);
      case REPLACED -> replaced;
      case EVICTED -> evicted;
      case FLUSHED -> flushed;
      case ABANDONED -> abandoned;
    };
  }

  private LongAdder refusal(String reason) {
    LongAdder known = refused.get(reason);
    return known != null ? known : refused.computeIfAbsent(reason, key -> new LongAdder());
  }

  void verified() {
    verified.increment();
  }

  void acceptedUnverified(String system) {
    unverified.computeIfAbsent(system, key -> new LongAdder()).increment();
  }

  void undecodable() {
    undecodable.increment();
  }

  void connection(boolean open) {
    openConnections.add(open ? 1 : -1);
  }

  void batchPosted() {
    batchesPosted.increment();
  }

  void batchFailed() {
    batchesFailed.increment();
  }

  CounterView view(long notDrawn) {
    return new CounterView(
        received.sum(),
        inAdmission.sum(),
        queued.sum(),
        inFlight.sum(),
        posted.sum(),
        verified.sum(),
        sums(unverified),
        sums(refused),
        sums(
            Map.of(
                Stage.REPLACED, replaced,
                Stage.EVICTED, evicted,
                Stage.FLUSHED, flushed,
                Stage.ABANDONED, abandoned)),
        undecodable.sum(),
        openConnections.sum(),
        batchesPosted.sum(),
        batchesFailed.sum(),
        notDrawn);
  }

  private static <K> Map<K, Long> sums(Map<K, LongAdder> counts) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue().sum() != 0)
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
  }
}
