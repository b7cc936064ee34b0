package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.event.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The findings of an engine: those whose cause lasts, and the latest that ended. Guarded by itself.
 *
 * <p>A cause that is away for a moment has not ended: between two holds of a lock there is one in
 * which nobody holds it. One that comes back is the finding that it was, counted once more.
 */
final class FindingLog {
  /** Most findings that are open at a time; more causes than that are not told. */
  static final int MOST_OPEN = 200;

  /** Most findings that are remembered after their end. */
  static final int MOST_ENDED = 200;

  private static final Comparator<FindingView> WORST_FIRST =
      Comparator.comparing(FindingView::severity).thenComparingLong(FindingView::since);

  private final long lingerNanos;

  /** By id. Guarded by {@code this}, as everything below. */
  private final Map<String, Entry> open = new LinkedHashMap<>();

  /** By id, the earliest end first. */
  private final Map<String, FindingView> ended = new LinkedHashMap<>();

  private final Set<String> silencedChecks = new HashSet<>();

  /**
   * @param seen when the cause was last there, ns
   * @param told when a check last told of it, ns
   */
  private record Entry(FindingView view, long seen, long told) {}

  /**
   * @param linger how long a cause may be away without having ended
   */
  FindingLog(Duration linger) {
    this.lingerNanos = linger.toNanos();
  }

  /** What {@code check} sees at {@code at} ns; what it does not see any more ends. */
  synchronized void update(String check, long at, List<Finding> seen) {
    List<Finding> news = new ArrayList<>();
    for (Finding finding : seen) {
      String id = id(check, finding);
      Entry before = open.get(id);
      if (before == null) {
        news.add(finding);
      } else {
        open.put(id, entry(id, check, at, finding, before.view(), before.view().times()));
      }
    }
    endUnseen(check, at);
    for (Finding finding : news) {
      if (open.size() < MOST_OPEN) {
        String id = id(check, finding);
        FindingView known = ended.remove(id);
        open.put(id, entry(id, check, at, finding, known, known == null ? 1 : known.times() + 1));
      }
    }
  }

  private static String id(String check, Finding finding) {
    return check + "/" + finding.cause();
  }

  private Entry entry(
      String id, String check, long at, Finding finding, @Nullable FindingView known, int times) {
    long since = known == null ? finding.since() : Math.min(known.since(), finding.since());
    boolean silenced = known == null ? silencedChecks.contains(check) : known.silenced();
    return new Entry(view(id, check, finding, since, times, silenced), finding.seen(), at);
  }

  private static FindingView view(
      String id, String check, Finding finding, long since, int times, boolean silenced) {
    return new FindingView(
        id,
        check,
        finding.hazard() == null ? null : finding.hazard().id(),
        finding.severity(),
        finding.sentence(),
        finding.detail(),
        finding.advice(),
        finding.actors(),
        finding.locks(),
        since,
        Timeline.OPEN,
        times,
        silenced);
  }

  private void endUnseen(String check, long at) {
    for (Entry entry : List.copyOf(open.values())) {
      FindingView view = entry.view();
      if (view.check().equals(check) && at - entry.told() > lingerNanos) {
        open.remove(view.id());
        ended.put(view.id(), changed(view, entry.seen(), view.silenced()));
      }
    }
    while (ended.size() > MOST_ENDED) {
      ended.remove(ended.keySet().iterator().next());
    }
  }

  private static FindingView changed(FindingView of, long end, boolean silenced) {
    return new FindingView(
        of.id(),
        of.check(),
        of.hazard(),
        of.severity(),
        of.sentence(),
        of.detail(),
        of.advice(),
        of.actors(),
        of.locks(),
        of.since(),
        end,
        of.times(),
        silenced);
  }

  synchronized void silence(String id, boolean silent) {
    open.computeIfPresent(
        id,
        (_, entry) ->
            new Entry(changed(entry.view(), Timeline.OPEN, silent), entry.seen(), entry.told()));
    ended.computeIfPresent(id, (_, view) -> changed(view, view.end(), silent));
  }

  synchronized void silenceCheck(String check, boolean silent) {
    if (silent) {
      silencedChecks.add(check);
    } else {
      silencedChecks.remove(check);
    }
    List<String> ids = new ArrayList<>(open.keySet());
    ids.addAll(ended.keySet());
    ids.stream().filter(id -> id.startsWith(check + "/")).forEach(id -> silence(id, silent));
  }

  /** Those whose cause lasts, the worst first; then those that ended, the latest first. */
  synchronized List<FindingView> findings() {
    List<FindingView> all =
        new ArrayList<>(open.values().stream().map(Entry::view).sorted(WORST_FIRST).toList());
    all.addAll(new ArrayList<>(ended.values()).reversed());
    return all;
  }

  synchronized Set<String> silencedChecks() {
    return Set.copyOf(silencedChecks);
  }
}
