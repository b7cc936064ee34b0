package io.batcherconsole.app.story;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.event.UserTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The story's lanes. Times in here are seconds relative to the story's moment, negative before. */
final class Lanes {
  private static final double OPEN = Double.POSITIVE_INFINITY;

  /** When batches #6 and #7 took their proofs, and when #6 was on chain. */
  private static final double EXTRACT_6 = -17.3;

  private static final double POSTED_6 = -14.6;
  private static final double EXTRACT_7 = -7.15;

  private record LaneKey(UserTag user, int connection) {}

  private final long now;
  private final Map<LaneKey, List<Timeline.Interval>> intervals = new LinkedHashMap<>();
  private final Map<LaneKey, List<Timeline.Mark>> marks = new LinkedHashMap<>();

  private Lanes(long now) {
    this.now = now;
  }

  /** All lanes of the story whose moment is {@code now}, ns. */
  static List<Timeline.Lane> upTo(long now) {
    Lanes lanes = new Lanes(now);
    lanes.tell();
    List<Timeline.Lane> result = new ArrayList<>();
    for (UserTag user : Cast.users()) {
      lanes.intervals.entrySet().stream()
          .filter(lane -> lane.getKey().user().equals(user))
          .sorted(Comparator.comparingInt(lane -> queueLast(lane.getKey().connection())))
          .forEach(
              lane -> {
                List<Timeline.Interval> ordered = new ArrayList<>(lane.getValue());
                ordered.sort(Comparator.comparingLong(Timeline.Interval::start));
                result.add(
                    new Timeline.Lane(
                        user,
                        lane.getKey().connection(),
                        ordered,
                        lanes.marks.getOrDefault(lane.getKey(), List.of())));
              });
    }
    return result;
  }

  private static int queueLast(int connection) {
    return connection == 0 ? Integer.MAX_VALUE : connection;
  }

  private void tell() {
    // A's two connections take turns: each proof waits for the one before it.
    Actor.Proof[] a = new Actor.Proof[7];
    for (int i = 0; i < a.length; i++) {
      int nonce = 9 + i;
      a[i] = Cast.proof(Cast.A, nonce, nonce == 15 ? 3 : nonce % 2 == 1 ? 1 : 2);
    }
    behind(a[0], -29.4, -25.0);
    behind(a[1], -28.8, -26.9);
    double[] asked = {-25.0, -26.9, -19.6, -14.4, -9.2};
    double[] granted = {-25.0, -19.8, -14.6, -9.4, -4.2, OPEN};
    for (int i = 0; i < asked.length; i++) {
      if (i > 0) {
        waits(a[i], asked[i], granted[i], a[i - 1]);
      }
      held(a[i], granted[i], granted[i + 1], i == 0 ? EXTRACT_6 : EXTRACT_7);
    }
    waits(a[5], -4.2, OPEN, a[4]);
    waits(a[6], -1.9, OPEN, a[5]);

    // B's proofs pass beside A's, one after another on one connection.
    behind(Cast.proof(Cast.B, 4, 1), -29.6, -28.4);
    double[] b = {-28.4, -23.2, -18.0, -12.8, -7.6, -2.6};
    for (int i = 0; i < b.length; i++) {
      double end = i + 1 < b.length ? b[i + 1] - 0.08 : OPEN;
      held(Cast.proof(Cast.B, 4 + i, 1), b[i], end, b[i] < -20 ? EXTRACT_6 : EXTRACT_7);
    }

    // C is not delayed; twice it finds the batch lock taken by a batch that is being extracted.
    Random random = new Random(2014);
    int nonce = 40;
    for (double at = -29.6; at < -0.4; at += 0.25 + random.nextDouble() * 0.8) {
      Actor.Proof proof = Cast.proof(Cast.C, nonce++, 1);
      if (Math.abs(at - EXTRACT_6) < 0.5 || Math.abs(at - EXTRACT_7) < 0.5) {
        double extract = at < -12 ? EXTRACT_6 : EXTRACT_7;
        stage(proof, Stage.VALIDATING, extract, extract + 0.02, null, "");
        long batch = at < -12 ? 6 : 7;
        Actor builder = new Actor.BatchBuilder(batch, batch);
        stage(proof, Stage.WAITING_BATCH_LOCK, extract + 0.02, extract + 0.4, builder, "");
        stage(proof, Stage.ENQUEUEING, extract + 0.4, extract + 0.42, null, "");
        queued(proof, extract + 0.42, EXTRACT_7);
        at = extract + 0.5;
        continue;
      }
      quick(proof, at, at < EXTRACT_6 ? EXTRACT_6 : EXTRACT_7);
    }

    // D forgets a nonce.
    quick(Cast.proof(Cast.D, 1, 1), -22.0, EXTRACT_6);
    quick(Cast.proof(Cast.D, 2, 1), -20.9, EXTRACT_6);
    Actor.Proof refused = Cast.proof(Cast.D, 4, 1);
    stage(refused, Stage.VALIDATING, -12.4, -12.38, null, "");
    mark(refused, Stage.REFUSED, -12.38, "InvalidNonce");

    for (UserTag user : Cast.OTHERS) {
      int small = 1;
      for (double at = -29.8 + random.nextDouble(); at < -0.2; at += 0.4 + random.nextDouble()) {
        quick(Cast.proof(user, small++, 1), at, at < EXTRACT_6 ? EXTRACT_6 : EXTRACT_7);
      }
    }
  }

  private void behind(Actor.Proof proof, double start, double end) {
    stage(proof, Stage.BEHIND_CONNECTION, start, end, null, "");
  }

  private void waits(Actor.Proof proof, double start, double end, Actor blocker) {
    stage(proof, Stage.WAITING_USER_LOCK, start, end, blocker, "");
  }

  /** The whole hold under the verify delay. */
  private void held(Actor.Proof proof, double start, double end, double extract) {
    stage(proof, Stage.VALIDATING, start, start + 0.002, null, "");
    if (end == OPEN) {
      stage(proof, Stage.INJECTED_DELAY, start + 0.002, OPEN, null, "+5.0 s");
      return;
    }
    double verified = Math.min(start + 5.002, end - 0.01);
    stage(proof, Stage.INJECTED_DELAY, start + 0.002, verified, null, "+5.0 s");
    stage(proof, Stage.VERIFYING, verified, end - 0.001, null, "");
    stage(proof, Stage.ENQUEUEING, end - 0.001, end, null, "");
    queued(proof, end, end < EXTRACT_6 && extract == EXTRACT_6 ? EXTRACT_6 : EXTRACT_7);
  }

  /** An admission that nothing delays. */
  private void quick(Actor.Proof proof, double at, double extract) {
    stage(proof, Stage.VALIDATING, at, at + 0.003, null, "");
    stage(proof, Stage.VERIFYING, at + 0.003, at + 0.018, null, "");
    stage(proof, Stage.ENQUEUEING, at + 0.018, at + 0.019, null, "");
    queued(proof, at + 0.019, extract);
  }

  private void queued(Actor.Proof proof, double from, double extract) {
    if (from >= extract) {
      put(proof, 0, Stage.QUEUED, from, OPEN, null, "");
      return;
    }
    put(proof, 0, Stage.QUEUED, from, extract, null, "");
    if (extract == EXTRACT_6) {
      put(proof, 0, Stage.IN_BATCH, extract, POSTED_6, null, "batch #6");
      marks
          .computeIfAbsent(new LaneKey(proof.user(), 0), key -> new ArrayList<>())
          .add(new Timeline.Mark(proof, Stage.POSTED, at(POSTED_6), "batch #6", false));
    } else {
      put(proof, 0, Stage.IN_BATCH, extract, OPEN, null, "batch #7");
    }
  }

  private void stage(
      Actor.Proof proof,
      Stage stage,
      double start,
      double end,
      @Nullable Actor blocker,
      String note) {
    put(proof, proof.connection(), stage, start, end, blocker, note);
  }

  private void put(
      Actor.Proof proof,
      int lane,
      Stage stage,
      double start,
      double end,
      @Nullable Actor blocker,
      String note) {
    long until = end == OPEN ? Timeline.OPEN : at(end);
    intervals
        .computeIfAbsent(new LaneKey(proof.user(), lane), key -> new ArrayList<>())
        .add(new Timeline.Interval(proof, stage, at(start), until, blocker, note, false, false));
  }

  private void mark(Actor.Proof proof, Stage stage, double at, String note) {
    marks
        .computeIfAbsent(new LaneKey(proof.user(), proof.connection()), key -> new ArrayList<>())
        .add(new Timeline.Mark(proof, stage, at(at), note, false));
  }

  private long at(double seconds) {
    return now + Math.round(seconds * 1e9);
  }
}
