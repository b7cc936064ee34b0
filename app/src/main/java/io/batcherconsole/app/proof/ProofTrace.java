package io.batcherconsole.app.proof;

import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Selection;
import io.batcherconsole.app.text.Figures;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The way of the selected proof as far as the frame's timeline shows it.
 *
 * @param name "A·14"
 * @param about whose it is and how it came: "14dC…9955 · connection 2"
 * @param steps in order of time; the last may be open or the proof's end
 */
record ProofTrace(String name, String about, List<Step> steps) {
  /**
   * One stage.
   *
   * @param lasted "4.2 s", or how long ago for an end
   * @param note who was in the way, or why
   * @param open whether it is going on
   */
  record Step(Stage stage, String words, String lasted, String note, boolean open) {}

  /** The trace of {@code frame}'s selection, if the timeline knows that proof. */
  static Optional<ProofTrace> of(ConsoleFrame frame) {
    if (frame.selected() == Selection.NONE) {
      return Optional.empty();
    }
    List<Timeline.Interval> intervals =
        frame.timeline().lanes().stream()
            .flatMap(lane -> lane.intervals().stream())
            .filter(interval -> interval.proof().serial() == frame.selected())
            .sorted(Comparator.comparingLong(Timeline.Interval::start))
            .toList();
    List<Timeline.Mark> marks =
        frame.timeline().lanes().stream()
            .flatMap(lane -> lane.marks().stream())
            .filter(mark -> mark.proof().serial() == frame.selected())
            .sorted(Comparator.comparingLong(Timeline.Mark::at))
            .toList();
    Optional<Actor.Proof> proof =
        intervals.stream()
            .map(Timeline.Interval::proof)
            .findFirst()
            .or(() -> marks.stream().map(Timeline.Mark::proof).findFirst());
    return proof.map(p -> trace(frame, p, intervals, marks));
  }

  private static ProofTrace trace(
      ConsoleFrame frame,
      Actor.Proof proof,
      List<Timeline.Interval> intervals,
      List<Timeline.Mark> marks) {
    List<Step> steps = new ArrayList<>();
    for (Timeline.Interval interval : intervals) {
      boolean open = interval.end() > frame.now();
      long lasted = Math.min(interval.end(), frame.now()) - interval.start();
      steps.add(
          new Step(
              interval.stage(),
              words(interval.stage()),
              Figures.duration(Math.max(0, lasted)).text(),
              note(interval),
              open));
    }
    for (Timeline.Mark mark : marks) {
      String ago = Figures.duration(Math.max(0, frame.now() - mark.at())).text() + " ago";
      steps.add(new Step(mark.stage(), words(mark.stage()), ago, mark.note(), false));
    }
    boolean unverified =
        intervals.stream().anyMatch(Timeline.Interval::unverified)
            || marks.stream().anyMatch(Timeline.Mark::unverified);
    String about =
        proof.user().shortAddress()
            + " · connection "
            + proof.connection()
            + (unverified ? " · not verified" : "");
    return new ProofTrace(proof.label(), about, List.copyOf(steps));
  }

  private static String words(Stage stage) {
    return switch (stage) {
      case BEHIND_CONNECTION -> "behind its connection";
      case CHECKING -> "checks without a lock";
      case WAITING_USER_LOCK -> "waits for the user's lock";
      case VALIDATING -> "nonce, fee, balance";
      case INJECTED_DELAY -> "injected delay";
      case WAITING_VERIFIER -> "waits for a verifier";
      case VERIFYING -> "verifying";
      case WAITING_BATCH_LOCK -> "waits for the batch lock";
      case ENQUEUEING -> "into the queue";
      case QUEUED -> "queued";
      case IN_BATCH -> "in a batch";
      case POSTED, REFUSED, REPLACED, EVICTED, FLUSHED, ABANDONED -> stage.sentence();
    };
  }

  private static String note(Timeline.Interval interval) {
    Actor blocker = interval.blockedBy();
    String note = blocker == null ? interval.note() : "behind " + blocker.label();
    return interval.gap() ? (note + " (records were dropped)").strip() : note;
  }
}
