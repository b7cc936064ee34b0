package io.batcherconsole.engine.event;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something about the engine that a person should know, for as long as its cause lasts and a while
 * longer. The same cause is the same finding: its figures change, its id does not.
 *
 * @param id names the cause and is unique within an engine: "long-hold/user A"
 * @param check the id of the check that found it: "long-hold"
 * @param hazard the id of the locking hazard that it is, null when it is none of them
 * @param severity the worst that it has been
 * @param peak how it was at its worst, null while it is as bad as it ever was
 * @param sentence what is the case now, with numbers and units
 * @param detail what else is known: the reason, who is concerned; may be empty
 * @param advice what to do about it; may be empty
 * @param actors who is concerned, the cause first
 * @param locks the locks concerned
 * @param since when the cause began, ns
 * @param end when it ended, ns, or {@link Timeline#OPEN} while it lasts
 * @param times how often the cause came: 1, and one more each time it came back
 * @param silenced whether a person wants to hear no more of it
 */
public record FindingView(
    String id,
    String check,
    @Nullable String hazard,
    Severity severity,
    @Nullable Peak peak,
    String sentence,
    String detail,
    String advice,
    List<Actor> actors,
    List<LockId> locks,
    long since,
    long end,
    int times,
    boolean silenced) {
  public FindingView {
    actors = List.copyOf(actors);
    locks = List.copyOf(locks);
  }

  /**
   * A finding at its worst.
   *
   * @param at when it got there, ns
   * @param sentence what was the case then
   */
  public record Peak(long at, String sentence) {}

  /** How bad a finding is, the worst first. */
  public enum Severity {
    /** An invariant is broken: what the engine does from here on cannot be trusted. */
    VIOLATION("violation"),
    /** Somebody is stuck, or lost something. */
    PROBLEM("problem"),
    /** It is slow or wasteful, and ends by itself. */
    WARNING("warning"),
    /** It is the rule, or what a person injected; nothing is wrong. */
    BY_DESIGN("by design");

    private final String words;

    Severity(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    /** Whether something is wrong. */
    public boolean wrong() {
      return this != BY_DESIGN;
    }
  }

  /** Whether the cause lasts. */
  public boolean open() {
    return end == Timeline.OPEN;
  }

  /** Whether it is to be counted: something is wrong, now, and a person wants to hear of it. */
  public boolean counts() {
    return open() && severity.wrong() && !silenced;
  }

  /** What was the case at its worst. */
  public String worstSentence() {
    return peak == null ? sentence : peak.sentence();
  }

  /** The users concerned, the cause first. */
  public List<UserTag> users() {
    Set<UserTag> users = new LinkedHashSet<>();
    for (Actor actor : actors) {
      switch (actor) {
        case Actor.Proof proof -> users.add(proof.user());
        case Actor.Query query -> users.add(query.user());
        case Actor.BatchBuilder builder -> {}
        case Actor.Upkeep upkeep -> {}
      }
    }
    return new ArrayList<>(users);
  }
}
