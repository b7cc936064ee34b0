package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.server.ReplySink;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.Funds;
import io.batcherconsole.engine.state.Room;
import io.batcherconsole.engine.state.Ruling;
import io.batcherconsole.engine.state.UserLocks;
import java.math.BigInteger;

/**
 * A locking design at work in one engine: which lock is held across which stage. Safe from any
 * thread.
 *
 * <p>What the steps do by default is right. A design with a hazard overrides one step for each.
 */
public interface LockingStrategy {
  /** Which design it is. */
  LockingDesign design();

  /** Where the users' locks come from. */
  UserLocks userLocks();

  /** Whether a proof is verified before anything on shared state is checked, and outside locks. */
  default boolean verifiesFirst() {
    return false;
  }

  /** Whether nonce and balance are asked from the chain before {@link #enter}, or inside. */
  default boolean asksChainFirst() {
    return false;
  }

  /** Which lock {@link #enter} waits for. */
  default LockKind entersThrough() {
    return LockKind.USER;
  }

  /**
   * Takes what is held from validation until the proof is queued or refused.
   *
   * @param user the lease on the user's lock, which strategies without user locks leave alone
   * @throws LockTimeoutException when it was not granted in time
   */
  Section enter(Actor.Proof proof, UserLocks.Lease user, BatchState state)
      throws InterruptedException, LockTimeoutException;

  /** The rules before the verification. */
  default Ruling judge(
      BatchState.Access access, Address user, BigInteger nonce, BigInteger maxFee, Funds funds) {
    return access.judge(user, nonce, maxFee, funds);
  }

  /**
   * The rules after the verification, right before the push.
   *
   * @param before what {@link #judge} said; no refusal
   */
  default Ruling judgeAgain(
      BatchState.Access access,
      Address user,
      BigInteger nonce,
      BigInteger maxFee,
      Funds funds,
      Ruling before) {
    return access.judge(user, nonce, maxFee, funds);
  }

  /** Whether room for a proof is made in a hold of the batch lock of its own, before the push. */
  default boolean makesRoomApart() {
    return false;
  }

  /** Whether a proof that offers {@code maxFee} wei finds room, and instead of whom. */
  default Room roomFor(BatchState.Access access, Actor.Proof proof, BigInteger maxFee) {
    return access.roomFor(maxFee);
  }

  /** What a question for a user's nonce does before it looks at the shared state. */
  default void beforeNonceQuery(Actor.Query query)
      throws InterruptedException, LockTimeoutException {}

  /** What admission does before it looks whether a proof's verifier is disabled. */
  default void beforeReadingDisabledVerifiers(Actor.Proof proof)
      throws InterruptedException, LockTimeoutException {}

  /** Takes what is held while a batch is taken out of the queue. */
  default BatchState.Access enterToExtract(Actor actor, BatchState state)
      throws InterruptedException, LockTimeoutException {
    return state.enter(actor, LockSite.EXTRACT);
  }

  /**
   * Whether a block that arrives while a batch is on its way looks for another batch, in a task of
   * its own. Ours needs no look: one thread takes batches, one after another.
   */
  default boolean looksWhilePosting() {
    return false;
  }

  /** What the poster does after an inclusion reply: it goes on, whether the client reads or not. */
  default void afterInclusionReply(ReplySink client) throws InterruptedException {}

  /** Whether a cancelled batch counts as failed without a question to the chain. */
  default boolean trustsCancel() {
    return false;
  }

  /** Whether a flush answers its clients, and asks the chain, while it still holds its locks. */
  default boolean flushesUnderLocks() {
    return false;
  }

  /** What a flush does after each reply: it goes on, whether the client reads or not. */
  default void afterFlushReply(ReplySink client) throws InterruptedException {}

  /** Takes what is held around a flush besides the batch lock. */
  default Guard beforeFlushing(Actor actor) throws InterruptedException, LockTimeoutException {
    return Guard.NOTHING;
  }

  /** Takes what is held, besides the batch lock, while an unlocked user's proofs are removed. */
  default Guard beforeRemovingUnlocked(Actor actor)
      throws InterruptedException, LockTimeoutException {
    return Guard.NOTHING;
  }

  /** Something that is held until it is closed. */
  @FunctionalInterface
  interface Guard extends AutoCloseable {
    /** Holds nothing. */
    Guard NOTHING = () -> {};

    @Override
    void close();
  }

  /** Takes what is held while the proofs of a failed batch are put back. */
  default Restoring enterToRestore(Actor actor, BatchState state)
      throws InterruptedException, LockTimeoutException {
    return new UnderBatchLockRestoring(state.enter(actor, LockSite.RESTORE));
  }
}
