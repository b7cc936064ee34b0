/**
 * What the field's SDK does, for the command line, the scenarios and the tests: ask for the next
 * nonce and the last max fee, submit proofs, check and keep the inclusion proofs (batcher.md §1.1,
 * §3.5).
 *
 * <p>{@link io.batcherconsole.engine.client.BatcherClient} knows one batcher. A {@link
 * io.batcherconsole.engine.client.Submission} is one connection to it, on which sending and
 * receiving are separate operations, because a batcher answers a proof only when its batch is on
 * chain, and because some hazards show only when the caller decides what is sent when.
 *
 * <p>Threads: callers block, which is cheap on virtual threads; a connection's bytes arrive on
 * threads of the HTTP client, which never wait. Every wait has a bound, every way it can end has a
 * name: a reply, {@link io.batcherconsole.engine.client.BatcherClientException}, or nothing within
 * the time.
 */
@NullMarked
package io.batcherconsole.engine.client;

import org.jspecify.annotations.NullMarked;
