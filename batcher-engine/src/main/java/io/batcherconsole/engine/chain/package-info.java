/**
 * The Ethereum side behind one interface: anvil, any JSON-RPC node, or a simulated chain.
 *
 * <p>{@link io.batcherconsole.engine.chain.ChainClient} makes one attempt a call, bounded in time,
 * and says with the type of its exception whether another one can help: {@code Unavailable} (no
 * answer, or none that makes sense), {@code Refused} and {@code Reverted} (final). {@link
 * io.batcherconsole.engine.chain.Retry} repeats the first kind; nothing else retries.
 *
 * <p>The contracts' wrappers write calldata and read results and logs by the codec in {@code
 * chain.abi}, over any client, so that the simulated chain decodes the very bytes that a node would
 * execute. One contract-test class holds both to the same rules.
 *
 * <p>Nothing here keeps a transaction nonce: it is the sender's, who alone knows whether a
 * transaction is to follow another or to replace it.
 */
@NullMarked
package io.batcherconsole.engine.chain;

import org.jspecify.annotations.NullMarked;
