package io.batcherconsole.app.sentence;

import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Selection;
import io.batcherconsole.app.sentence.Sentence.Writer;
import io.batcherconsole.app.sentence.Waits.Holding;
import io.batcherconsole.app.sentence.Waits.Waiting;
import io.batcherconsole.app.text.Figures;
import io.batcherconsole.app.text.OutlookWords;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchStatus;
import io.batcherconsole.engine.event.BatchView.StepView;
import io.batcherconsole.engine.event.EngineStatus;
import io.batcherconsole.engine.event.LockBoard.HolderView;
import io.batcherconsole.engine.event.QueueView;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline;
import java.util.List;
import java.util.Optional;

/**
 * Says why the selected proof waits: for what, since when, who is in the way, what that one is
 * doing and how much of it is left. With nothing selected it tells the longest wait, or that nobody
 * waits.
 */
public final class WaitSentence {
  private final ConsoleFrame frame;

  private WaitSentence(ConsoleFrame frame) {
    this.frame = frame;
  }

  /** The sentence for {@code frame}. */
  public static Sentence of(ConsoleFrame frame) {
    return new WaitSentence(frame).sentence();
  }

  private Sentence sentence() {
    EngineStatus status = frame.status();
    if (status.phase() == EngineStatus.Phase.FAILED
        || status.phase() == EngineStatus.Phase.STARTING) {
      return Sentence.write().plain(status.sentence()).done();
    }
    if (frame.selected() == Selection.NONE) {
      return Waits.longest(frame).map(this::waiting).orElseGet(this::nobodyWaits);
    }
    Optional<Waiting> waiting = Waits.waitOf(frame, frame.selected());
    if (waiting.isPresent()) {
      return waiting(waiting.get());
    }
    Optional<Holding> holding = Waits.holdOf(frame, frame.selected());
    if (holding.isPresent()) {
      return holding(holding.get());
    }
    Optional<Timeline.Mark> end = Waits.endOf(frame, frame.selected());
    if (end.isPresent()) {
      return ended(end.get());
    }
    return Waits.stageOf(frame, frame.selected())
        .map(this::stage)
        .orElseGet(
            () ->
                Sentence.write()
                    .plain("The selected proof is outside the time that is shown.")
                    .done());
  }

  private Sentence nobodyWaits() {
    long held = frame.locks().locks().stream().filter(lock -> lock.holder() != null).count();
    String locks =
        switch ((int) held) {
          case 0 -> "Nobody waits, and no lock is held.";
          case 1 -> "Nobody waits. One lock is held.";
          default -> "Nobody waits. " + held + " locks are held.";
        };
    return Sentence.write().plain(locks).done();
  }

  private Sentence waiting(Waiting waiting) {
    Writer writer =
        Sentence.write()
            .name(waiting.waiter().actor().label())
            .plain(" has waited " + since(waiting.waiter().since()) + " for ")
            .strong(waiting.lock().id().name());
    HolderView holder = waiting.lock().holder();
    if (holder == null) {
      return writer.plain(", which is being handed over.").done();
    }
    writer.plain(", because ").name(holder.actor().label()).plain(" holds it");
    doing(writer, holder);
    Actor behind = waiting.waiter().behind();
    if (waiting.place() > 1 && behind != null) {
      writer.plain(". ").name(behind.label()).plain(" goes first");
    }
    Waits.waitOf(frame, holder.actor().serial())
        .ifPresent(
            next -> writer.plain(". The holder itself waits for ").strong(next.lock().id().name()));
    return writer.plain(".").done();
  }

  private Sentence holding(Holding holding) {
    Writer writer =
        Sentence.write()
            .name(holding.holder().actor().label())
            .plain(" has held ")
            .strong(holding.lock().id().name())
            .plain(" for " + since(holding.holder().since()));
    doing(writer, holding.holder());
    int waiters = holding.lock().waiters().size();
    if (waiters > 0) {
      writer
          .plain(". ")
          .name(holding.lock().waiters().getFirst().actor().label())
          .plain(waiters == 1 ? " waits for it" : " and " + (waiters - 1) + " more wait for it");
    }
    return writer.plain(".").done();
  }

  /** What the holder does with the lock, and how much of it is left when that is known. */
  private void doing(Writer writer, HolderView holder) {
    Stage stage = holder.stage();
    if (stage == null) {
      writer.plain(" (" + holder.site().sentence() + ")");
      return;
    }
    long passed = Math.max(0, frame.now() - holder.stageSince());
    if (holder.stageExpectedNanos() > 0) {
      long left = holder.stageExpectedNanos() - passed;
      String delay = Figures.seconds(holder.stageExpectedNanos()).text();
      String rest = left > 0 ? Figures.seconds(left).text() + " left" : "over any moment";
      writer.plain(
          stage == Stage.INJECTED_DELAY
              ? ": " + delay + " injected before its verification, " + rest
              : " and is " + stage.sentence() + ": about " + delay + ", " + rest);
    } else {
      writer.plain(" and " + verb(stage) + " for " + Figures.duration(passed).text());
    }
  }

  /** The stage after "and": "is verifying", "waits for the batch lock". */
  private static String verb(Stage stage) {
    return stage.sentence().startsWith("waits") ? stage.sentence() : "is " + stage.sentence();
  }

  private Sentence stage(Timeline.Interval interval) {
    Writer writer = Sentence.write().name(interval.proof().label());
    switch (interval.stage()) {
      case QUEUED -> queued(writer, interval);
      case IN_BATCH -> inBatch(writer, interval);
      default -> {
        writer.plain(" " + verb(interval.stage()));
        Actor blocker = interval.blockedBy();
        if (blocker != null) {
          writer.plain(", behind ").name(blocker.label());
        }
        writer.plain(", since " + since(interval.start()));
      }
    }
    return writer.plain(verified(interval.unverified())).done();
  }

  private void queued(Writer writer, Timeline.Interval interval) {
    writer.plain(" has been queued for " + since(interval.start()));
    QueueView queue = frame.queue();
    int place = place(queue.entries(), interval.proof().serial());
    if (place == 0) {
      return;
    }
    writer.plain(
        ": number "
            + place
            + " of "
            + Figures.count(queue.count())
            + " by max fee. It "
            + OutlookWords.of(queue.entries().get(place - 1).outlook()));
  }

  private static int place(List<QueueView.Entry> entries, long serial) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).proof().serial() == serial) {
        return i + 1;
      }
    }
    return 0;
  }

  private void inBatch(Writer writer, Timeline.Interval interval) {
    Optional<BatchView> batch =
        frame.batches().stream()
            .filter(b -> b.status() == BatchStatus.POSTING)
            .filter(b -> ("batch #" + b.number()).equals(interval.note()))
            .findFirst();
    writer.plain(" is in ").strong(interval.note().isEmpty() ? "a batch" : interval.note());
    batch
        .map(BatchView::steps)
        .filter(steps -> !steps.isEmpty())
        .map(List::getLast)
        .filter(StepView::open)
        .ifPresentOrElse(
            step -> writer.plain(": " + step.step().words() + " since " + since(step.start())),
            () -> writer.plain(" since " + since(interval.start())));
  }

  private Sentence ended(Timeline.Mark mark) {
    String note = mark.note().isEmpty() ? "" : ": " + mark.note();
    return Sentence.write()
        .name(mark.proof().label())
        .plain(" was " + mark.stage().sentence() + " " + since(mark.at()) + " ago" + note)
        .plain(verified(mark.unverified()))
        .done();
  }

  /** The sentence's end, and one that is never left out. */
  private static String verified(boolean unverified) {
    return unverified ? ". It was accepted, but not verified." : ".";
  }

  private String since(long moment) {
    return Figures.duration(Math.max(0, frame.now() - moment)).text();
  }
}
