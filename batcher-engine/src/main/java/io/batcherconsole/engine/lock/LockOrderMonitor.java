package io.batcherconsole.engine.lock;

import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.lock.LockOrder.Nesting;
import io.batcherconsole.engine.lock.OrderBreach.Kind;
import io.batcherconsole.engine.lock.Turn.Fate;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches in which order kinds of lock are nested, and finds out that the order is broken from the
 * first nesting that breaks it, even when nobody was blocked.
 *
 * <p>An actor nests when it asks for a lock while it holds another; it is watched when it asks,
 * since what then waits for ever would never be seen to be granted. A try-lock waits for nobody and
 * is no nesting, but what it took is held. For each kind of lock inside each other kind the first
 * ask is kept, so what is kept is bounded, and a breach is told once.
 *
 * <p>Safe from any thread. An actor's own calls come one after another: it is one piece of work.
 */
public final class LockOrderMonitor {
  private static final Logger log = LoggerFactory.getLogger(LockOrderMonitor.class);

  /** Actors' serials ascend, so those who are at work together are spread evenly. */
  private static final int STRIPES = 64;

  private final EngineRuntime runtime;
  private final LockOrder order;
  private final Stripe[] stripes = new Stripe[STRIPES];

  /** The first ask for each inner kind within each outer kind. */
  private final Map<Nesting, NestedAsk> matrix = new ConcurrentHashMap<>();

  private final List<OrderBreach> breaches = new CopyOnWriteArrayList<>();

  /**
   * Turns of some actors, asked for or held. Guarded by itself, for a few field stores; the one
   * turn of a stripe that has no other comes and goes without the guard. So {@link #newest} changes
   * by compare-and-set only, and whoever has the guard tries again when a lone turn went meanwhile.
   */
  private static final class Stripe {
    private static final AtomicReferenceFieldUpdater<Stripe, @Nullable Turn> NEWEST =
        AtomicReferenceFieldUpdater.newUpdater(Stripe.class, Turn.class, "newest");

    private volatile @Nullable Turn newest;

    /** Adds a turn if there is none; returns whether it did. Needs no guard. */
    boolean addLone(Turn turn) {
      return newest == null && NEWEST.compareAndSet(this, null, turn);
    }

    /** Removes a turn if there is no other; returns whether it did. Needs no guard. */
    boolean removeLone(Turn turn) {
      return newest == turn && turn.earlier == null && NEWEST.compareAndSet(this, turn, null);
    }

    /** Adds a turn. The guard is held. */
    void add(Turn turn) {
      do {
        turn.earlier = newest;
      } while (!NEWEST.compareAndSet(this, turn.earlier, turn));
    }

    /** Removes a turn. The guard is held, so only a lone turn can go meanwhile. */
    void remove(Turn turn) {
      if (newest == turn && NEWEST.compareAndSet(this, turn, turn.earlier)) {
        return;
      }
      for (Turn later = newest; later != null; later = later.earlier) {
        if (later.earlier == turn) {
          later.earlier = turn.earlier;
          return;
        }
      }
    }
  }

  /**
   * @param order what may nest
   */
  public LockOrderMonitor(EngineRuntime runtime, LockOrder order) {
    this.runtime = runtime;
    this.order = order;
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  /** What may nest. */
  public LockOrder order() {
    return order;
  }

  /** How the order was broken so far, oldest first; each way once. */
  public List<OrderBreach> breaches() {
    return List.copyOf(breaches);
  }

  /** The first ask of each nesting so far. */
  public List<NestedAsk> nestings() {
    return List.copyOf(matrix.values());
  }

  /** An actor asks for a lock, and will wait for it if need be. No guard of a lock is held. */
  void asks(Turn turn) {
    List<Turn> firstWithin = remember(turn, true);
    if (firstWithin != null) {
      firstWithin.forEach(outer -> nested(outer, turn));
    }
  }

  /** An actor took a free lock, for which it would not have waited. */
  void took(Turn turn) {
    remember(turn, false);
  }

  /** Returns which nestings were never seen before; null when there is none. */
  private @Nullable List<Turn> remember(Turn turn, boolean nests) {
    long actor = turn.actor.serial();
    Stripe stripe = stripe(actor);
    if (stripe.addLone(turn)) {
      return null;
    }
    List<Turn> unseen = null;
    synchronized (stripe) {
      if (nests) {
        for (Turn outer = stripe.newest; outer != null; outer = outer.earlier) {
          if (outer.actor.serial() == actor
              && outer.fate() == Fate.GRANTED
              && !matrix.containsKey(nesting(outer, turn))) {
            unseen = unseen == null ? new ArrayList<>() : unseen;
            unseen.add(outer);
          }
        }
      }
      stripe.add(turn);
    }
    return unseen;
  }

  /** An actor gave a lock back, or gave up waiting for it. */
  void left(Turn turn) {
    Stripe stripe = stripe(turn.actor.serial());
    if (!stripe.removeLone(turn)) {
      synchronized (stripe) {
        stripe.remove(turn);
      }
    }
  }

  private Stripe stripe(long actor) {
    return stripes[(int) (actor & (STRIPES - 1))];
  }

  private static Nesting nesting(Turn outer, Turn inner) {
    return new Nesting(outer.lock.kind(), inner.lock.kind());
  }

  private void nested(Turn outer, Turn inner) {
    NestedAsk ask =
        new NestedAsk(inner.actor, outer.lock, outer.site, inner.lock, inner.site, inner.asked);
    if (matrix.putIfAbsent(nesting(outer, inner), ask) == null) {
      OrderBreach breach = judge(ask);
      if (breach != null) {
        tell(breach);
      }
    }
  }

  /** The ask is in the matrix, so of two that close a circle together at least one sees it. */
  private @Nullable OrderBreach judge(NestedAsk ask) {
    LockKind outer = ask.outer().kind();
    LockKind inner = ask.inner().kind();
    if (outer == inner) {
      boolean itself = ask.outer().equals(ask.inner());
      return new OrderBreach(itself ? Kind.ITSELF : Kind.SAME_KIND, order, List.of(ask));
    }
    List<NestedAsk> circle = new ArrayList<>(List.of(ask));
    if (leads(inner, outer, EnumSet.noneOf(LockKind.class), circle)) {
      return new OrderBreach(Kind.CIRCLE, order, circle);
    }
    return order.allows(outer, inner)
        ? null
        : new OrderBreach(Kind.NOT_DECLARED, order, List.of(ask));
  }

  /** Whether nestings lead from one kind to another; adds them to the way. */
  private boolean leads(LockKind from, LockKind to, Set<LockKind> visited, List<NestedAsk> way) {
    visited.add(from);
    for (LockKind next : LockKind.values()) {
      NestedAsk step = matrix.get(new Nesting(from, next));
      if (step != null && !visited.contains(next)) {
        way.add(step);
        if (next == to || leads(next, to, visited, way)) {
          return true;
        }
        way.removeLast();
      }
    }
    return false;
  }

  /** The actor holds a lock now, so the log is written by somebody else. */
  private void tell(OrderBreach breach) {
    breaches.add(breach);
    runtime.spawn(
        "lock-order",
        () ->
            log.atError()
                .addKeyValue("breach", breach)
                .log("lock order broken under {}: {}", order.design(), breach.sentence()));
  }
}
