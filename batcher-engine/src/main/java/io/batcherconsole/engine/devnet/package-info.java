/**
 * A development chain that is ready for a batcher: accounts of the public mnemonic with roles,
 * contracts, deposits; and beside the batcher the two parts that its users see, the operators that
 * verify batches and the aggregator that answers for them on chain.
 *
 * <p>Every role has an account of its own, and every account one thread that sends for it at a
 * time, so that nothing races on a transaction nonce.
 *
 * <p>Opening is idempotent: on a node that was prepared before, what is there is found and only
 * what is missing is made.
 */
@NullMarked
package io.batcherconsole.engine.devnet;

import org.jspecify.annotations.NullMarked;
