package io.batcherconsole.engine.lock;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockBoard.HolderView;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.lock.WaitForGraph.Wait;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A circle of actors, each of which waits for a lock that the next one holds. It ends by the first
 * time-out and not before.
 *
 * @param at when it was confirmed, ns
 * @param circle the waits; each one's holder is the next one's waiter, the last one's the first's
 */
public record Deadlock(long at, List<Wait> circle) {
  public Deadlock {
    circle = List.copyOf(circle);
  }

  /** Those who wait for each other. */
  public List<Actor> actors() {
    return circle.stream().map(wait -> wait.waiter().actor()).toList();
  }

  /** When the circle was closed, ns: when the last of them began to wait. */
  public long since() {
    return circle.stream().mapToLong(wait -> wait.waiter().since()).max().orElse(at);
  }

  /** When the first of them gives up, ns. */
  public long ends() {
    return circle.stream().mapToLong(wait -> wait.waiter().deadline()).min().orElse(at);
  }

  /**
   * "A·12 (putting the proof into the queue) waits for the batch lock, which batch #7 holds
   * (restoring a failed batch); batch #7 waits …: nobody moves until the first time-out, in 4.1 s."
   */
  public String sentence() {
    return circle.stream().map(Deadlock::inWords).collect(Collectors.joining("; "))
        + String.format(
            Locale.ROOT,
            ": nobody moves until the first time-out, in %.1f s.",
            Math.max(0, ends() - at) / 1e9);
  }

  private static String inWords(Wait wait) {
    Actor waiter = wait.waiter().actor();
    HolderView holder = wait.holder();
    boolean itself = holder.actor().equals(waiter);
    return waiter.label()
        + " ("
        + wait.waiter().site().sentence()
        + ") waits for "
        + wait.lock().inWords()
        + ", which "
        + (itself ? "it" : holder.actor().label())
        + " holds"
        + (itself ? " itself" : "")
        + " ("
        + doing(holder)
        + ")";
  }

  private static String doing(HolderView holder) {
    Stage stage = holder.stage();
    return holder.site().sentence() + (stage == null ? "" : ", " + stage.sentence());
  }
}
