package io.batcherconsole.engine.event;

import io.batcherconsole.engine.event.ContentionView.NoLock;
import io.batcherconsole.engine.event.ContentionView.Resource;
import io.batcherconsole.engine.event.ContentionView.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts waits and holds by kind of lock and site, for all locks of a kind together: what it keeps
 * is bounded however many users there are. Exact, and safe from any thread; meant to be called when
 * a lock has been given back already, and takes a few nanoseconds then.
 */
public final class Contention {
  /** A tally is made when it is first needed; the maps do not change. */
  private final Map<LockKind, Map<LockSite, AtomicReference<@Nullable Tally>>> locks =
      new EnumMap<>(LockKind.class);

  private final Map<NoLock, Tally> others = new EnumMap<>(NoLock.class);

  Contention() {
    for (LockKind kind : LockKind.values()) {
      Map<LockSite, AtomicReference<@Nullable Tally>> sites = new EnumMap<>(LockSite.class);
      for (LockSite site : LockSite.values()) {
        sites.put(site, new AtomicReference<>());
      }
      locks.put(kind, sites);
    }
    for (NoLock other : NoLock.values()) {
      others.put(other, new Tally());
    }
  }

  /** The counts of one resource. */
  private static final class Tally {
    /** The longest chain that is told apart from longer ones. */
    private static final int CHAINS = 64;

    /** Without those of 0, which are as many as {@link #hold} has more than {@link #waited}. */
    private final Histogram wait = new Histogram();

    private final Histogram hold = new Histogram();

    /** Waits that ended with an acquisition. */
    private final AtomicLong waited = new AtomicLong();

    private final AtomicLong timeouts = new AtomicLong();
    private final AtomicLongArray chains = new AtomicLongArray(CHAINS);

    private void waited(long nanos, int chain) {
      wait.add(nanos);
      if (chain > 0) {
        chains.getAndIncrement(Math.min(chain, CHAINS) - 1);
      }
    }

    private Row row(Resource resource) {
      List<Long> found = new ArrayList<>();
      for (int i = 0; i < CHAINS; i++) {
        found.add(chains.get(i));
      }
      long waits = waited.get();
      Timings holds = hold.timings();
      return new Row(
          resource,
          wait.timings().plusZeros(Math.max(0, holds.count() - waits)),
          holds,
          timeouts.get(),
          resource instanceof NoLock ? List.of() : found);
    }
  }

  private Tally tally(LockKind kind, LockSite site) {
    AtomicReference<@Nullable Tally> cell =
        Objects.requireNonNull(Objects.requireNonNull(locks.get(kind)).get(site));
    Tally known = cell.get();
    if (known != null) {
      return known;
    }
    Tally fresh = new Tally();
    Tally other = cell.compareAndExchange(null, fresh);
    return other == null ? fresh : other;
  }

  /**
   * A lock was given back.
   *
   * @param chain how many were in the way when it was asked for, 0 when it was free
   * @param waitNanos how long it was waited for; not looked at when it was free
   */
  public void lockUsed(LockKind kind, LockSite site, int chain, long waitNanos, long holdNanos) {
    Tally tally = tally(kind, site);
    if (chain > 0) {
      tally.waited.getAndIncrement();
      tally.waited(waitNanos, chain);
    }
    tally.hold.add(holdNanos);
  }

  /**
   * A lock was waited for in vain.
   *
   * @param timedOut whether it took too long; otherwise the wait was ended
   */
  public void lockNotGranted(
      LockKind kind, LockSite site, int chain, long waitNanos, boolean timedOut) {
    Tally tally = tally(kind, site);
    tally.waited(waitNanos, chain);
    if (timedOut) {
      tally.timeouts.getAndIncrement();
    }
  }

  /** Something else that is waited for was had. */
  public void used(NoLock resource, long waitNanos, long holdNanos) {
    Tally tally = others.get(resource);
    if (tally != null) {
      tally.waited.getAndIncrement();
      tally.waited(waitNanos, 0);
      tally.hold.add(holdNanos);
    }
  }

  /** The counts as they stand. */
  ContentionView view() {
    List<Row> rows = new ArrayList<>();
    others.forEach((resource, tally) -> rows.add(tally.row(resource)));
    locks.forEach(
        (kind, sites) ->
            sites.forEach(
                (site, cell) -> {
                  Tally tally = cell.get();
                  if (tally != null) {
                    rows.add(tally.row(new ContentionView.Lock(kind, site)));
                  }
                }));
    rows.removeIf(row -> !row.anything());
    rows.sort(ContentionView.MOST_WAITED_FIRST);
    return new ContentionView(rows);
  }
}
