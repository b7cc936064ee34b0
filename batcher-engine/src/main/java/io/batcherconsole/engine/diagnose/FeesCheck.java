package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.state.StateAudit;
import io.batcherconsole.engine.state.StateAudit.UserAudit;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What a user's books say that their proofs may cost is what those proofs offer. */
final class FeesCheck extends BooksCheck {
  @Override
  public String id() {
    return "fees";
  }

  @Override
  public String invariant() {
    return "fees equal the state";
  }

  @Override
  Optional<Finding> look(Observation now, StateAudit audit, UserAudit user) {
    return user.sumOfFees() != null && !user.committedFees().equals(user.sumOfFees())
        ? Optional.of(finding(now, audit, user))
        : Optional.empty();
  }

  private static Finding finding(Observation now, StateAudit audit, UserAudit user) {
    String name = user.latest().proof().user().name();
    BigInteger sum = user.sumOfFees() == null ? BigInteger.ZERO : user.sumOfFees();
    return Finding.of(
            "user " + name,
            Severity.VIOLATION,
            audit.at(),
            now.at(),
            "User "
                + name
                + "'s books say that "
                + user.committedFees()
                + " wei are spoken for, and the proofs come to "
                + sum
                + " wei.")
        .detail(
            "A difference of "
                + user.committedFees().subtract(sum).abs()
                + " wei over "
                + Words.count(user.queued() + user.inFlight(), "proof")
                + ".")
        .advice("Deposits are checked against these books: refusals of this user may be wrong.")
        .who(List.of(user.latest().proof()));
  }
}
