package io.batcherconsole.app.locks;

import io.batcherconsole.app.text.Figures;
import io.batcherconsole.app.text.Tone;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockBoard;
import io.batcherconsole.engine.event.LockBoard.HolderView;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockBoard.WaiterView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One card of the lock board.
 *
 * @param title what a person calls the lock: "user A"
 * @param state at the title's right: "2 waiting", "free"
 * @param hot whether somebody waits: the card stands out
 * @param holder who holds it and what they do, null when it is free
 * @param facts name and value, each a row: "last held", "0.3 ms by C·88"
 * @param waiters in the order in which they get it, at most {@link #MOST_WAITERS}
 * @param unlisted how many waiters are not listed
 */
public record LockCard(
    String title,
    String state,
    boolean hot,
    @Nullable Holder holder,
    List<Fact> facts,
    List<Waiter> waiters,
    int unlisted) {
  static final int MOST_WAITERS = 6;

  /** Free locks that get a card of their own besides the batch lock's. */
  private static final int MOST_FREE = 0;

  /**
   * @param serial the actor's, to select it
   * @param doing "c1 · verifying 2.6 s"
   * @param progress how much of the expected time has passed, 0 to 1, or -1 when none is expected
   */
  public record Holder(long serial, String name, String doing, double progress) {}

  /** A name and its value. */
  public record Fact(String name, String value) {}

  /**
   * @param place 1 is the next
   */
  public record Waiter(
      long serial, int place, String name, String connection, String waited, Tone tone) {}

  /** The board's cards at {@code now}, ns: who is waited for first; free user locks in one card. */
  public static List<LockCard> of(LockBoard board, long now) {
    List<LockCard> cards = new ArrayList<>();
    int freeUsers = 0;
    for (LockView lock : board.locks()) {
      boolean free = lock.holder() == null && lock.waiters().isEmpty();
      if (free && lock.id().kind() == LockKind.USER) {
        freeUsers++;
      } else {
        cards.add(card(lock, now));
      }
    }
    if (freeUsers > MOST_FREE) {
      boolean others = cards.stream().anyMatch(card -> card.title().startsWith("user"));
      String title = freeUsers + (others ? " more" : "") + (freeUsers == 1 ? " user" : " users");
      cards.add(new LockCard(title, "free", false, null, List.of(), List.of(), 0));
    }
    return cards;
  }

  private static LockCard card(LockView lock, long now) {
    HolderView holder = lock.holder();
    List<Fact> facts = new ArrayList<>();
    if (holder == null) {
      Actor last = lock.lastHolder();
      if (last != null) {
        String took = Figures.duration(lock.lastHoldNanos()).text();
        facts.add(new Fact("last held", took + " by " + last.label()));
      }
      if (lock.p99HoldNanos() >= 0) {
        facts.add(new Fact("p99 hold", Figures.duration(lock.p99HoldNanos()).text()));
      }
    } else if (!lock.waiters().isEmpty() || holder.stageExpectedNanos() > 0) {
      facts.add(new Fact("held", held(holder, now)));
    }
    if (lock.timeouts() > 0) {
      facts.add(new Fact("gave up waiting", Figures.count(lock.timeouts())));
    }
    int listed = Math.min(MOST_WAITERS, lock.waiters().size());
    return new LockCard(
        lock.id().name(),
        state(lock),
        !lock.waiters().isEmpty(),
        holder == null ? null : holder(holder, now),
        facts,
        IntStream.range(0, listed)
            .mapToObj(i -> waiter(lock.waiters().get(i), i + 1, now))
            .toList(),
        lock.waiters().size() - listed);
  }

  private static String state(LockView lock) {
    if (!lock.waiters().isEmpty()) {
      return lock.waiters().size() + " waiting";
    }
    return lock.holder() == null ? "free" : "none waiting";
  }

  private static String held(HolderView holder, long now) {
    String held = Figures.duration(Math.max(0, now - holder.since())).text();
    if (holder.stageExpectedNanos() <= 0) {
      return held;
    }
    long end = holder.stageSince() - holder.since() + holder.stageExpectedNanos();
    return held + " of ≈ " + Figures.duration(end).number();
  }

  private static Holder holder(HolderView holder, long now) {
    Actor actor = holder.actor();
    String stage = holder.stage() == null ? holder.site().sentence() : stageWords(holder.stage());
    String since = Figures.duration(Math.max(0, now - holder.stageSince())).text();
    double progress = -1;
    if (holder.stageExpectedNanos() > 0) {
      double passed = now - holder.stageSince();
      progress = Math.clamp(passed / holder.stageExpectedNanos(), 0, 1);
    }
    return new Holder(
        actor.serial(), actor.label(), connection(actor) + stage + " " + since, progress);
  }

  private static String stageWords(Stage stage) {
    return switch (stage) {
      case INJECTED_DELAY -> "injected delay";
      case VALIDATING -> "checking";
      case WAITING_VERIFIER -> "needs a verifier";
      case WAITING_BATCH_LOCK -> "needs the batch lock";
      default -> stage.sentence();
    };
  }

  private static Waiter waiter(WaiterView waiter, int place, long now) {
    Actor actor = waiter.actor();
    String connection = actor instanceof Actor.Proof proof ? "c" + proof.connection() : "";
    return new Waiter(
        actor.serial(),
        place,
        actor.label(),
        connection,
        Figures.duration(Math.max(0, now - waiter.since())).text(),
        place == 1 ? Tone.ATTENTION : Tone.PLAIN);
  }

  private static String connection(Actor actor) {
    return actor instanceof Actor.Proof proof ? "c" + proof.connection() + " · " : "";
  }
}
