package io.batcherconsole.engine.verify;

/**
 * A verification that was carried out.
 *
 * @param queuedNanos time from the request until a verifier took it
 * @param runNanos time from then until the verdict
 * @param together proofs that the verifier took in one go, this one included: their times overlap
 */
public record Verification(Verdict verdict, long queuedNanos, long runNanos, int together) {}
