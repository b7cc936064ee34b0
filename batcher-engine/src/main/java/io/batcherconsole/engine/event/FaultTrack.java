package io.batcherconsole.engine.event;

import io.batcherconsole.engine.event.Timeline.FaultWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When which fault rules were in force. A rule that is changed ends one window and begins another.
 * Written by the collector's thread; {@link #windows} may be called from any.
 */
final class FaultTrack {
  private static final int MOST = 1024;

  private final History<FaultWindow> past = new History<>();

  /** By the rule's id. */
  private final Map<Long, FaultWindow> inForce = new LinkedHashMap<>();

  private volatile List<FaultWindow> published = List.of();

  void changed(EngineEvent.FaultsChanged event) {
    Map<Long, FaultWindow> now = new LinkedHashMap<>();
    for (FaultView rule : event.faults()) {
      if (rule.enabled()) {
        FaultWindow before = inForce.get(rule.id());
        now.put(
            rule.id(), before != null && isSame(before, rule) ? before : window(rule, event.at()));
      }
    }
    inForce.forEach(
        (id, window) -> {
          if (!window.equals(now.get(id))) {
            past.add(ended(window, event.at()));
          }
        });
    inForce.clear();
    inForce.putAll(now);
    past.trim(MOST, Long.MIN_VALUE, FaultWindow::end);
    publish();
  }

  private static boolean isSame(FaultWindow window, FaultView rule) {
    return window.point().equals(rule.point())
        && window.action().equals(rule.action())
        && window.scope().equals(rule.scope())
        && window.scopeUsers().equals(rule.scopeUsers());
  }

  private static FaultWindow window(FaultView rule, long start) {
    return new FaultWindow(
        rule.id(),
        rule.point(),
        rule.action(),
        rule.scope(),
        rule.scopeUsers(),
        start,
        Timeline.OPEN);
  }

  private static FaultWindow ended(FaultWindow window, long end) {
    return new FaultWindow(
        window.id(),
        window.point(),
        window.action(),
        window.scope(),
        window.scopeUsers(),
        window.start(),
        end);
  }

  void trim(long oldest) {
    int before = past.size();
    past.trim(MOST, oldest, FaultWindow::end);
    if (past.size() != before) {
      publish();
    }
  }

  private void publish() {
    List<FaultWindow> all = past.slice().since(Long.MIN_VALUE, FaultWindow::end);
    all.addAll(inForce.values());
    published = List.copyOf(all);
  }

  /** The windows that overlap the time between two moments, ns, by start. */
  List<FaultWindow> windows(long from, long to) {
    List<FaultWindow> found = new ArrayList<>(published);
    found.removeIf(window -> window.end() < from || window.start() > to);
    found.sort(Comparator.comparingLong(FaultWindow::start));
    return found;
  }
}
