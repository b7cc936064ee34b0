package io.batcherconsole.engine.verify;

/**
 * A verification that was carried out.
 *
 * @param queuedNanos time from the request until a verifier took it
 * @param runNanos time that the verifier took
 */
public record Verification(Verdict verdict, long queuedNanos, long runNanos) {}
