package io.batcherconsole.engine.lock;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockBoard;
import io.batcherconsole.engine.event.LockBoard.HolderView;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockBoard.WaiterView;
import io.batcherconsole.engine.event.LockId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Who waits for whom through which lock, read from one board. An actor is one piece of work and
 * waits for one lock at a time; the one it waits for is the lock's holder. Those ahead of it in the
 * line wait for the same holder, so no circle is missed by leaving them out.
 *
 * <p>A board reads lock after lock, so that a circle on it may consist of waits that never were at
 * the same time. {@link #deadlocks(Supplier)} therefore looks twice: waits and holds that are the
 * same ones on both boards lasted throughout, and so all of them were there at the moment between
 * the two.
 */
public final class WaitForGraph {
  /** By the serial of the actor that waits, longest wait first. */
  private final Map<Long, Wait> waits = new LinkedHashMap<>();

  private final List<List<Wait>> circles;

  /** Serials of the actors in circles. */
  private final Set<Long> stuck = new HashSet<>();

  /**
   * One actor waits for a lock that another holds.
   *
   * @param line how many go before it, the holder included
   */
  public record Wait(LockId lock, WaiterView waiter, HolderView holder, int line) {
    /** Whether it is the same attempt, kept waiting by the same hold. */
    private boolean same(Wait other) {
      return lock.equals(other.lock)
          && waiter.actor().equals(other.waiter.actor())
          && waiter.since() == other.waiter.since()
          && holder.actor().equals(other.holder.actor())
          && holder.since() == other.holder.since();
    }
  }

  private WaitForGraph(LockBoard board) {
    for (LockView lock : board.locks()) {
      HolderView holder = lock.holder();
      if (holder != null) {
        int line = 0;
        for (WaiterView waiter : lock.waiters()) {
          waits.put(waiter.actor().serial(), new Wait(lock.id(), waiter, holder, ++line));
        }
      }
    }
    circles = findCircles();
    circles.forEach(circle -> circle.forEach(wait -> stuck.add(wait.waiter().actor().serial())));
  }

  /** The graph of a board. */
  public static WaitForGraph of(LockBoard board) {
    return new WaitForGraph(board);
  }

  /** All waits, those for the lock that is waited for longest first. */
  public List<Wait> waits() {
    return List.copyOf(waits.values());
  }

  /** What an actor waits for; empty when it waits for no lock. */
  public Optional<Wait> wait(Actor actor) {
    return Optional.ofNullable(waits.get(actor.serial()));
  }

  /**
   * From an actor's wait on: who it waits for, what that one waits for, and so on, to the one who
   * waits for no lock (the last holder; its stage tells what it does) or back to where the chain
   * has been.
   */
  public List<Wait> chain(Actor actor) {
    List<Wait> chain = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    Wait wait = waits.get(actor.serial());
    while (wait != null && seen.add(wait.waiter().actor().serial())) {
      chain.add(wait);
      wait = waits.get(wait.holder().actor().serial());
    }
    return chain;
  }

  /** The waits of the longest chain; empty when nobody waits. */
  public List<Wait> longestChain() {
    List<Wait> longest = List.of();
    for (Wait wait : waits.values()) {
      List<Wait> chain = chain(wait.waiter().actor());
      if (chain.size() > longest.size()) {
        longest = chain;
      }
    }
    return longest;
  }

  /**
   * Circles on this board, each once, beginning with its oldest actor; whether they are deadlocks
   * only a second look tells.
   */
  public List<List<Wait>> circles() {
    return circles;
  }

  /** Whether an actor waits for itself by way of others, on this board. */
  public boolean stuck(Actor actor) {
    return stuck.contains(actor.serial());
  }

  private List<List<Wait>> findCircles() {
    List<List<Wait>> found = new ArrayList<>();
    for (Wait wait : waits.values()) {
      long first = wait.waiter().actor().serial();
      List<Wait> chain = chain(wait.waiter().actor());
      boolean closed = chain.getLast().holder().actor().serial() == first;
      if (closed && chain.stream().allMatch(w -> w.waiter().actor().serial() >= first)) {
        found.add(chain);
      }
    }
    return List.copyOf(found);
  }

  /**
   * The deadlocks that there are now: circles of waits, none of which ends before a time-out.
   *
   * @param board reads the locks; asked a second time only when the first shows a circle
   */
  public static List<Deadlock> deadlocks(Supplier<LockBoard> board) {
    List<List<Wait>> suspected = of(board.get()).circles();
    if (suspected.isEmpty()) {
      return List.of();
    }
    LockBoard second = board.get();
    WaitForGraph graph = of(second);
    List<Deadlock> confirmed = new ArrayList<>();
    for (List<Wait> circle : suspected) {
      if (circle.stream().allMatch(graph::still)) {
        confirmed.add(new Deadlock(second.at(), circle));
      }
    }
    return confirmed;
  }

  private boolean still(Wait wait) {
    Wait now = waits.get(wait.waiter().actor().serial());
    return now != null && now.same(wait);
  }
}
