/**
 * Faults that are injected while the engine runs.
 *
 * <p>A {@link io.batcherconsole.engine.fault.FaultRule} says where (a {@code FaultPoint}), what (a
 * {@code FaultAction}) and who is meant (a {@code FaultScope}); the {@code FaultDesk} is where
 * people and scenarios put rules, the {@code FaultInjector} is what the engine asks. Chain, store
 * and locks know nothing of faults: decorators of theirs ({@code FaultyChain}, {@code FaultyStore},
 * {@code LockFaults}, …) stand in front of them, and operators and clients use the chain without.
 *
 * <p>Whoever is held parks on its own thread, holding what it holds: that is the point of it.
 * Nobody is held without a bound: delays end after {@link
 * io.batcherconsole.engine.fault.FaultDesk#LONGEST_DELAY}, gates after {@link
 * io.batcherconsole.engine.fault.FaultDesk#LONGEST_PAUSE}, and an interrupt ends either.
 */
@NullMarked
package io.batcherconsole.engine.fault;

import org.jspecify.annotations.NullMarked;
