package io.batcherconsole.engine;

import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.locking.LockingDesign;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A locking design that an engine can be started with, in words.
 *
 * @param name as on the command line: "ordered"
 * @param summary one or two sentences
 * @param table stage → which lock is held across it, in the order of a proof's way
 * @param hazards ids of what happens under it
 * @param caution what is said beside its name: "2 hazards", empty when it has none to avoid
 * @param warning why one might choose another design; empty when it has no hazard to avoid
 */
public record LockingInfo(
    String name,
    String summary,
    Map<String, String> table,
    List<String> hazards,
    String caution,
    Optional<String> warning) {

  /** All designs, in the order of their history; ours last. */
  public static List<LockingInfo> all() {
    return Arrays.stream(LockingDesign.values()).map(LockingInfo::of).toList();
  }

  private static LockingInfo of(LockingDesign design) {
    return new LockingInfo(
        design.title(),
        design.summary(),
        design.table().rows(),
        design.hazards().stream().map(Hazard::id).toList(),
        design.caution(),
        design.warning());
  }
}
