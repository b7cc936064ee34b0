package io.batcherconsole.engine.compare;

import io.batcherconsole.engine.event.ContentionView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.Timings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The locks of one kind, wherever they were taken. Durations are ns; those of waits and holds are
 * -1 when there was none.
 *
 * @param kind "user", "batch"
 * @param acquisitions how often one was had and given back
 * @param waitTotal waited in all
 * @param waitP99 the 99th percentile of the waits, those of 0 included
 * @param waitMax the longest wait
 * @param holdMax the longest hold
 * @param holdSite where it was: "admission of a proof"
 * @param timeouts how many waits were given up
 */
public record LockFigures(
    String kind,
    long acquisitions,
    long waitTotal,
    long waitP99,
    long waitMax,
    long holdMax,
    String holdSite,
    long timeouts) {

  /** Of each kind that was taken at all, in the order of the kinds. */
  static List<LockFigures> of(ContentionView contention) {
    List<LockFigures> figures = new ArrayList<>();
    for (LockKind kind : LockKind.values()) {
      List<ContentionView.Row> rows =
          contention.rows().stream()
              .filter(
                  row -> row.resource() instanceof ContentionView.Lock lock && lock.kind() == kind)
              .toList();
      if (!rows.isEmpty()) {
        figures.add(of(kind, rows));
      }
    }
    return figures;
  }

  private static LockFigures of(LockKind kind, List<ContentionView.Row> rows) {
    Timings waits =
        rows.stream().map(ContentionView.Row::waits).reduce(Timings::plus).orElseThrow();
    ContentionView.Row longest =
        rows.stream().max(Comparator.comparingLong(row -> row.holds().max())).orElseThrow();
    return new LockFigures(
        kind.words(),
        rows.stream().mapToLong(ContentionView.Row::acquisitions).sum(),
        waits.total(),
        waits.p99(),
        waits.max(),
        longest.holds().max(),
        longest.resource().where(),
        rows.stream().mapToLong(ContentionView.Row::timeouts).sum());
  }
}
