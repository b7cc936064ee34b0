package io.batcherconsole.app.lanes;

import io.batcherconsole.app.text.Figures;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline.Interval;
import io.batcherconsole.engine.event.Timeline.Mark;
import java.util.List;

/** What the lanes say in words. */
final class LaneWords {
  private LaneWords() {}

  /** Labels for a bar, from the longest to the shortest. */
  static List<String> onBar(LaneBar bar) {
    Interval main = bar.main();
    String label = main.proof().label() + (main.unverified() ? " (not verified)" : "");
    if (bar.fill() == Fill.WAITING_USER && main.blockedBy() != null) {
      String blocker = main.blockedBy().label();
      return List.of(
          label + " waits for " + "user " + main.proof().user().name() + ", held by " + blocker,
          label + " behind " + blocker,
          label,
          String.valueOf(main.proof().nonce()));
    }
    if (bar.fill() == Fill.HOLDING) {
      String doing =
          switch (main.stage()) {
            case INJECTED_DELAY -> " verify " + main.note();
            case WAITING_VERIFIER -> " waits for a verifier";
            case VERIFYING -> " verify";
            case WAITING_BATCH_LOCK -> " waits for the batch lock";
            default -> "";
          };
      return List.of(label + doing, label, String.valueOf(main.proof().nonce()));
    }
    return List.of();
  }

  /** What is known of one interval, for a person who points at it. */
  static String about(Interval interval, long now) {
    long end = interval.open() ? now : interval.end();
    StringBuilder text = new StringBuilder();
    text.append(interval.proof().label())
        .append(" · connection ")
        .append(interval.proof().connection())
        .append('\n')
        .append(interval.stage().sentence())
        .append(interval.open() ? " since " : " for ")
        .append(Figures.duration(end - interval.start()).text());
    if (interval.blockedBy() != null) {
      text.append("\nbehind ").append(interval.blockedBy().label());
    }
    if (!interval.note().isEmpty()) {
      text.append('\n').append(interval.note());
    }
    if (interval.unverified()) {
      text.append("\naccepted, but not verified");
    }
    if (interval.gap()) {
      text.append("\na record of this proof was dropped: not to be trusted");
    }
    return text.toString();
  }

  /** How a proof ended, beside its mark; a posted one needs no words unless it is unverified. */
  static String of(Mark mark) {
    if (mark.stage() == Stage.POSTED) {
      return mark.unverified() ? "not verified" : "";
    }
    return mark.note().isEmpty() ? mark.stage().sentence() : mark.note();
  }
}
