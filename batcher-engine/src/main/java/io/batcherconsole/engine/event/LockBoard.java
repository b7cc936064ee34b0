package io.batcherconsole.engine.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All locks at one moment, each read consistently under its own guard, not from the event stream:
 * it is right even when records were dropped.
 *
 * @param at ns
 * @param locks those held or waited for first, longest wait first; then the free ones
 */
public record LockBoard(long at, List<LockView> locks) {
  public LockBoard {
    locks = List.copyOf(locks);
  }

  /**
   * One lock.
   *
   * @param holder null when it is free
   * @param waiters in the order in which they will get it
   * @param acquisitions how often it was granted since the engine started
   * @param timeouts how many gave up waiting
   * @param lastHolder who released it last, null when nobody did
   * @param lastHoldNanos how long that hold was, ns
   * @param p99HoldNanos 99th percentile of its recent holds, ns, -1 when there was none
   */
  public record LockView(
      LockId id,
      @Nullable HolderView holder,
      List<WaiterView> waiters,
      long acquisitions,
      long timeouts,
      @Nullable Actor lastHolder,
      long lastHoldNanos,
      long p99HoldNanos) {
    public LockView {
      waiters = List.copyOf(waiters);
    }
  }

  /**
   * Who holds a lock.
   *
   * @param since when it was granted, ns
   * @param stage what the holder does now, null for actors without stages
   * @param stageSince when that began, ns
   * @param stageExpectedNanos how long the stage lasts by its nature (an injected delay), ns, -1
   *     when unknown
   */
  public record HolderView(
      Actor actor,
      LockSite site,
      long since,
      @Nullable Stage stage,
      long stageSince,
      long stageExpectedNanos) {}

  /**
   * Who waits for a lock.
   *
   * @param since when it asked, ns
   * @param deadline when it will give up, ns
   * @param behind who goes right before it: the holder or the previous waiter
   */
  public record WaiterView(
      Actor actor, LockSite site, long since, long deadline, @Nullable Actor behind) {}
}
