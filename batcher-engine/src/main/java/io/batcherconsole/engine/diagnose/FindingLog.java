package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.event.FindingView.Peak;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.locking.Hazard;
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
 * which nobody holds it. One that comes back is the finding that it was, counted once more. A
 * finding is as bad as it has been at its worst, whatever has become of it since.
 */
final class FindingLog {
  /** Most findings that are open at a time; of more causes than that the worst are told. */
  static final int MOST_OPEN = 200;

  /** Most findings that are remembered after their end. */
  static final int MOST_ENDED = 200;

  private static final Comparator<FindingView> WORST_FIRST =
      Comparator.comparing(FindingView::severity).thenComparingLong(FindingView::since);

  private final long lingerNanos;

  /** By id. Guarded by {@code this}, as everything below. */
  private final Map<String, Entry> open = new LinkedHashMap<>();

  /** By id, the earliest end first. */
  private final Map<String, Entry> ended = new LinkedHashMap<>();

  private final Set<String> silencedChecks = new HashSet<>();

  /**
   * @param worst how it was at its worst
   * @param seen when the cause was last there, ns
   * @param told when a check last told of it, ns
   */
  private record Entry(FindingView view, Peak worst, long seen, long told) {
    Entry silenced(boolean silent) {
      return new Entry(changed(view, view.end(), silent), worst, seen, told);
    }

    Entry ended() {
      return new Entry(changed(view, seen, view.silenced()), worst, seen, told);
    }
  }

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
        open.put(id, entry(id, check, at, finding, before, before.view().times()));
      }
    }
    endUnseen(check, at);
    for (Finding finding : news) {
      if (open.size() < MOST_OPEN || displacesMilder(finding)) {
        String id = id(check, finding);
        Entry known = ended.remove(id);
        int times = known == null ? 1 : known.view().times() + 1;
        open.put(id, entry(id, check, at, finding, known, times));
      }
    }
  }

  /**
   * Makes room for a finding where one that is milder is open; the youngest of the mildest goes.
   */
  private boolean displacesMilder(Finding finding) {
    FindingView mildest = open.values().stream().map(Entry::view).max(WORST_FIRST).orElseThrow();
    return finding.severity().compareTo(mildest.severity()) < 0
        && open.remove(mildest.id()) != null;
  }

  private static String id(String check, Finding finding) {
    return check + "/" + finding.cause();
  }

  private Entry entry(
      String id, String check, long at, Finding finding, @Nullable Entry before, int times) {
    FindingView known = before == null ? null : before.view();
    Peak worst = worst(at, finding, before);
    Severity severity = finding.severity();
    Hazard hazard = finding.hazard();
    FindingView view =
        new FindingView(
            id,
            check,
            // What it was once seen to be it stays, although not every look shows the pattern.
            hazard != null ? hazard.id() : known == null ? null : known.hazard(),
            known == null || severity.compareTo(known.severity()) < 0 ? severity : known.severity(),
            known == null || severity.compareTo(known.severity()) <= 0 ? null : worst,
            finding.sentence(),
            finding.detail(),
            finding.advice(),
            finding.actors(),
            finding.locks(),
            known == null ? finding.since() : Math.min(known.since(), finding.since()),
            Timeline.OPEN,
            times,
            known == null ? silencedChecks.contains(check) : known.silenced());
    return new Entry(view, worst, finding.seen(), at);
  }

  /** While it is as bad as it ever was its figures are the latest. */
  private static Peak worst(long at, Finding finding, @Nullable Entry before) {
    if (before == null || finding.severity().compareTo(before.view().severity()) < 0) {
      return new Peak(before == null ? finding.since() : at, finding.sentence());
    }
    return finding.severity() == before.view().severity()
        ? new Peak(before.worst().at(), finding.sentence())
        : before.worst();
  }

  private void endUnseen(String check, long at) {
    for (Entry entry : List.copyOf(open.values())) {
      FindingView view = entry.view();
      if (view.check().equals(check) && at - entry.told() > lingerNanos) {
        open.remove(view.id());
        ended.put(view.id(), entry.ended());
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
        of.peak(),
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
    open.computeIfPresent(id, (_, entry) -> entry.silenced(silent));
    ended.computeIfPresent(id, (_, entry) -> entry.silenced(silent));
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
    all.addAll(ended.values().stream().map(Entry::view).toList().reversed());
    return all;
  }

  synchronized Set<String> silencedChecks() {
    return Set.copyOf(silencedChecks);
  }
}
