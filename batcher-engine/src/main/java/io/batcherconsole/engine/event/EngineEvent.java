package io.batcherconsole.engine.event;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact about the engine, published once. All times are {@code EngineRuntime.nanoTime()} in
 * nanoseconds. Records are immutable and small; an engine thread only creates and offers them.
 */
public sealed interface EngineEvent {
  /** When it happened, in ns. */
  long at();

  /**
   * A proof entered a stage.
   *
   * @param step counts the stages of this proof from 0 without a gap, so that a reader sees a
   *     dropped record
   * @param blockedBy who was in the way when the stage began, for stages that wait
   * @param note what a person should know: the reason of a refusal, the batch number, "+5.0 s"
   * @param unverified whether the proof was accepted although nobody verified it
   */
  record StageEntered(
      long at,
      Actor.Proof proof,
      int step,
      Stage stage,
      @Nullable Actor blockedBy,
      String note,
      boolean unverified)
      implements EngineEvent {}

  /** A proof's batch was verified on chain, after {@link Stage#POSTED}. */
  record ProofVerifiedOnChain(long at, Actor.Proof proof, long batch) implements EngineEvent {}

  /**
   * An actor asked for a lock that was not free and now waits in line; how it ended is told by
   * {@link LockUsed}.
   *
   * @param holder who held it at that moment
   * @param behind who goes right before: the previous waiter, or the holder when there is none
   */
  record WaitBegan(long at, LockId lock, LockSite site, Actor actor, Actor holder, Actor behind)
      implements EngineEvent {}

  /**
   * One acquisition of a lock, published after the release.
   *
   * @param asked when it was asked for, ns
   * @param got when it was granted, ns; when it timed out or was cancelled for {@code !granted}
   * @param released when it was given back, ns, read before the hand-off; equals {@code got} when
   *     not granted
   * @param holderWhenAsked who held it when it was asked for, null when it was free
   * @param blockers who was in the way, in order: the holder, then everyone the lock was handed to
   *     before it came to this actor; when there were very many, the holder and the latest
   */
  record LockUsed(
      LockId lock,
      LockSite site,
      Actor actor,
      long asked,
      long got,
      long released,
      boolean granted,
      @Nullable Actor holderWhenAsked,
      List<Actor> blockers)
      implements EngineEvent {
    @Override
    public long at() {
      return released;
    }
  }

  /**
   * A verification ended.
   *
   * @param system the proving system's wire name
   * @param injectedNanos delay injected before a verifier was requested
   * @param queuedNanos wait for a verifier
   * @param runNanos the verification itself
   */
  record VerificationDone(
      long at,
      Actor.Proof proof,
      String system,
      long injectedNanos,
      long queuedNanos,
      long runNanos,
      boolean valid)
      implements EngineEvent {}

  /**
   * A proof had to leave a full queue although another was first to leave.
   *
   * @param maxFee what it offered, wei
   * @param by for whom it left
   * @param cheapest the one that was first to leave
   * @param cheapestFee what that one offers, wei
   */
  record UnfairEviction(
      long at,
      Actor.Proof victim,
      BigInteger maxFee,
      Actor.Proof by,
      Actor.Proof cheapest,
      BigInteger cheapestFee)
      implements EngineEvent {}

  /** The chain's head moved. {@code timestamp} is the block's, in seconds since 1970. */
  record BlockSeen(long at, long number, long timestamp) implements EngineEvent {}

  /** A batch changed; {@code batch} is its whole state from here on. */
  record BatchChanged(long at, BatchView batch) implements EngineEvent {}

  /** The fault rules changed; {@code faults} are all that are in force from here on. */
  record FaultsChanged(long at, List<FaultView> faults) implements EngineEvent {}

  /** A client connected or disconnected. */
  record ConnectionChanged(long at, long connection, boolean open) implements EngineEvent {}
}
