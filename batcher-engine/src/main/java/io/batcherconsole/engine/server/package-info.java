/**
 * The WebSocket server: bytes in, one message at a time per connection, replies out (batcher.md
 * §1.1).
 *
 * <p><b>In.</b> Jetty's threads only move bytes into a connection's {@code Inbox}. It is bounded by
 * count and bytes: when it is full no more is read, so the client's own socket pushes back. One
 * virtual thread per connection takes message after message and calls the {@code MessageHandler};
 * it alone waits for locks and verifiers.
 *
 * <p><b>A client that is gone</b> is noticed by the read that is always outstanding while there is
 * room; a connection that is not read because its inbox is full gets a pong a few times a second
 * instead, which needs no answer (RFC 6455 §5.5.3) and fails once the client is gone. Then the
 * handler's thread is interrupted, what waits is dropped, and {@code closed} is the last call.
 *
 * <p><b>Out.</b> {@code ReplySink.send} puts the encoded reply into the connection's {@code Outbox}
 * and returns; a chain of Jetty's callbacks writes them in order. A client that does not take its
 * replies is dropped when too many wait, for it or for all together, or when one takes too long.
 * Time during which we do not read from it does not count: the field's client sends its whole burst
 * before it reads, so then it is we who make it wait.
 *
 * <p><b>Locks.</b> A connection's inbox, outbox, unfinished message and state each have a monitor
 * of their own, and the connection one for its thread. Each is held for a few field accesses and
 * never one inside another, and nothing is called back under them.
 */
@NullMarked
package io.batcherconsole.engine.server;

import org.jspecify.annotations.NullMarked;
