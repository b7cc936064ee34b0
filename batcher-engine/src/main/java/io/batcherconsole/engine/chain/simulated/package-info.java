/**
 * An Ethereum chain in memory: accounts, a transaction pool, blocks, receipts, logs, and a Java
 * model of the two contracts behind their real ABI. It is for deterministic runs and for machines
 * without a node, and passes the same contract test as the Solidity contracts do on anvil.
 *
 * <p>The state is a set of maps ({@link io.batcherconsole.engine.chain.simulated.Storage}) that
 * write every change to one {@link io.batcherconsole.engine.chain.simulated.ChangeLog}. A revert,
 * the end of a call and a rewind of the chain are all the same operation on it: changes are taken
 * back, newest first. Nothing here but {@link
 * io.batcherconsole.engine.chain.simulated.SimulatedChain} is thread-safe: its guard guards
 * everything, and nothing outside this package is called under it but the runtime's clock.
 *
 * <p>Gas is modelled, not metered: a function uses about what the compiled contract uses, so that
 * fees, limits and payouts have real sizes.
 */
@NullMarked
package io.batcherconsole.engine.chain.simulated;

import org.jspecify.annotations.NullMarked;
