package io.batcherconsole.engine.metrics;

import io.batcherconsole.engine.event.ContentionView;
import io.batcherconsole.engine.event.ContentionView.Row;
import io.batcherconsole.engine.event.LockBoard;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.Timings;
import io.batcherconsole.engine.metrics.MetricFamily.Label;
import io.batcherconsole.engine.metrics.MetricFamily.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Who waits for which kind of lock where, at one moment: exact counts, and the locks themselves.
 */
final class LockMetrics {
  private static final Comparator<Use> BY_KIND_AND_SITE =
      Comparator.comparing((Use use) -> use.lock().kind()).thenComparing(use -> use.lock().site());

  private final List<Use> uses;
  private final LockBoard board;

  /** What was counted of one kind at one site. */
  private record Use(ContentionView.Lock lock, Row counts) {
    List<Label> labels() {
      return List.of(Label.of("kind", lock.kind()), Label.of("site", lock.site()));
    }
  }

  LockMetrics(ContentionView contention, LockBoard board) {
    List<Use> found = new ArrayList<>();
    for (Row row : contention.rows()) {
      if (row.resource() instanceof ContentionView.Lock lock) {
        found.add(new Use(lock, row));
      }
    }
    found.sort(BY_KIND_AND_SITE);
    this.uses = found;
    this.board = board;
  }

  /** How often locks of a kind were not free in time at these sites. */
  long timeouts(LockKind kind, Set<LockSite> sites) {
    return uses.stream()
        .filter(use -> use.lock().kind() == kind && sites.contains(use.lock().site()))
        .mapToLong(use -> use.counts().timeouts())
        .sum();
  }

  List<MetricFamily> families() {
    return List.of(
        histogram(
            "batcher_console_lock_wait_seconds",
            "Time from asking for a lock to getting it or giving up, in seconds. Exact counts.",
            Row::waits),
        histogram(
            "batcher_console_lock_hold_seconds",
            "Time from getting a lock to giving it back, in seconds. Exact counts.",
            Row::holds),
        new MetricFamily(
            "batcher_console_lock_timeouts_total",
            MetricType.COUNTER,
            "Waits for a lock that were given up because it was not free in time. Exact.",
            uses.stream().map(use -> new Sample(use.labels(), use.counts().timeouts())).toList()),
        byKind(
            "batcher_console_lock_holders",
            "Locks that are held now.",
            kind -> locks(kind).stream().filter(lock -> lock.holder() != null).count()),
        byKind(
            "batcher_console_lock_waiters",
            "Who waits for a lock now.",
            kind -> locks(kind).stream().mapToLong(lock -> lock.waiters().size()).sum()),
        byKind(
            "batcher_console_lock_longest_wait_seconds",
            "How long the one who waits longest has been waiting, in seconds; 0 when nobody does.",
            kind -> longestWait(kind) / 1e9));
  }

  private MetricFamily histogram(String name, String help, Function<Row, Timings> timings) {
    List<Sample> samples = new ArrayList<>();
    for (Use use : uses) {
      Timings counted = timings.apply(use.counts());
      samples.addAll(
          Buckets.LOCKS.samples(
              use.labels(),
              bucket -> counted.below(Buckets.LOCKS.nanos(bucket)),
              counted.count(),
              counted.total()));
    }
    return new MetricFamily(name, MetricType.HISTOGRAM, help, samples);
  }

  private static MetricFamily byKind(String name, String help, ToDoubleFunction<LockKind> value) {
    return new MetricFamily(
        name,
        MetricType.GAUGE,
        help,
        Arrays.stream(LockKind.values())
            .map(kind -> new Sample(List.of(Label.of("kind", kind)), value.applyAsDouble(kind)))
            .toList());
  }

  private List<LockView> locks(LockKind kind) {
    return board.locks().stream().filter(lock -> lock.id().kind() == kind).toList();
  }

  private long longestWait(LockKind kind) {
    return locks(kind).stream()
        .flatMap(lock -> lock.waiters().stream())
        .mapToLong(waiter -> Math.max(0, board.at() - waiter.since()))
        .max()
        .orElse(0);
  }
}
