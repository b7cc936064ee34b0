package io.batcherconsole.engine.event;

/**
 * A proof that ended, and whose client still waits for the reply.
 *
 * @param stage how it ended
 * @param since when, ns
 */
public record OwedReply(Actor.Proof proof, Stage stage, long since) {}
