package io.batcherconsole.engine.state;

import java.math.BigInteger;

/** What the rules say of a submission as things stand. */
public sealed interface Ruling {
  /** It is the user's next proof. */
  record Append() implements Ruling {}

  /** It takes the place of a queued proof with the same nonce. */
  record Replace(QueueEntry old) implements Ruling {}

  /**
   * It is refused.
   *
   * @param given what the submission has or needs of what the reason is about: a nonce, or wei
   * @param bound what was expected, or the least or most that is allowed, of the same kind
   */
  record Refused(Reason reason, BigInteger given, BigInteger bound) implements Ruling {}

  /** Why the state refuses a submission. */
  enum Reason {
    /** The balance does not cover all that is queued and in flight together with this. */
    INSUFFICIENT_BALANCE,
    /** Higher than expected, or lower and nothing queued has it. */
    NONCE,
    /** Offers more than an earlier proof of the user. */
    MAX_FEE_ABOVE_LIMIT,
    /** A replacement that does not raise the fee enough. */
    BUMP_TOO_SMALL,
    /** A replacement that would offer more than the proof before it. */
    CHEAPER_PROOF_BEFORE
  }
}
