package io.batcherconsole.engine.state;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The books of the shared state at one moment, read in one hold of the batch lock: what is written
 * down, beside what it must come to.
 *
 * @param at ns
 * @param queued proofs in the queue
 * @param users those with something queued or in flight
 */
public record StateAudit(long at, int queued, List<UserAudit> users) {
  public StateAudit {
    users = List.copyOf(users);
  }

  /** Queued proofs by the users' books. */
  public long queuedByUsers() {
    return users.stream().mapToLong(UserAudit::queued).sum();
  }

  /** Proofs in flight by the users' books. */
  public long inFlight() {
    return users.stream().mapToLong(UserAudit::inFlight).sum();
  }

  /**
   * One user.
   *
   * @param latest the queued or in-flight proof with the highest nonce
   * @param first the lowest nonce queued or in flight
   * @param last the highest
   * @param next the nonce that is expected next
   * @param committedFees what the books say that is queued and in flight may cost, wei
   * @param sumOfFees what it comes to, wei; null when it was not added up this time
   */
  public record UserAudit(
      QueueEntry latest,
      BigInteger first,
      BigInteger last,
      BigInteger next,
      int queued,
      int inFlight,
      BigInteger committedFees,
      @Nullable BigInteger sumOfFees) {
    /** How many nonces from the first to the next one nobody has; negative when some are double. */
    public BigInteger missing() {
      return next.subtract(first).subtract(BigInteger.valueOf((long) queued + inFlight));
    }
  }
}
