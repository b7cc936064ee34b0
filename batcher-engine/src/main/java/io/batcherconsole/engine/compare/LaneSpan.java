package io.batcherconsole.engine.compare;

import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.event.Timeline.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a lane that is drawn alike.
 *
 * @param start ns
 * @param end ns
 * @param label the proof's name where it may be written into it, else empty
 */
record LaneSpan(Kind kind, long start, long end, String label) {
  /** What is drawn; the later ones over the earlier. */
  enum Kind {
    BEHIND_CONNECTION("behind its own connection"),
    QUEUED("queued"),
    IN_BATCH("in a batch"),
    WAITING_USER("waits for its user's lock"),
    HOLDING("holds a lock"),
    WAITING_VERIFIER("waits for a verifier"),
    VERIFYING("verifies"),
    INJECTED("injected delay"),
    WAITING_BATCH("waits for the batch lock"),
    NOT_KNOWN("not known");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For a legend. */
    String words() {
      return words;
    }
  }

  /**
   * What is drawn of a lane; what is of one kind and closer than {@code closest} ns is one.
   *
   * @param now where what is still open ends, ns
   */
  static List<LaneSpan> of(Timeline.Lane lane, long closest, long now) {
    List<LaneSpan> spans = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      spans.addAll(merged(kind, spans(lane, kind, now), closest));
    }
    return spans;
  }

  private static List<LaneSpan> spans(Timeline.Lane lane, Kind kind, long now) {
    List<LaneSpan> spans = new ArrayList<>();
    Interval before = null;
    boolean holds = false;
    for (Interval interval : lane.intervals()) {
      boolean sameProof = before != null && before.proof().serial() == interval.proof().serial();
      boolean goesOn = holds && sameProof;
      holds = holds(interval, sameProof ? before : null, holds);
      long end = interval.open() ? now : interval.end();
      if (kind == Kind.HOLDING && holds && !interval.gap()) {
        if (goesOn && !spans.isEmpty()) {
          LaneSpan last = spans.removeLast();
          spans.add(new LaneSpan(kind, last.start(), end, last.label()));
        } else {
          spans.add(new LaneSpan(kind, interval.start(), end, interval.proof().label()));
        }
      } else if (kind == kindOf(interval)) {
        boolean named = kind == Kind.WAITING_USER || (kind == Kind.WAITING_BATCH && !holds);
        spans.add(new LaneSpan(kind, interval.start(), end, named ? interval.proof().label() : ""));
      }
      before = interval;
    }
    return spans;
  }

  /** A lock is held from validation on; some designs verify before it. */
  private static boolean holds(Interval interval, @Nullable Interval before, boolean held) {
    Stage stage = interval.stage();
    return stage == Stage.VALIDATING
        || stage == Stage.ENQUEUEING
        || (stage.phase() == Stage.Phase.HOLD && before != null && held);
  }

  private static @Nullable Kind kindOf(Interval interval) {
    if (interval.gap()) {
      return Kind.NOT_KNOWN;
    }
    return switch (interval.stage()) {
      case BEHIND_CONNECTION -> Kind.BEHIND_CONNECTION;
      case WAITING_USER_LOCK -> Kind.WAITING_USER;
      case INJECTED_DELAY -> Kind.INJECTED;
      case WAITING_VERIFIER -> Kind.WAITING_VERIFIER;
      case VERIFYING -> Kind.VERIFYING;
      case WAITING_BATCH_LOCK -> Kind.WAITING_BATCH;
      case QUEUED -> Kind.QUEUED;
      case IN_BATCH -> Kind.IN_BATCH;
      default -> null;
    };
  }

  private static List<LaneSpan> merged(Kind kind, List<LaneSpan> spans, long closest) {
    boolean overlapping = kind == Kind.QUEUED || kind == Kind.IN_BATCH;
    List<LaneSpan> merged = new ArrayList<>();
    for (LaneSpan span : spans) {
      LaneSpan last = merged.isEmpty() ? null : merged.getLast();
      boolean small = last != null && last.end() - last.start() < closest;
      boolean smallToo = span.end() - span.start() < closest;
      boolean touches = last != null && span.start() - last.end() < closest;
      if (last != null && touches && (overlapping || (small && smallToo))) {
        merged.removeLast();
        merged.add(new LaneSpan(kind, last.start(), Math.max(last.end(), span.end()), ""));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }
}
