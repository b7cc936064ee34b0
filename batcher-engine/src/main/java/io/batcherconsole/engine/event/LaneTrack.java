package io.batcherconsole.engine.event;

import io.batcherconsole.engine.event.Timeline.Interval;
import io.batcherconsole.engine.event.Timeline.Lane;
import io.batcherconsole.engine.event.Timeline.Mark;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of the timeline while it is being written. The collector's thread writes; {@link #lane}
 * may be called from any thread and reads what was last published.
 */
final class LaneTrack {
  /** The number of the lane of queued proofs, which is no connection. */
  static final int QUEUE = 0;

  private static final Comparator<Interval> BY_START = Comparator.comparingLong(Interval::start);

  /** What readers see. */
  private record Published(
      History.Slice<Interval> closed, List<Interval> open, History.Slice<Mark> marks) {}

  private final UserTag user;
  private final int connection;

  /** By end, ascending up to what threads do to each other's order. */
  private final History<Interval> closed = new History<>();

  private final History<Mark> marks = new History<>();

  /** By the serial of the proof. */
  private final Map<Long, Interval> open = new LinkedHashMap<>();

  private long lastEnd = Long.MIN_VALUE;
  private long lastMark = Long.MIN_VALUE;
  private boolean changed = true;
  private volatile Published published;

  LaneTrack(UserTag user, int connection) {
    this.user = user;
    this.connection = connection;
    this.published = new Published(closed.slice(), List.of(), marks.slice());
  }

  boolean isQueue() {
    return connection == QUEUE;
  }

  /** When the latest interval so far ended, ns. */
  long lastEnd() {
    return lastEnd;
  }

  /** Whether nothing is going on in it and nothing is remembered. */
  boolean isEmpty() {
    return open.isEmpty() && closed.size() == 0 && marks.size() == 0;
  }

  Collection<Interval> open() {
    return open.values();
  }

  void put(Interval interval) {
    open.put(interval.proof().serial(), interval);
    changed = true;
  }

  /**
   * Ends the interval of a proof; one that lasted no time behind its connection leaves no trace.
   */
  void end(Interval interval, long at) {
    open.remove(interval.proof().serial());
    long end = Math.max(interval.start(), at);
    changed = true;
    if (interval.stage() == Stage.BEHIND_CONNECTION && end == interval.start()) {
      return;
    }
    lastEnd = Math.max(lastEnd, end);
    closed.add(
        new Interval(
            interval.proof(),
            interval.stage(),
            interval.start(),
            end,
            interval.blockedBy(),
            interval.note(),
            interval.gap(),
            interval.unverified()));
  }

  void mark(Mark mark) {
    lastMark = Math.max(lastMark, mark.at());
    marks.add(mark);
    changed = true;
  }

  /** Forgets what ended before {@code oldest}, and more when there is more than {@code most}. */
  void trim(int most, long oldest) {
    int before = closed.size() + marks.size();
    closed.trim(most, oldest, Interval::end);
    marks.trim(most, oldest, Mark::at);
    changed |= closed.size() + marks.size() != before;
  }

  /** When something last happened in it, ns. */
  long lastActive() {
    return Math.max(lastEnd, lastMark);
  }

  void publish() {
    if (changed) {
      published = new Published(closed.slice(), List.copyOf(open.values()), marks.slice());
      changed = false;
    }
  }

  /** What overlaps the time between two moments, ns. */
  Lane lane(long from, long to) {
    Published seen = published;
    List<Interval> intervals = seen.closed().since(from, Interval::end);
    intervals.addAll(seen.open());
    intervals.removeIf(interval -> interval.start() > to || interval.end() < from);
    if (!ascending(intervals)) {
      intervals.sort(BY_START);
    }
    List<Mark> shown = seen.marks().since(from, Mark::at);
    shown.removeIf(mark -> mark.at() > to || mark.at() < from);
    return new Lane(user, connection, intervals, shown);
  }

  private static boolean ascending(List<Interval> intervals) {
    long before = Long.MIN_VALUE;
    for (Interval interval : intervals) {
      if (interval.start() < before) {
        return false;
      }
      before = interval.start();
    }
    return true;
  }
}
