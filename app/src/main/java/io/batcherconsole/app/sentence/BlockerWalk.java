package io.batcherconsole.app.sentence;

import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Selection;
import io.batcherconsole.engine.event.Actor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Walks from who waits to who is in the way, and back the same way. */
public final class BlockerWalk {
  private final Selection selection;
  private final Deque<Long> came = new ArrayDeque<>();

  /** Where the walk stands; a selection made elsewhere starts a new walk. */
  private long at = Selection.NONE;

  public BlockerWalk(Selection selection) {
    this.selection = selection;
  }

  /** Selects who is in the way of the selected one; with no selection, who has waited longest. */
  public void toBlocker(ConsoleFrame frame) {
    long from = selection.serial();
    if (from != at) {
      came.clear();
    }
    Optional<Actor> next =
        from == Selection.NONE
            ? Waits.longest(frame).map(waiting -> waiting.waiter().actor())
            : Waits.blockerOf(frame, from);
    if (next.isPresent()) {
      if (from != Selection.NONE) {
        came.push(from);
      }
      at = next.get().serial();
      selection.select(at);
    }
  }

  /** Selects the one that the walk came from. */
  public void back() {
    if (selection.serial() == at && !came.isEmpty()) {
      at = came.pop();
      selection.select(at);
    }
  }
}
