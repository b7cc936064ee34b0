package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.state.StateAudit;
import io.batcherconsole.engine.state.StateAudit.UserAudit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    if (audit == null) {
      return List.of();
    }
    List<Finding> found =
        audit.users().stream().flatMap(user -> look(now, audit, user).stream()).toList();
    over(
        audit.users().stream()
            .map(user -> user.latest().proof().user().name())
            .collect(Collectors.toSet()));
    return found;
  }

  /**
   * All users' books were looked at.
   *
   * @param users the names of those who have any
   */
  void over(Set<String> users) {}
}
