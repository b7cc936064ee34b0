package io.batcherconsole.engine.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened between two moments, ready to be drawn on one clock.
 *
 * @param from ns
 * @param to ns
 * @param lanes by user in order of first contact; each user's connections, then its queue lane
 * @param faults when which fault rules were in force
 * @param blocks heads seen
 * @param notDrawn how many event records were dropped since the engine started
 */
public record Timeline(
    long from,
    long to,
    List<Lane> lanes,
    List<FaultWindow> faults,
    List<Block> blocks,
    long notDrawn) {
  /** The end of an interval that is still going on. */
  public static final long OPEN = Long.MAX_VALUE;

  public Timeline {
    lanes = List.copyOf(lanes);
    faults = List.copyOf(faults);
    blocks = List.copyOf(blocks);
  }

  /**
   * One row of a user.
   *
   * @param connection 1-based number of the connection, or 0 for the queue lane
   * @param intervals by start, ascending; those of one connection do not overlap, those of a queue
   *     lane may
   */
  public record Lane(UserTag user, int connection, List<Interval> intervals, List<Mark> marks) {
    public Lane {
      intervals = List.copyOf(intervals);
      marks = List.copyOf(marks);
    }

    /** Whether this is the lane of queued proofs, and not of a connection. */
    public boolean queue() {
      return connection == 0;
    }
  }

  /**
   * A proof was in a stage.
   *
   * @param end ns, or {@link #OPEN}
   * @param blockedBy who was in the way, for stages that wait
   * @param gap whether a record of this proof was dropped, so that the interval is not to be
   *     trusted
   * @param unverified whether the proof had been accepted although nobody verified it
   */
  public record Interval(
      Actor.Proof proof,
      Stage stage,
      long start,
      long end,
      @Nullable Actor blockedBy,
      String note,
      boolean gap,
      boolean unverified) {
    public boolean open() {
      return end == OPEN;
    }
  }

  /**
   * A proof ended at {@code at}: posted, refused, evicted, … with the reason.
   *
   * @param unverified whether the proof had been accepted although nobody verified it
   */
  public record Mark(Actor.Proof proof, Stage stage, long at, String note, boolean unverified) {}

  /** A fault rule was in force from start to end (or {@link #OPEN}). */
  public record FaultWindow(
      long id,
      String point,
      String action,
      String scope,
      List<String> scopeUsers,
      long start,
      long end) {
    public FaultWindow {
      scopeUsers = List.copyOf(scopeUsers);
    }
  }

  /** A block was seen at {@code at} ns. */
  public record Block(long at, long number) {}
}
