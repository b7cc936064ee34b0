package io.batcherconsole.app.story;

import io.batcherconsole.engine.diagnose.FindingDesk;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.FindingsView;
import io.batcherconsole.engine.event.FindingsView.InvariantView;
import io.batcherconsole.engine.event.LockId;
import io.batcherconsole.engine.event.Timeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is found in the story: a batch that was sent twice, a wait by design, one that is over. */
public final class StoryFindingDesk implements FindingDesk {
  private static final long SECOND = 1_000_000_000L;

  private final Set<String> silenced = new HashSet<>();

  /** A batch that has no receipt. */
  public static final String SENT_TWICE = "posting-stalled/batch #7";

  /** A wait that is the rule. */
  public static final String OWN_USER = "long-hold/user A";

  /** A time-out that is over; its first actor is out of the picture by then. */
  public static final String TIMED_OUT = "lock-timeout/USER ADMISSION";

  @Override
  public synchronized FindingsView view() {
    Actor.Proof a13 = Cast.proof(Cast.A, 13, 1);
    Actor.Proof a14 = Cast.proof(Cast.A, 14, 2);
    Actor.Proof c88 = Cast.proof(Cast.C, 88, 1);
    List<FindingView> findings = new ArrayList<>();
    findings.add(
        finding(
            SENT_TWICE,
            Severity.WARNING,
            "Batch #7 had no receipt in time and is being cancelled, attempt 1, for 1.1 s.",
            "24 proofs are in flight. Whichever of the two transactions is mined decides.",
            "Nothing is lost: what does not get on chain is restored and posted again.",
            null,
            List.of(c88),
            List.of(),
            1.1,
            -1));
    findings.add(
        finding(
            OWN_USER,
            Severity.BY_DESIGN,
            "User A's lock has been held for 4.2 s by A·13, of which 5.0 s are injected.",
            "A·14 and A·15 wait for it; no other user does.",
            "One user's proofs are taken one after another; other users pass.",
            "same-user-two-sockets",
            List.of(a13, a14),
            List.of(Cast.lockOf(Cast.A)),
            26,
            -1));
    findings.add(
        finding(
            TIMED_OUT,
            Severity.PROBLEM,
            "1 wait for the user lock ended by time-out (admission of a proof).",
            "",
            "",
            null,
            List.of(a13),
            List.of(),
            120,
            90));
    return new FindingsView(
        StoryEngineView.MOMENT,
        findings,
        List.of(
            holds("two-locks", "one holder per user"),
            holds("nonce-gap", "nonces without a gap"),
            holds("fees", "fees equal the state"),
            holds("queue-over-limit", "queue within its limit"),
            holds("conservation", "every proof accounted for"),
            holds("lock-order", "locks in order")),
        Set.copyOf(silenced));
  }

  private FindingView finding(
      String id,
      Severity severity,
      String sentence,
      String detail,
      String advice,
      @Nullable String hazard,
      List<? extends Actor> actors,
      List<LockId> locks,
      double secondsAgo,
      double endedSecondsAgo) {
    String check = id.substring(0, id.indexOf('/'));
    return new FindingView(
        id,
        check,
        hazard,
        severity,
        null,
        sentence,
        detail,
        advice,
        List.copyOf(actors),
        locks,
        StoryEngineView.MOMENT - Math.round(secondsAgo * SECOND),
        endedSecondsAgo < 0
            ? Timeline.OPEN
            : StoryEngineView.MOMENT - Math.round(endedSecondsAgo * SECOND),
        1,
        silenced.contains(id) || silenced.contains(check));
  }

  private static InvariantView holds(String id, String sentence) {
    return new InvariantView(id, sentence, InvariantView.State.HOLDS);
  }

  @Override
  public void silence(String finding, boolean silent) {
    note(finding, silent);
  }

  @Override
  public void silenceCheck(String check, boolean silent) {
    note(check, silent);
  }

  private synchronized void note(String what, boolean silent) {
    if (silent) {
      silenced.add(what);
    } else {
      silenced.remove(what);
    }
  }
}
