package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.state.StateAudit;
import io.batcherconsole.engine.state.StateAudit.UserAudit;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a user's books say that their proofs may cost is what those proofs offer. In a long queue
 * not every reading adds up everybody's fees: until it is a user's turn again their books are as
 * they were found.
 */
final class FeesCheck extends BooksCheck {
  /** Users whose books are wrong as far as is known. Used by the looking thread. */
  private final Map<String, Finding> wrong = new HashMap<>();

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
    String name = user.latest().proof().user().name();
    BigInteger sum = user.sumOfFees();
    if (sum != null && user.committedFees().equals(sum)) {
      wrong.remove(name);
    } else if (sum != null) {
      wrong.put(name, finding(now, audit, user, sum));
    }
    return Optional.ofNullable(wrong.get(name));
  }

  /** Whoever has nothing queued any more is in no reading, and begins anew. */
  @Override
  void over(Set<String> users) {
    wrong.keySet().retainAll(users);
  }

  private static Finding finding(
      Observation now, StateAudit audit, UserAudit user, BigInteger sum) {
    String name = user.latest().proof().user().name();
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
