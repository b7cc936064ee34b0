package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.state.StateAudit;
import io.batcherconsole.engine.state.StateAudit.UserAudit;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Among the nonces that a user has queued and in flight, up to the next one, none is missing and
 * none is double.
 */
final class NonceGapCheck extends BooksCheck {
  @Override
  public String id() {
    return "nonce-gap";
  }

  @Override
  public String invariant() {
    return "nonces without a gap";
  }

  @Override
  Optional<Finding> look(Observation now, StateAudit audit, UserAudit user) {
    return user.missing().signum() != 0 ? Optional.of(finding(now, audit, user)) : Optional.empty();
  }

  private static Finding finding(Observation now, StateAudit audit, UserAudit user) {
    String name = user.latest().proof().user().name();
    BigInteger missing = user.missing();
    boolean gap = missing.signum() > 0;
    return Finding.of(
            "user " + name,
            Severity.VIOLATION,
            audit.at(),
            now.at(),
            "User "
                + name
                + (gap ? " is left with a gap: " : " has a nonce twice: ")
                + Words.count(missing.abs().longValue(), "nonce")
                + (gap ? " of " : " too many of ")
                + user.first()
                + " to "
                + user.next().subtract(BigInteger.ONE)
                + (gap ? " nobody has." : "."))
        .detail(
            user.queued()
                + " queued, "
                + user.inFlight()
                + " in flight, the highest is "
                + user.last()
                + ", the next is "
                + user.next()
                + ".")
        .advice(
            "What comes after a gap reverts on chain. It heals when the user has nothing queued or"
                + " in flight: the chain's nonce counts then.")
        .hazard(hazard(now, user))
        .who(List.of(user.latest().proof()));
  }

  /**
   * A proof that was dropped leaves the next nonce beyond the last one; one that was evicted from
   * the middle leaves a hole before it.
   */
  private static @Nullable Hazard hazard(Observation now, UserAudit user) {
    if (user.missing().signum() < 0) {
      return now.hazard(Hazard.LOST_EXCLUSION, Hazard.DOUBLE_MUTEX_NEW_USER);
    }
    boolean beyond = user.next().compareTo(user.last().add(BigInteger.ONE)) > 0;
    return beyond
        ? now.hazard(Hazard.SILENT_DROP_ON_RESTORE)
        : now.hazard(Hazard.ARBITRARY_EVICTION);
  }
}
