package io.batcherconsole.app.lanes;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.event.Timeline.Interval;
import io.batcherconsole.engine.event.Timeline.Lane;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who is in the way of a proof that waits, who in the way of that one, and so on to the root. */
final class BlockerChain {
  private BlockerChain() {}

  /** Serials from the nearest blocker to the root; empty when the selected proof does not wait. */
  static Set<Long> of(Timeline timeline, long selected) {
    Map<Long, Actor> blockers = new HashMap<>();
    for (Lane lane : timeline.lanes()) {
      // Those of a connection do not overlap: only the last can be open.
      if (!lane.queue() && !lane.intervals().isEmpty()) {
        Interval last = lane.intervals().getLast();
        Actor blocker = last.blockedBy();
        if (last.open() && blocker != null) {
          blockers.put(last.proof().serial(), blocker);
        }
      }
    }
    Set<Long> chain = new LinkedHashSet<>();
    Actor next = blockers.get(selected);
    while (next != null && next.serial() != selected && chain.add(next.serial())) {
      next = blockers.get(next.serial());
    }
    return chain;
  }
}
