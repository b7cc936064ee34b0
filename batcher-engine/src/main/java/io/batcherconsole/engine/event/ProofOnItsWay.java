package io.batcherconsole.engine.event;

/**
 * A proof that was received and has not ended.
 *
 * @param step how many stages it entered before this one
 * @param behindNanos how long it waited behind earlier messages of its connection, ns; 0 while it
 *     still does
 * @param answeredAt when its client got the last reply that there is for a submission, ns, although
 *     the proof is still on its way; -1 as it should be
 * @param unverified whether it was accepted although nobody verified it
 */
public record ProofOnItsWay(
    Actor.Proof proof,
    int step,
    CurrentStage now,
    long behindNanos,
    long answeredAt,
    boolean unverified) {
  /** It enters its next stage. */
  ProofOnItsWay next(Stage stage, long at) {
    long behind = now.stage() == Stage.BEHIND_CONNECTION ? at - now.since() : behindNanos;
    CurrentStage current = new CurrentStage(stage, at, -1);
    return new ProofOnItsWay(proof, step + 1, current, behind, answeredAt, unverified);
  }

  /** Its stage lasts {@code nanos} by its nature. */
  ProofOnItsWay expecting(long nanos) {
    CurrentStage current = new CurrentStage(now.stage(), now.since(), nanos);
    return new ProofOnItsWay(proof, step, current, behindNanos, answeredAt, unverified);
  }

  /** Its client was answered. */
  ProofOnItsWay answered(long at) {
    return new ProofOnItsWay(proof, step, now, behindNanos, at, unverified);
  }

  /** It is accepted although nobody verified it. */
  ProofOnItsWay acceptedUnverified() {
    return new ProofOnItsWay(proof, step, now, behindNanos, answeredAt, true);
  }
}
