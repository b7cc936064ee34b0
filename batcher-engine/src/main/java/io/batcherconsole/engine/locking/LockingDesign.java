package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.lock.LockOrder;
import io.batcherconsole.engine.lock.LockOrder.Nesting;
import io.batcherconsole.engine.lock.LockRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The locking designs to choose from, oldest first. */
public enum LockingDesign {
  GLOBAL_VERIFY_OUTSIDE(
      "global-verify-outside",
      "Before PR 2014: every proof is verified first, outside locks, even one with a wrong nonce;"
          + " the rest happens under one lock for all.",
      new LockTable("batch lock", "nothing, before validation", "batch lock", "batch lock"),
      Set.of(),
      GlobalLock::verifyingOutside,
      Hazard.JUNK_VERIFIED_FIRST,
      Hazard.IO_UNDER_LOCKS,
      Hazard.CANCEL_RACE),
  GLOBAL_VERIFY_INSIDE(
      "global-verify-inside",
      "One lock for all, held over the verification: one slow proof stops every user and the"
          + " building of batches.",
      new LockTable("batch lock", "batch lock", "batch lock", "batch lock"),
      Set.of(),
      GlobalLock::verifyingInside,
      Hazard.VERIFY_UNDER_BATCH_LOCK,
      Hazard.IO_UNDER_LOCKS,
      Hazard.CANCEL_RACE),
  PER_USER_DRAFT(
      "per-user-draft",
      "The first draft of PR 2014, as read in its review: a lock per user that is forgotten too"
          + " early, and room that is looked for before the push.",
      new LockTable(
          "user lock, short batch locks",
          "user lock",
          "batch lock twice: to look for room, then to push",
          "the map of user locks, then each user's lock in turn; then batch lock"),
      Set.of(
          new Nesting(LockKind.USER_MAP, LockKind.USER),
          new Nesting(LockKind.USER, LockKind.BATCH)),
      PerUserDraft::new,
      Hazard.QUEUE_OVERFLOW,
      Hazard.LOST_EXCLUSION,
      Hazard.DRAIN_DEADLOCK,
      Hazard.IO_UNDER_LOCKS,
      Hazard.CANCEL_RACE),
  PER_USER(
      "per-user",
      "PR 2014: one lock per user around checks and verification; the batch lock for moments.",
      new LockTable(
          "user lock, short batch locks",
          "user lock",
          "batch lock, with the look for room inside",
          "batch lock"),
      Set.of(new Nesting(LockKind.USER, LockKind.BATCH)),
      PerUser::new,
      Hazard.SAME_USER_TWO_SOCKETS,
      Hazard.IO_UNDER_LOCKS,
      Hazard.CANCEL_RACE),
  SPLIT_STATE_2017(
      "split-state-2017",
      "The first version that posts without a lock, as read in its rules: restoring a failed batch"
          + " takes its locks the wrong way round.",
      new LockTable(
          "user lock",
          "user lock",
          "user lock, then batch lock",
          "batch lock; putting back: batch lock, then user lock"),
      Set.of(new Nesting(LockKind.USER, LockKind.BATCH)),
      SplitState2017::new,
      Hazard.SAME_USER_TWO_SOCKETS,
      Hazard.RPC_UNDER_USER_LOCK,
      Hazard.RESTORE_INVERSION,
      Hazard.IO_UNDER_LOCKS,
      Hazard.CANCEL_RACE),
  SPLIT_STATE(
      "split-state",
      "The newest original, as read in its rules: user states apart from the queue, replacements"
          + " verified under both locks.",
      new LockTable(
          "user lock",
          "user lock; a replacement also the batch lock",
          "user lock, then batch lock",
          "batch lock, then posting flag; putting back: flag, map of users, batch lock, the map"
              + " again"),
      Set.of(
          new Nesting(LockKind.USER_MAP, LockKind.BATCH),
          new Nesting(LockKind.USER, LockKind.BATCH),
          new Nesting(LockKind.USER, LockKind.DISABLED_VERIFIERS),
          new Nesting(LockKind.BATCH, LockKind.DISABLED_VERIFIERS),
          new Nesting(LockKind.BATCH, LockKind.POSTING_FLAG)),
      SplitState::new,
      Hazard.SAME_USER_TWO_SOCKETS,
      Hazard.REPLACEMENT_STALLS_ALL,
      Hazard.DOUBLE_MUTEX_NEW_USER,
      Hazard.RPC_UNDER_USER_LOCK,
      Hazard.RESTORE_SELF_DEADLOCK,
      Hazard.DISABLED_VERIFIERS_DEADLOCK,
      Hazard.POSTING_FLAG_DEADLOCK,
      Hazard.ARBITRARY_EVICTION,
      Hazard.SILENT_DROP_ON_RESTORE,
      Hazard.ORPHANED_REPLY,
      Hazard.SERVER_BUSY_WAVE,
      Hazard.SLOW_READER_HOLDS_POSTING,
      Hazard.IO_UNDER_LOCKS,
      Hazard.CANCEL_RACE),
  ORDERED(
      "ordered",
      "One user's proofs are taken one after another while others pass; shared state is locked for"
          + " microseconds only.",
      new LockTable(
          "user lock, short batch locks",
          "user lock, never the batch lock",
          "batch lock: the rules run again, then push",
          "batch lock only"),
      Set.of(new Nesting(LockKind.USER, LockKind.BATCH)),
      Ordered::new,
      Hazard.SAME_USER_TWO_SOCKETS,
      Hazard.RPC_UNDER_USER_LOCK,
      Hazard.SLOW_READER_HOLDS_POSTING,
      Hazard.CANCEL_RACE);

  private final String title;
  private final String summary;

  @SuppressWarnings("ImmutableEnumChecker") // a record of strings
  private final LockTable table;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set
  private final Set<Nesting> nestings;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor reference, which captures nothing
  private final Maker maker;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
  private final List<Hazard> hazards;

  LockingDesign(
      String title,
      String summary,
      LockTable table,
      Set<Nesting> nestings,
      Maker maker,
      Hazard... hazards) {
    this.title = title;
    this.summary = summary;
    this.table = table;
    this.nestings = nestings;
    this.maker = maker;
    this.hazards = List.of(hazards);
  }

  @FunctionalInterface
  private interface Maker {
    LockingStrategy make(LockRegistry registry, Duration timeout);
  }

  /**
   * The design of that name.
   *
   * @throws IllegalArgumentException when there is none; the message names those that there are
   */
  public static LockingDesign named(String name) {
    return Arrays.stream(values())
        .filter(design -> design.title.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no locking \""
                        + name
                        + "\"; there is "
                        + Arrays.stream(values())
                            .map(LockingDesign::title)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  /**
   * The design at work in one engine.
   *
   * @param registry makes its locks
   * @param timeout how long anyone waits for one of them, also where the original had no bound
   */
  public LockingStrategy create(LockRegistry registry, Duration timeout) {
    return maker.make(registry, timeout);
  }

  /** The name on screen and on the command line: "ordered". */
  public String title() {
    return title;
  }

  /** One or two sentences for a person. */
  public String summary() {
    return summary;
  }

  public LockTable table() {
    return table;
  }

  /**
   * Which locks may nest by the design's own rule; a hazard that takes them otherwise breaks it.
   */
  public LockOrder order() {
    return new LockOrder(title, nestings);
  }

  /** The hazards for which one chooses another design, as a sentence; empty when it has none. */
  public Optional<String> warning() {
    List<Hazard> avoidable = avoidable();
    return avoidable.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Locking "
                + title
                + " comes with its hazards: "
                + avoidable.stream().map(Hazard::id).collect(Collectors.joining(", "))
                + "; 'batcher lockings' explains them.");
  }

  /** Its hazards that our own design does not have, or bounds. */
  public List<Hazard> avoidable() {
    return hazards.stream()
        .filter(hazard -> this != ORDERED && hazard.ordered() != Hazard.Under.BY_DESIGN)
        .toList();
  }

  /** Beside its name: "2 hazards"; empty for a design without. */
  public String caution() {
    int count = avoidable().size();
    return count == 0 ? "" : count + (count == 1 ? " hazard" : " hazards");
  }

  /** What happens under it, apart from what every design does by protocol. */
  public List<Hazard> hazards() {
    return hazards;
  }
}
