package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.state.StateAudit;
import io.batcherconsole.engine.state.StateAudit.UserAudit;
import java.util.List;
import java.util.Optional;

/** A check of each user's books, whenever they were read under the batch lock. */
abstract class BooksCheck implements Check {
  /** What is wrong with the user's books; empty when nothing is. */
  abstract Optional<Finding> look(Observation now, StateAudit audit, UserAudit user);

  @Override
  public final boolean looked(Observation now) {
    return now.audit() != null;
  }

  @Override
  public final List<Finding> look(Observation now) {
    StateAudit audit = now.audit();
    return audit == null
        ? List.of()
        : audit.users().stream().flatMap(user -> look(now, audit, user).stream()).toList();
  }
}
