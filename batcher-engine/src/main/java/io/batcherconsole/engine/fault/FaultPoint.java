package io.batcherconsole.engine.fault;

import static io.batcherconsole.engine.fault.FaultAction.Kind.DELAY;
import static io.batcherconsole.engine.fault.FaultAction.Kind.DROP;
import static io.batcherconsole.engine.fault.FaultAction.Kind.ERROR;
import static io.batcherconsole.engine.fault.FaultAction.Kind.PAUSE;

import io.batcherconsole.engine.event.LockKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a fault can be injected, and what can be done there besides a delay and a pause. */
public enum FaultPoint {
  BEFORE_USER_LOCK("before-user-lock", "before the user's lock is asked for", "times out", ERROR),
  IN_USER_LOCK("in-user-lock", "right after the user's lock was got, inside the hold", ""),
  BEFORE_BATCH_LOCK("before-batch-lock", "before the batch lock is asked for", "times out", ERROR),
  IN_BATCH_LOCK("in-batch-lock", "right after the batch lock was got, inside the hold", ""),
  BEFORE_INNER_LOCK(
      "before-inner-lock", "before a lock that only older designs have", "times out", ERROR),
  IN_INNER_LOCK("in-inner-lock", "inside the hold of a lock that only older designs have", ""),

  /**
   * On the proof's own thread, inside its hold and before a verifier is requested: where PR 2014
   * put its sleep. The verifier pool is never what is slowed.
   */
  VERIFY("verify", "before a verifier is requested", "rejects the proof", ERROR),

  CHAIN("chain", "every call to the chain by the batcher", "is not answered", ERROR),
  HEAD("head", "the question for the latest block", "is not answered", ERROR),
  GAS_PRICE("gas-price", "the question for the gas price", "is not answered", ERROR),
  DISABLED_VERIFIERS(
      "disabled-verifiers", "the question which verifiers are disabled", "is not answered", ERROR),
  NONCE("nonce", "the question for a user's nonce", "is not answered", ERROR),
  BALANCE("balance", "the question for a user's balance", "is not answered", ERROR),
  UNLOCK_TIME("unlock-time", "the question whether funds are locked", "is not answered", ERROR),
  SIMULATE("simulate", "simulating createNewTask", "reverts", ERROR),
  CREATE_NEW_TASK("create-new-task", "sending createNewTask", "reverts or is lost", ERROR, DROP),
  RECEIPT("receipt", "asking for a transaction's receipt", "fails or finds none", ERROR, DROP),
  CANCEL("cancel", "sending a transaction that cancels", "is not answered", ERROR),
  BATCH_STATE(
      "batch-state", "asking whether a batch is on chain after all", "is not answered", ERROR),
  STORE("store", "storing a batch file", "fails", ERROR),
  BLOCK("block", "the arrival of a new block", "is not seen", DROP),
  REPLY("reply", "sending a reply to a client", "is lost", DROP);

  private final String words;
  private final String sentence;
  private final String failure;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set
  private final Set<FaultAction.Kind> kinds;

  FaultPoint(String words, String sentence, String failure, FaultAction.Kind... more) {
    this.words = words;
    this.sentence = sentence;
    this.failure = failure;
    EnumSet<FaultAction.Kind> all = EnumSet.of(DELAY, PAUSE);
    Collections.addAll(all, more);
    this.kinds = Collections.unmodifiableSet(all);
  }

  /** The point's name on screen and on the command line. */
  public String words() {
    return words;
  }

  /** What happens there, for a person: "before a verifier is requested". */
  public String sentence() {
    return sentence;
  }

  /** What an error or a drop does there: "rejects the proof"; empty when neither is possible. */
  public String failure() {
    return failure;
  }

  /** What can be done there. */
  public Set<FaultAction.Kind> kinds() {
    return kinds;
  }

  /**
   * The point of that name.
   *
   * @throws IllegalArgumentException when there is none; the message names those that there are
   */
  public static FaultPoint named(String words) {
    return Arrays.stream(values())
        .filter(point -> point.words.equals(words))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no fault point \""
                        + words
                        + "\"; there is "
                        + Arrays.stream(values())
                            .map(FaultPoint::words)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  /** The point before a lock of that kind is asked for. */
  static FaultPoint before(LockKind kind) {
    return switch (kind) {
      case USER -> BEFORE_USER_LOCK;
      case BATCH -> BEFORE_BATCH_LOCK;
      default -> BEFORE_INNER_LOCK;
    };
  }

  /** The point inside the hold of a lock of that kind. */
  static FaultPoint in(LockKind kind) {
    return switch (kind) {
      case USER -> IN_USER_LOCK;
      case BATCH -> IN_BATCH_LOCK;
      default -> IN_INNER_LOCK;
    };
  }
}
