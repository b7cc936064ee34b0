package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.runtime.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario needs of its engine; null leaves the engine's own.
 *
 * @param queueLimit most proofs in the queue
 * @param lockTimeout how long anyone waits for a lock
 * @param receiptTimeout how long a transaction's receipt is waited for
 * @param blockTime of a chain that we run ourselves
 */
public record EngineNeeds(
    @Nullable Integer queueLimit,
    @Nullable Duration lockTimeout,
    @Nullable Duration receiptTimeout,
    @Nullable Duration blockTime) {
  /** In words: "a queue for 1 proof, a lock time-out of 2.0 s"; the block time is left out. */
  public String words() {
    return lackingIn(NONE);
  }

  /**
   * What an engine with those settings lacks, for a person; empty when it will do. The block time
   * is left out: it makes a run quicker, and somebody else's node has its own.
   */
  String lackingIn(EngineNeeds settings) {
    List<String> lacking = new ArrayList<>();
    if (queueLimit != null && !queueLimit.equals(settings.queueLimit)) {
      lacking.add("a queue for " + queueLimit + (queueLimit == 1 ? " proof" : " proofs"));
    }
    if (lockTimeout != null && !lockTimeout.equals(settings.lockTimeout)) {
      lacking.add("a lock time-out of " + Durations.words(lockTimeout.toNanos()));
    }
    if (receiptTimeout != null && !receiptTimeout.equals(settings.receiptTimeout)) {
      lacking.add("a receipt time-out of " + Durations.words(receiptTimeout.toNanos()));
    }
    return String.join(", ", lacking);
  }

  /** Any engine will do. */
  public static final EngineNeeds NONE = new EngineNeeds(null, null, null, null);
}
