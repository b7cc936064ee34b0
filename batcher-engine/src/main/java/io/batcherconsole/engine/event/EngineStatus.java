package io.batcherconsole.engine.event;

import org.jspecify.annotations.Nullable;

/**
 * How the engine and its chain are.
 *
 * @param phase what the engine does
 * @param sentence a sentence for a person: why it is in this phase, what to do about it
 * @param startedAt ns
 * @param listening where clients connect, as "ws://localhost:8080"; null until the port is open
 * @param locking name of the locking strategy
 * @param chain null until the chain answered
 */
public record EngineStatus(
    Phase phase,
    String sentence,
    long startedAt,
    @Nullable String listening,
    String locking,
    @Nullable ChainStatus chain) {

  /** The engine's life. */
  public enum Phase {
    STARTING,
    RUNNING,
    /** Running, and something outside does not answer. */
    TROUBLED,
    STOPPED,
    /** Could not start. */
    FAILED
  }

  /**
   * The chain that batches go to.
   *
   * @param kind "anvil", "node" or "simulated"
   * @param where a URL, or "in memory"
   * @param block number of the head
   * @param blockNanos time between the last two heads, ns, -1 when unknown
   * @param answering whether the last call was answered
   */
  public record ChainStatus(
      String kind, String where, long chainId, long block, long blockNanos, boolean answering) {}
}
