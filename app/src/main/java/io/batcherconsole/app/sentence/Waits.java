package io.batcherconsole.app.sentence;

import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockBoard.HolderView;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockBoard.WaiterView;
import io.batcherconsole.engine.event.Timeline;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds in a frame who waits, who holds, and what a proof is doing. */
public final class Waits {
  private Waits() {}

  /** Somebody waits for a lock. */
  public record Waiting(LockView lock, WaiterView waiter, int place) {}

  /** Somebody holds a lock. */
  public record Holding(LockView lock, HolderView holder) {}

  /** The wait of the actor with that serial, if it waits for a lock. */
  public static Optional<Waiting> waitOf(ConsoleFrame frame, long serial) {
    return waits(frame).stream().filter(w -> w.waiter().actor().serial() == serial).findFirst();
  }

  /** What matters most: the longest wait of someone who is next. */
  public static Optional<Waiting> longest(ConsoleFrame frame) {
    return waits(frame).stream().min(Comparator.comparingLong(w -> w.waiter().since()));
  }

  /** All waits for locks. */
  public static List<Waiting> waits(ConsoleFrame frame) {
    return frame.locks().locks().stream().flatMap(lock -> waitsFor(lock).stream()).toList();
  }

  private static List<Waiting> waitsFor(LockView lock) {
    List<WaiterView> waiters = lock.waiters();
    return java.util.stream.IntStream.range(0, waiters.size())
        .mapToObj(i -> new Waiting(lock, waiters.get(i), i + 1))
        .toList();
  }

  /** The lock that the actor with that serial holds; the last taken when it holds two. */
  public static Optional<Holding> holdOf(ConsoleFrame frame, long serial) {
    return frame.locks().locks().stream()
        .filter(lock -> lock.holder() != null)
        .map(lock -> new Holding(lock, java.util.Objects.requireNonNull(lock.holder())))
        .filter(hold -> hold.holder().actor().serial() == serial)
        .max(Comparator.comparingLong(hold -> hold.holder().since()));
  }

  /** The latest stage of the proof with that serial that began before the frame's moment. */
  public static Optional<Timeline.Interval> stageOf(ConsoleFrame frame, long serial) {
    return frame.timeline().lanes().stream()
        .flatMap(lane -> lane.intervals().stream())
        .filter(interval -> interval.proof().serial() == serial)
        .filter(interval -> interval.start() <= frame.now())
        .max(Comparator.comparingLong(Timeline.Interval::start));
  }

  /** How the proof with that serial ended. */
  public static Optional<Timeline.Mark> endOf(ConsoleFrame frame, long serial) {
    return frame.timeline().lanes().stream()
        .flatMap(lane -> lane.marks().stream())
        .filter(mark -> mark.proof().serial() == serial && mark.at() <= frame.now())
        .max(Comparator.comparingLong(Timeline.Mark::at));
  }

  /** Who is right before the actor with that serial: what it waits for. */
  public static Optional<Actor> blockerOf(ConsoleFrame frame, long serial) {
    Optional<Waiting> waiting = waitOf(frame, serial);
    if (waiting.isPresent()) {
      Actor behind = waiting.get().waiter().behind();
      HolderView holder = waiting.get().lock().holder();
      return behind != null
          ? Optional.of(behind)
          : Optional.ofNullable(holder).map(HolderView::actor);
    }
    return stageOf(frame, serial).filter(Timeline.Interval::open).map(Timeline.Interval::blockedBy);
  }
}
