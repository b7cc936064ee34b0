package io.batcherconsole.app.frame;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Timeline;
import java.util.List;
import java.util.Optional;

/** Walks from proof to proof along the lane of the selected one. */
public final class LaneWalk {
  private final Selection selection;

  public LaneWalk(Selection selection) {
    this.selection = selection;
  }

  /**
   * Selects the next proof of the lane.
   *
   * @param step 1 for the next one, -1 for the one before
   */
  public void move(ConsoleFrame frame, int step) {
    List<Timeline.Lane> lanes = frame.timeline().lanes();
    Optional<List<Long>> lane =
        lanes.stream()
            .filter(l -> !l.queue())
            .map(LaneWalk::proofs)
            .filter(proofs -> proofs.contains(selection.serial()))
            .findFirst()
            .or(() -> lanes.stream().map(LaneWalk::proofs).filter(l -> !l.isEmpty()).findFirst());
    if (lane.isEmpty()) {
      return;
    }
    List<Long> proofs = lane.get();
    int at = proofs.indexOf(selection.serial());
    int next = at < 0 ? proofs.size() - 1 : Math.clamp(at + step, 0, proofs.size() - 1);
    selection.select(proofs.get(next));
  }

  private static List<Long> proofs(Timeline.Lane lane) {
    return lane.intervals().stream()
        .map(Timeline.Interval::proof)
        .map(Actor::serial)
        .distinct()
        .toList();
  }
}
