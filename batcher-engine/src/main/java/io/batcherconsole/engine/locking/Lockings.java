package io.batcherconsole.engine.locking;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** All locking designs. */
public final class Lockings {
  /** The name of our own design. */
  public static final String DEFAULT = "ordered";

  private Lockings() {}

  /**
   * One of each, oldest design first.
   *
   * @param timeout how long a proof waits for its user's lock
   */
  public static List<LockingStrategy> all(Duration timeout) {
    return List.of(
        new GlobalLock(true), new GlobalLock(false), new PerUser(timeout), new Ordered(timeout));
  }

  /**
   * The design of that name.
   *
   * @throws IllegalArgumentException when there is none; the message names those that there are
   */
  public static LockingStrategy named(String name, Duration timeout) {
    List<LockingStrategy> all = all(timeout);
    return all.stream()
        .filter(strategy -> strategy.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no locking \""
                        + name
                        + "\"; there is "
                        + all.stream().map(LockingStrategy::name).collect(Collectors.joining(", "))
                        + "."));
  }
}
