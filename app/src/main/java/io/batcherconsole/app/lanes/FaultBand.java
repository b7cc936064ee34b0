package io.batcherconsole.app.lanes;

import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.event.Timeline.FaultWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A time in which the same fault rules were in force.
 *
 * @param start ns
 * @param end ns; {@link Timeline#OPEN} while they still are
 * @param faults at least one
 */
record FaultBand(long start, long end, List<FaultWindow> faults) {
  FaultBand {
    faults = List.copyOf(faults);
  }

  /**
   * Cuts the time of {@code windows} wherever one begins or ends, so that no two bands overlap:
   * once a frame, and a dragged slider leaves hundreds.
   */
  static List<FaultBand> of(List<FaultWindow> windows) {
    TreeSet<Long> cuts = new TreeSet<>();
    for (FaultWindow window : windows) {
      cuts.add(window.start());
      cuts.add(endOf(window));
    }
    List<FaultWindow> byStart =
        windows.stream().sorted(Comparator.comparingLong(FaultWindow::start)).toList();
    List<FaultWindow> inForce = new ArrayList<>();
    List<FaultBand> bands = new ArrayList<>();
    int begun = 0;
    for (Long start : cuts) {
      inForce.removeIf(window -> endOf(window) <= start);
      while (begun < byStart.size() && byStart.get(begun).start() <= start) {
        inForce.add(byStart.get(begun++));
      }
      Long end = cuts.higher(start);
      if (end != null && !inForce.isEmpty()) {
        bands.add(new FaultBand(start, end == Long.MAX_VALUE ? Timeline.OPEN : end, inForce));
      }
    }
    return bands;
  }

  private static long endOf(FaultWindow window) {
    return window.end() == Timeline.OPEN ? Long.MAX_VALUE : window.end();
  }

  /** "verify +5.0 s · users A, B + store error · all users". */
  String words() {
    return faults.stream()
        .map(fault -> fault.point() + " " + fault.action() + " · " + fault.scope())
        .collect(Collectors.joining("  +  "));
  }
}
