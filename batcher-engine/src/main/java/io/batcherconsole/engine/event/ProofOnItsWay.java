package io.batcherconsole.engine.event;

/**
 * A proof that was received and has not ended.
 *
 * @param step how many stages it entered before this one
 * @param behindNanos how long it waited behind earlier messages of its connection, ns; 0 while it
 *     still does
 * @param answeredAt when its client got the last reply that there is for a submission, ns, although
 *     the proof is still on its way; -1 as it should be
 */
public record ProofOnItsWay(
    Actor.Proof proof, int step, CurrentStage now, long behindNanos, long answeredAt) {
  /** It enters its next stage. */
  ProofOnItsWay next(Stage stage, long at) {
    long behind = now.stage() == Stage.BEHIND_CONNECTION ? at - now.since() : behindNanos;
    return new ProofOnItsWay(proof, step + 1, new CurrentStage(stage, at, -1), behind, answeredAt);
  }

  /** Its stage lasts {@code nanos} by its nature. */
  ProofOnItsWay expecting(long nanos) {
    return new ProofOnItsWay(
        proof, step, new CurrentStage(now.stage(), now.since(), nanos), behindNanos, answeredAt);
  }

  /** Its client was answered. */
  ProofOnItsWay answered(long at) {
    return new ProofOnItsWay(proof, step, now, behindNanos, at);
  }
}
