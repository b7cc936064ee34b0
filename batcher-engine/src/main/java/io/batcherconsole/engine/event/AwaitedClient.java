package io.batcherconsole.engine.event;

/**
 * The engine does not go on until a client has taken a reply.
 *
 * @param proof whose reply it is
 * @param since when it began to wait, ns
 */
public record AwaitedClient(Actor.Proof proof, long since) {}
